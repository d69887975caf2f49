import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { type ControlIds, Field } from '../../../ui/form/field.tsx';
import { PlainForm } from '../../../ui/form/plain-form.tsx';
import { Notice } from '../../../ui/states.tsx';
import { ChangesPanel } from '../changes/changes-panel.tsx';
import type { WaterYear } from './queries.ts';
import {
  draftOf,
  flagKeys,
  mistakesOf,
  monthKeys,
  type SettingsDraft,
  settingsOf,
} from './settings-draft.ts';
import { useWaterSettingsTexts } from './settings-texts.ts';

/** What the district decides about its sections, and who decided it. */
export function SettingsDialog({ settings, close }: { settings: WaterYear['settings']; close: () => void }) {
  const t = useWaterSettingsTexts();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(settings));
  const save = useMutation({
    mutationFn: () => call('saveWaterSettings', { body: settingsOf(draft) }),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: ['water'] });
      client.invalidateQueries({ queryKey: ['settings'] });
    },
  });
  const set = (patch: Partial<SettingsDraft>) => {
    save.reset();
    setDraft((before) => ({ ...before, ...patch }));
  };
  const mistakes = mistakesOf(draft).map(({ path, code }) => ({ path, text: t.wrong[code] }));
  const text =
    (key: 'goodShare' | 'basis' | 'nearPercent' | 'replyDays' | (typeof monthKeys)[number]) =>
    (control: ControlIds) => (
      <input
        {...control}
        className="inp"
        {...(key === 'basis' ? { maxLength: 200 } : { inputMode: 'decimal' as const, maxLength: 6 })}
        autoComplete="off"
        value={draft[key]}
        onChange={(event) => set({ [key]: event.target.value })}
      />
    );
  return (
    <Dialog name={t.title} close={close}>
      <div className="wq-box col g12">
        <h2>{t.title}</h2>
        <p className="s t3">{t.note}</p>
        {save.isSuccess && <Notice tone="g">{t.saved}</Notice>}
        <PlainForm
          name={t.title}
          prefix="water"
          mistakes={mistakes}
          refusal={save.error}
          send={() => save.mutate()}
        >
          {(field) => (
            <>
              <div className="wq-pair">
                <Field {...field('goodShare')} label={t.share} hint={t.shareHint}>
                  {text('goodShare')}
                </Field>
                <Field {...field('basis')} label={t.basis} hint={t.basisHint}>
                  {text('basis')}
                </Field>
                <Field {...field('nearPercent')} label={t.near} required hint={t.nearHint}>
                  {text('nearPercent')}
                </Field>
                <Field {...field('replyDays')} label={t.reply} required>
                  {text('replyDays')}
                </Field>
              </div>
              <h3>{t.rules}</h3>
              <div className="wq-pair">
                {monthKeys.map((key) => (
                  <Field key={key} {...field(`rules.${key}`)} label={t[key]} required>
                    {text(key)}
                  </Field>
                ))}
              </div>
              {flagKeys.map((key) => (
                <label className="check" key={key}>
                  <input
                    type="checkbox"
                    checked={draft[key]}
                    onChange={(event) => set({ [key]: event.target.checked })}
                  />
                  {t[key]}
                </label>
              ))}
              <div className="row">
                <span className="sp" />
                <button type="button" className="btn" onClick={close}>
                  {t.close}
                </button>
                <button type="submit" className="btn p" disabled={save.isPending}>
                  {t.save}
                </button>
              </div>
            </>
          )}
        </PlainForm>
        <ChangesPanel of={{ setting: 'monitoring.water' }} />
      </div>
    </Dialog>
  );
}
