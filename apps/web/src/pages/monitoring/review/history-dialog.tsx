import { useQuery } from '@tanstack/react-query';
import { formatExact } from '../../../lib/format.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failed, Loading } from '../../../ui/states.tsx';
import { hoursText } from './hours.ts';
import { historyQuery } from './queries.ts';
import { useReviewTexts } from './texts.ts';
import type { Subject } from './use-desk.ts';

/** Who did what to a series on a day, and why. */
export function HistoryDialog({
  day,
  subject,
  name,
  close,
}: {
  day: string;
  subject: Subject;
  name: string;
  close: () => void;
}) {
  const t = useReviewTexts();
  const { local } = useLocal();
  const [factor] = subject.factors;
  const { data, error, refetch } = useQuery(
    historyQuery({
      day,
      site: subject.siteId,
      ...(subject.factors.length === 1 && factor !== undefined ? { factor } : {}),
    }),
  );
  const words = (text: string) =>
    /^[VIQM.]+$/.test(text)
      ? [...new Set(text)].map((letter) => t.verdicts[letter] ?? letter).join(t.separator)
      : text;
  return (
    <Dialog name={t.historyOf(name)} close={close}>
      <div className="ask dr-history">
        <h2>{t.historyOf(name)}</h2>
        {error && <Failed error={error} what={t.history} retry={() => refetch()} />}
        {!data && !error && <Loading lines={4} />}
        {data?.items.length === 0 && <p className="t3 mt8">{t.noHistory}</p>}
        <ol className="col g8 mt8">
          {data?.items.map((event) => (
            <li key={event.id}>
              <span className="row w g8">
                <small className="t3 num">{formatExact(event.at)}</small>
                <b>{t.events[event.kind] ?? event.kind}</b>
                <span>{event.actor ?? t.machine}</span>
                {event.hours.length > 0 && (
                  <span className="t2">
                    {event.factorName && local(event.factorName)} {t.hours(hoursText(event.hours))}
                  </span>
                )}
                {(event.before !== '' || event.after !== '') && (
                  <span>
                    {words(event.before) || '—'} → {words(event.after) || '—'}
                  </span>
                )}
              </span>
              {(event.reason || event.note) && (
                <p className="s pre">{[event.reason, event.note].filter(Boolean).join('　')}</p>
              )}
              {event.proposedBy && <p className="s t3">{t.proposer(event.proposedBy)}</p>}
            </li>
          ))}
        </ol>
        <button type="button" className="btn mt12" onClick={close}>
          {t.close}
        </button>
      </div>
    </Dialog>
  );
}
