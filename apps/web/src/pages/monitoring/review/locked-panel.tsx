import { formatDay, formatInstant } from '../../../lib/format.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { hoursText } from './hours.ts';
import type { Proposal } from './queries.ts';
import { type ReviewTexts, useReviewTexts } from './texts.ts';
import type { Desk } from './use-desk.ts';

/** Changes of locked days that wait for a second person, and values that came after the lock. */
export function LockedPanel({ desk }: { desk: Desk }) {
  const t = useReviewTexts();
  const { local, language } = useLocal();
  const { review } = desk;
  const waiting = review?.proposals.filter((one) => one.status === 'waiting') ?? [];
  const late = groups(review?.late ?? []);
  return (
    <section className="panel" aria-label={t.lockedValues}>
      <header>
        <h2>{t.lockedValues}</h2>
      </header>
      <div className="in">
        <p className="s t2">{t.fourEyes}</p>
        {waiting.length === 0 && <p className="s t3 mt8">{t.noProposals}</p>}
        <ul>
          {waiting.map((one) => (
            <li key={one.id} className="dr-proposal">
              <div>
                <b>
                  {formatDay(one.day, language)} {one.siteName} {local(one.factorName)}{' '}
                  {t.hours(hoursText(one.hours))}
                </b>
                {'　'}
                <span className="nw">{changeText(one, t)}</span>
                <p className="s">{one.reason}</p>
                <small className="t3">
                  {t.proposedBy(one.proposedBy, formatInstant(one.proposedAt, language))}
                </small>
                {one.own && <p className="s t3">{t.ownProposal}</p>}
              </div>
              <div className="row">
                <button
                  type="button"
                  className="btn sm"
                  disabled={one.own || desk.busy}
                  onClick={() => desk.decide(one.id, 'confirm')}
                >
                  {t.confirm}
                </button>
                {one.own ? (
                  <button
                    type="button"
                    className="btn sm txt"
                    disabled={desk.busy}
                    onClick={() => desk.decide(one.id, 'withdraw')}
                  >
                    {t.withdraw}
                  </button>
                ) : (
                  <button
                    type="button"
                    className="btn sm txt"
                    disabled={desk.busy}
                    onClick={() => desk.decide(one.id, 'decline')}
                  >
                    {t.decline}
                  </button>
                )}
              </div>
            </li>
          ))}
        </ul>
        {late.length > 0 && (
          <>
            <h3 className="mt12">{t.lateTitle}</h3>
            <p className="s t2">{t.lateText}</p>
            <ul>
              {late.map((one) => (
                <li key={`${one.siteId} ${one.factor}`} className="dr-proposal">
                  <span>
                    {one.siteName} {local(one.factorName)} {t.hours(hoursText(one.hours))}
                  </span>
                  <button
                    type="button"
                    className="btn sm"
                    onClick={() => desk.open(one.siteId, one.factor, one.hours)}
                  >
                    {t.open}
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}

function changeText({ before, change }: Proposal, t: ReviewTexts): string {
  if (change === 'late') return t.takeLate;
  const was = [...new Set(before)].map((letter) => t.verdicts[letter] ?? letter).join(t.separator);
  return `${was} → ${t.verdicts[change] ?? change}`;
}

function groups<T extends { siteId: number; factor: string; hour: number }>(late: readonly T[]) {
  const found = new Map<string, T & { hours: number[] }>();
  for (const one of late) {
    const key = `${one.siteId} ${one.factor}`;
    const known = found.get(key);
    if (known) known.hours.push(one.hour);
    else found.set(key, { ...one, hours: [one.hour] });
  }
  return [...found.values()];
}
