import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/form/field.tsx';
import { PlainForm } from '../../../ui/form/plain-form.tsx';
import { useWaterSettingsTexts } from './settings-texts.ts';

/** Why a section has no data in a month; an empty reason takes it back. */
export function NoteDialog({
  section,
  month,
  note,
  close,
}: {
  /** Number of the section. */
  section: number;
  month: string;
  note: string | null;
  close: () => void;
}) {
  const t = useWaterSettingsTexts();
  const client = useQueryClient();
  const [reason, setReason] = useState(note ?? '');
  const save = useMutation({
    mutationFn: () =>
      call('saveSectionNote', { params: { id: section, month }, body: { reason: reason.trim() } }),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: ['water'] });
      client.invalidateQueries({ queryKey: ['sites', section, 'changes'] });
      close();
    },
  });
  const title = t.noteTitle(month);
  return (
    <Dialog name={title} close={close}>
      <div className="col g12" style={{ padding: 16 }}>
        <h2>{title}</h2>
        <PlainForm name={title} prefix="note" mistakes={[]} refusal={save.error} send={() => save.mutate()}>
          {(field) => (
            <>
              <Field {...field('reason')} label={t.noteField} hint={t.noteHint}>
                {(control) => (
                  <input
                    {...control}
                    className="inp"
                    maxLength={100}
                    value={reason}
                    onChange={(event) => setReason(event.target.value)}
                  />
                )}
              </Field>
              <div className="row">
                <span className="sp" />
                <button type="button" className="btn" onClick={close}>
                  {t.close}
                </button>
                <button type="submit" className="btn p" disabled={save.isPending}>
                  {t.saveNote}
                </button>
              </div>
            </>
          )}
        </PlainForm>
      </div>
    </Dialog>
  );
}
