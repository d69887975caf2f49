import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { meQuery } from '../../api/queries.ts';
import { paths } from '../../lib/paths.ts';
import { useLocal } from '../../lib/use-local.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice, Failed, Loading, State } from '../../ui/states.tsx';
import { Divider, startShares } from './divider.tsx';
import { ClosedCard, OpenCard } from './item-card.tsx';
import './review.css';
import { ReviewHead } from './review-head.tsx';
import { SourcePane, selectedSpan } from './source-pane.tsx';
import { useReviewTexts } from './texts.ts';
import { useKeys } from './use-keys.ts';
import { useReview } from './use-review.ts';
import { Wire } from './wire.tsx';

/** The text of a plan beside what was read from it: every item is seen by a person before it is published. */
export default function PlanReviewPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const t = useReviewTexts();
  const { local } = useLocal();
  const review = useReview(id);
  const me = useQuery(meQuery).data;
  const source = useRef<HTMLElement>(null);
  const list = useRef<HTMLElement>(null);
  const area = useRef<HTMLDivElement>(null);
  const [shares] = useState(startShares);
  const [moves, setMoves] = useState(0);
  const [focus, setFocus] = useState<string | null>(null);
  const [adding, setAdding] = useState<[number, number] | null>(null);
  const { plan, items, shown, current, step } = review;
  const readOnly = plan.data?.status !== 'review' || !me?.can.includes('plan.review');
  useTitle(plan.data ? `${t.title} · ${plan.data.title}` : t.title);

  const numbers = useMemo(() => new Map(items.map((item, index) => [item.id, index + 1])), [items]);
  const card = () => list.current?.querySelector<HTMLElement>('[data-card]') ?? null;
  const press = (what: string) => card()?.querySelector<HTMLButtonElement>(what)?.click();
  const when = (allowed: boolean, action: () => void) => () => {
    if (allowed) action();
  };
  const editable = !readOnly && current !== null && current.status !== 'dropped';
  useKeys({
    j: () => review.move(1),
    arrowdown: () => review.move(1),
    k: () => review.move(-1),
    arrowup: () => review.move(-1),
    a: when(editable, review.accept),
    e: when(editable, () => card()?.querySelector<HTMLElement>('input, select')?.focus()),
    enter: when(editable, () => card()?.querySelector<HTMLElement>('input, select')?.focus()),
    s: when(editable, () => press('[data-do=split] button')),
    m: when(editable, () => press('[data-do=merge]')),
    x: when(editable, () => current && step.mutate({ action: 'drop', items: [current.id] })),
    n: when(!readOnly, () => setAdding(selectedSpan(source.current))),
    '?': review.nextDoubt,
    'mod+z': when(!readOnly && (plan.data?.undoable ?? 0) > 0, () => step.mutate({ action: 'undo' })),
  });

  useEffect(() => {
    const open = list.current?.querySelector<HTMLElement>('[data-card]');
    open?.scrollIntoView({ block: 'nearest' });
    if (focus && current) {
      const field = open?.querySelector<HTMLElement>(`[data-field="${focus}"]`);
      (field?.matches('input, select')
        ? field
        : field?.querySelector<HTMLElement>('input, select, button')
      )?.focus();
      setFocus(null);
    }
  }, [current, focus]);

  if (plan.isPending) return <Loading lines={8} />;
  if (plan.error)
    return (
      <Failed
        error={plan.error}
        what={t.title}
        retry={() => plan.refetch()}
        back={{ text: t.plans, href: paths.plans }}
      />
    );
  const data = plan.data;
  if (data.status === 'failed')
    return <State icon="alert" title={t.failed} text={local(data.error?.message)} />;

  const addAs = (kind: 'task' | 'indicator' | 'registry') => {
    if (!adding) return;
    const words = data.text.slice(...adding).replace(/\s+/g, '');
    const path = items.findLast((item) => item.span[0] <= adding[0])?.path ?? '';
    const made = {
      task: { title: words.slice(0, 60), content: words },
      indicator: { name: words.slice(0, 60), comparator: 'qualitative', raw: words, source: words },
      registry: { name: words.slice(0, 60) },
    }[kind];
    step.mutate(
      { action: 'add', kind, path, span: adding, data: made },
      {
        onSuccess: (answer) =>
          review.go(
            answer.items.find((item) => item.span[0] === adding[0] && item.status === 'added') ?? null,
          ),
      },
    );
    setAdding(null);
  };

  return (
    <div className="rv">
      <ReviewHead plan={data} review={review} readOnly={readOnly} />
      {step.error && <ErrorNotice error={step.error} />}
      <div className="rb" ref={area} style={shares}>
        <SourcePane
          text={data.text}
          items={items}
          current={current}
          box={source}
          open={(item, field) => {
            review.go(items.find((one) => one.id === item) ?? null);
            setFocus(field);
          }}
        />
        <Divider area={area} moved={() => setMoves((count) => count + 1)}>
          <Wire
            source={source}
            list={list}
            current={current && shown.includes(current) ? current.id : null}
            redraw={moves}
          />
        </Divider>
        <section className="got" aria-label={t.results} ref={list}>
          {shown.length === 0 && <State icon="list" title={t.nothing} />}
          <ol>
            {shown.map((item) =>
              item.id === current?.id ? (
                <OpenCard
                  key={item.id}
                  item={item}
                  number={numbers.get(item.id) ?? 0}
                  text={data.text}
                  review={review}
                  readOnly={readOnly}
                />
              ) : (
                <ClosedCard
                  key={item.id}
                  item={item}
                  number={numbers.get(item.id) ?? 0}
                  open={() => review.go(item)}
                />
              ),
            )}
          </ol>
        </section>
      </div>
      <footer className="keys">{t.keys}</footer>
      {adding && (
        <Dialog name={t.add} close={() => setAdding(null)}>
          <div className="ask">
            <h2>{t.add}</h2>
            <p className="mt8 doc-words">{data.text.slice(...adding)}</p>
            <div className="row w mt12">
              {(['task', 'indicator', 'registry'] as const).map((kind) => (
                <button type="button" className="btn" key={kind} onClick={() => addAs(kind)}>
                  {t.addAs(t.kinds[kind])}
                </button>
              ))}
              <button type="button" className="btn txt" onClick={() => setAdding(null)}>
                {t.cancel}
              </button>
            </div>
          </div>
        </Dialog>
      )}
    </div>
  );
}
