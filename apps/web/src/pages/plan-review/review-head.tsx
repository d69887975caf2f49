import { useState } from 'react';
import { addressFor } from '../../api/call.ts';
import { paths } from '../../lib/paths.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Crumbs } from '../../ui/page-head.tsx';
import { filters, type Plan, passes, plain } from './items.ts';
import { PublishDialog } from './publish-dialog.tsx';
import { useReviewTexts } from './texts.ts';
import type { Review } from './use-review.ts';

/** Head of the review: where one is, how far it has come, filters, undo and publish. */
export function ReviewHead({ plan, review, readOnly }: { plan: Plan; review: Review; readOnly: boolean }) {
  const t = useReviewTexts();
  const [dialog, setDialog] = useState<'publish' | 'accept-all' | null>(null);
  const { items, step } = review;
  const seen = items.filter((item) => item.status !== 'pending').length;
  const open = items.length - seen;
  const unmatched = new Set(
    items.filter((item) => item.status !== 'dropped').flatMap((item) => item.unmatched),
  ).size;
  const easy = plain(items);
  const facts = [
    plan.fileName,
    t.characters(plan.text.length),
    step.isPending ? t.saving : step.isSuccess ? t.saved : '',
  ];
  return (
    <header className="rh">
      <div className="row w">
        <Crumbs items={[{ text: t.plans, href: paths.plans }, { text: plan.title }]} />
        <span className="sp" />
        <small className="t3" role="status">
          {facts.filter(Boolean).join(' · ')}
        </small>
      </div>
      <div className="row w mt4">
        <h1>{t.title}</h1>
        <span
          className="pg"
          role="progressbar"
          aria-label={t.progress(seen, items.length)}
          aria-valuemin={0}
          aria-valuemax={items.length}
          aria-valuenow={seen}
        >
          <i style={{ width: `${(100 * seen) / Math.max(1, items.length)}%` }} />
        </span>
        <b className="num">
          {seen} / {items.length}
        </b>
        {filters.map((name) => {
          const count = items.filter((item) => passes(item, name)).length;
          return (
            <button
              type="button"
              key={name}
              className={`chip q${review.filter === name ? ' on' : ''}`}
              aria-pressed={review.filter === name}
              onClick={() => review.showOnly(name)}
            >
              {t.filters[name]} <span className="num">{count}</span>
            </button>
          );
        })}
        <span className="sp" />
        {readOnly ? (
          <>
            <small className="t3">{t.publishedState}</small>
            <a className="btn" href={addressFor('exportPlan', { params: { id: plan.id } })}>
              {t.export}
            </a>
          </>
        ) : (
          <>
            <button
              type="button"
              className="btn sm"
              disabled={plan.undoable === 0 || step.isPending}
              onClick={() => step.mutate({ action: 'undo' })}
            >
              {t.undo}
            </button>
            <button
              type="button"
              className="btn sm"
              disabled={easy.length === 0}
              onClick={() => setDialog('accept-all')}
            >
              {t.acceptAll}
            </button>
            {open > 0 ? (
              <small className="t3">{t.publishWait(open)}</small>
            ) : (
              unmatched > 0 && <small className="uw">{t.publishUnmatched(unmatched)}</small>
            )}
            <button type="button" className="btn p" disabled={open > 0} onClick={() => setDialog('publish')}>
              {t.publish}
            </button>
          </>
        )}
        <a className="btn txt" href={addressFor('planFile', { params: { id: plan.id } })}>
          {t.file}
        </a>
      </div>
      {dialog === 'publish' && <PublishDialog plan={plan} close={() => setDialog(null)} />}
      {dialog === 'accept-all' && (
        <Dialog name={t.acceptAll} close={() => setDialog(null)}>
          <div className="ask">
            <h2>{t.acceptAll}</h2>
            <p className="mt8">{t.acceptAllAsk(easy.length)}</p>
            <div className="row mt12">
              <button
                type="button"
                className="btn p"
                onClick={() => {
                  step.mutate({ action: 'accept', items: easy.map((item) => item.id) });
                  setDialog(null);
                }}
              >
                {t.confirm}
              </button>
              <button type="button" className="btn" onClick={() => setDialog(null)}>
                {t.cancel}
              </button>
            </div>
          </div>
        </Dialog>
      )}
    </header>
  );
}
