import { requirementWithUnit } from '../../lib/target-text.ts';
import { LightMark } from '../../ui/light.tsx';
import { Popover } from '../../ui/popover.tsx';
import { deadlinesOf, type Item, nameOf, sentenceStarts, textOf, unitsOf } from './items.ts';
import { DocumentFields, GoalFields, RegistryFields } from './other-fields.tsx';
import { TaskFields } from './task-fields.tsx';
import { type ReviewTexts, useReviewTexts } from './texts.ts';
import type { Review, Step } from './use-review.ts';

function StateMark({ item }: { item: Item }) {
  if (item.status === 'pending' && (item.doubts.length > 0 || item.unmatched.length > 0)) {
    return (
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <path d="M6 .5L11.5 6 6 11.5.5 6z" fill="none" stroke="var(--unsure)" strokeWidth="1.5" />
      </svg>
    );
  }
  return <LightMark kind={item.status === 'pending' ? 'grey' : 'blue'} />;
}

/** One line of facts: lead and deadline of a task, value of a goal. */
function facts(item: Item, t: ReviewTexts): string {
  if (item.kind === 'task') {
    const lead = unitsOf(item)[0]?.name ?? t.noUnit;
    const deadline = deadlinesOf(item)[0];
    return `${lead} · ${deadline ? (deadline.date ?? deadline.end ?? t.recurring) : t.noDeadline}`;
  }
  if (item.kind === 'indicator') {
    const { value, value2, raw } = item.data;
    const asked = requirementWithUnit({
      comparator: textOf(item, 'comparator'),
      value: typeof value === 'number' || typeof value === 'string' ? value : null,
      value2: typeof value2 === 'number' ? value2 : null,
      raw: typeof raw === 'string' ? raw : null,
      unit: textOf(item, 'unit'),
    });
    return [asked, textOf(item, 'deadline')].filter(Boolean).join(' · ');
  }
  const kind = textOf(item, 'kind');
  return item.kind === 'registry' ? (t.registryKinds[kind] ?? kind) : textOf(item, 'docNumber');
}

/** A card that is not open: one line, opened by click or Enter. */
export function ClosedCard({ item, number, open }: { item: Item; number: number; open: () => void }) {
  const t = useReviewTexts();
  const unmatched = item.unmatched[0];
  return (
    <li>
      <button
        type="button"
        className={`gc${item.status === 'pending' ? '' : ' done'}${item.status === 'dropped' ? ' dropped' : ''}`}
        onClick={open}
      >
        <span className="no">{number}</span>
        <StateMark item={item} />
        <span className="chip">{t.kinds[item.kind]}</span>
        <b>{nameOf(item)}</b>
        {item.status === 'pending' && unmatched ? (
          <small className="uw">
            “{unmatched}” {t.unitUnmatched}
          </small>
        ) : (
          <small className="t3">{facts(item, t)}</small>
        )}
        <span className="sp" />
        <small className="t3">{t.status[item.status]}</small>
      </button>
    </li>
  );
}

/** The open card: fields, doubts, and what can be done with the item. */
export function OpenCard({
  item,
  number,
  text,
  review,
  readOnly,
}: {
  item: Item;
  number: number;
  text: string;
  review: Review;
  readOnly: boolean;
}) {
  const t = useReviewTexts();
  const { step, items } = review;
  const run = (body: Step) => step.mutate(body);
  const correct = (data: Record<string, unknown>) => run({ action: 'correct', item: item.id, data });
  const above = items
    .slice(0, items.indexOf(item))
    .findLast((one) => one.kind === item.kind && one.status !== 'dropped');
  const fields = { item, correct, readOnly: readOnly || item.status === 'dropped' };
  return (
    <li>
      <article className="gc cur" aria-current="true" aria-label={nameOf(item)} data-card={item.id}>
        <div className="row w">
          <span className="no">{number}</span>
          <StateMark item={item} />
          <span className="chip">{t.kinds[item.kind]}</span>
          <b>{nameOf(item)}</b>
          <span className="sp" />
          <small className="t3">
            {item.path} · {t.status[item.status]}
            {item.seenBy && ` · ${item.seenBy}`}
          </small>
        </div>
        {item.kind === 'task' && (
          <TaskFields {...fields} match={(name, orgId) => run({ action: 'match', name, orgId })} />
        )}
        {item.kind === 'indicator' && <GoalFields {...fields} />}
        {item.kind === 'registry' && <RegistryFields {...fields} />}
        {item.kind === 'document' && <DocumentFields {...fields} />}
        {item.doubts.length > 0 && (
          <ul className="why">
            {item.doubts.map((doubt) => (
              <li key={doubt.code + doubt.field}>
                <b>{t.doubt}</b> {t.doubts[doubt.code] ?? doubt.code}
              </li>
            ))}
          </ul>
        )}
        {!readOnly && (
          <div className="row w mt8">
            {item.status === 'dropped' ? (
              <button
                type="button"
                className="btn p sm"
                onClick={() => run({ action: 'restore', items: [item.id] })}
              >
                {t.restore}
              </button>
            ) : (
              <>
                <button type="button" className="btn p sm" onClick={review.accept}>
                  {t.accept}
                </button>
                {(item.kind === 'task' || item.kind === 'indicator') && (
                  <SplitButton
                    item={item}
                    text={text}
                    split={(at) => run({ action: 'split', item: item.id, at })}
                  />
                )}
                {above && (
                  <button
                    type="button"
                    className="btn sm"
                    data-do="merge"
                    onClick={() => run({ action: 'merge', items: [above.id, item.id] })}
                  >
                    {t.merge}
                  </button>
                )}
                <button
                  type="button"
                  className="btn sm"
                  onClick={() => run({ action: 'drop', items: [item.id] })}
                >
                  {t.drop}
                </button>
              </>
            )}
          </div>
        )}
      </article>
    </li>
  );
}

function SplitButton({ item, text, split }: { item: Item; text: string; split: (at: number) => void }) {
  const t = useReviewTexts();
  return (
    <span data-do="split">
      <Popover label={t.split} className="btn sm">
        {(close) => {
          const places = sentenceStarts(text, item.span);
          if (places.length === 0) return <p className="t3">{t.splitNone}</p>;
          return (
            <>
              <p className="t3">{t.splitHere}</p>
              {places.map((place) => (
                <button
                  type="button"
                  className="btn txt"
                  key={place.at}
                  onClick={() => {
                    close();
                    split(place.at);
                  }}
                >
                  {place.words}…
                </button>
              ))}
            </>
          );
        }}
      </Popover>
    </span>
  );
}
