import { useQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { useLocal } from '../../../lib/use-local.ts';
import { ErrorNotice, Notice } from '../../../ui/states.tsx';
import { hoursText } from './hours.ts';
import { effectQuery } from './queries.ts';
import { useReviewTexts } from './texts.ts';
import type { Desk, Draft, Subject } from './use-desk.ts';

const verdicts = ['V', 'I', 'Q'] as const;

/** The reviewer's word about the chosen hours, and what it would make of the day; on a locked day a proposal. */
export function VerdictPanel({
  desk,
  subject,
  reason,
}: {
  desk: Desk;
  subject: Subject;
  /** The key R puts the focus here. */
  reason: RefObject<HTMLInputElement | null>;
}) {
  const t = useReviewTexts();
  const { review, draft, setDraft, judge } = desk;
  if (review === undefined) return null;
  const locked = review.lockedAt !== null;
  const needed = locked || draft.verdict !== 'V';
  const word = draft.verdict === 'late' ? '' : (t.verdicts[draft.verdict] ?? '');
  const [factor = ''] = subject.factors;
  const hasLate = review.late.some((one) => one.siteId === subject.siteId && one.factor === factor);
  const set = (patch: Partial<Draft>) => setDraft({ ...draft, ...patch });
  const done = review.items.length - review.left;
  const button = locked
    ? draft.verdict === 'late'
      ? t.proposeLate
      : t.propose(word)
    : desk.hasNext
      ? t.act(word)
      : t.actLast(word);
  return (
    <section className="panel" aria-label={t.judge}>
      <header>
        <h2>{t.judge}</h2>
        <span className="sp" />
        <small className="t3">{locked ? t.locked : t.judged(done, review.items.length)}</small>
      </header>
      <form
        className="in"
        onSubmit={(event) => {
          event.preventDefault();
          judge.mutate();
        }}
      >
        <fieldset className="dr-choice">
          <legend className="vh">{t.judge}</legend>
          {verdicts.map((one, index) => (
            <label key={one} className={draft.verdict === one ? 'on' : ''}>
              <input
                type="radio"
                className="vh"
                name="verdict"
                checked={draft.verdict === one}
                onChange={() => set({ verdict: one })}
              />
              <span className="dr-key" aria-hidden="true">
                {index + 1}
              </span>
              {t.verdicts[one]}
            </label>
          ))}
        </fieldset>
        {locked && hasLate && (
          <label className="check mt8">
            <input
              type="checkbox"
              className="ck"
              checked={draft.verdict === 'late'}
              onChange={(event) => set({ verdict: event.target.checked ? 'late' : 'I' })}
            />
            {t.takeLate}
          </label>
        )}
        <label className="field mt12">
          <span className="l">
            {t.reason} {needed ? <span className="req">{t.required}</span> : t.optional}
          </span>
          <input
            ref={reason}
            className="inp"
            list="review-reasons"
            value={draft.reason}
            maxLength={200}
            required={needed}
            onChange={(event) => set({ reason: event.target.value })}
          />
        </label>
        <datalist id="review-reasons">
          {t.reasons.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        <label className="field mt8">
          <span className="l">
            {t.note} {t.optional}
          </span>
          <textarea
            className="inp dr-note"
            value={draft.note}
            maxLength={1000}
            onChange={(event) => set({ note: event.target.value })}
          />
        </label>
        <Effects desk={desk} subject={subject} />
        {desk.error && <ErrorNotice error={desk.error} />}
        {locked && judge.isSuccess && <Notice tone="b">{t.proposed}</Notice>}
        <button
          type="submit"
          className="btn p mt12 dr-act"
          disabled={desk.busy || subject.hours.length === 0 || (locked && subject.factors.length > 1)}
        >
          {button}{' '}
          <span className="dr-key" aria-hidden="true">
            ↵
          </span>
        </button>
        <p className="s t3 mt8">
          {subject.hours.length > 0 && `${t.selected(hoursText(subject.hours))}　`}
          {t.rawKept}
        </p>
      </form>
    </section>
  );
}

function Effects({ desk, subject }: { desk: Desk; subject: Subject }) {
  const t = useReviewTexts();
  const { local } = useLocal();
  const [factor = ''] = subject.factors;
  const { siteId, hours } = subject;
  const { data } = useQuery({
    ...effectQuery({ day: desk.day, siteId, factor, hours: [...hours] }),
    enabled: subject.factors.length === 1 && hours.length > 0,
    // The old sentence stays while the next is computed, so that nothing jumps.
    placeholderData: (before) => before,
  });
  if (data === undefined || subject.factors.length > 1) return null;
  return (
    <dl className="kv num dr-effects mt12" aria-live="polite">
      {data.effects
        .filter((effect) => effect.verdict === 'now' || effect.verdict === 'I' || effect.verdict === 'V')
        .map((effect) => [
          <dt key={effect.verdict}>
            {effect.verdict === 'now' ? t.effectNow : t.effect(t.verdicts[effect.verdict] ?? '')}
          </dt>,
          <dd key={`${effect.verdict} text`}>{local(effect.text)}</dd>,
        ])}
    </dl>
  );
}
