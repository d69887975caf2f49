import { useMutation } from '@tanstack/react-query';
import { addressFor, call } from '../../../api/call.ts';
import { useMe } from '../../../app/session.ts';
import { ErrorNotice } from '../../../ui/states.tsx';
import { useAirTexts } from './texts.ts';

/** Writes the daily note of a day as Word and offers the file; only for who may make reports. */
export function NoteButton({ day }: { day: string }) {
  const { t } = useAirTexts();
  const me = useMe();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => call('issueAirNote', { body: { day } }),
  });
  if (!me.can.includes('report.make')) return null;
  return (
    <div className="mt8" aria-live="polite">
      {error && <ErrorNotice error={error} />}
      {data ? (
        <a href={addressFor('issuedReportFile', { params: { id: data.id } })} download>
          {data.title}.docx
        </a>
      ) : (
        <button type="button" className="btn sm" disabled={isPending} onClick={() => mutate()}>
          {t.makeNote}
        </button>
      )}
    </div>
  );
}
