import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { asApiError, call } from '../../api/call.ts';
import { newKey } from '../../lib/new-key.ts';
import { paths, withQuery } from '../../lib/paths.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { A } from '../../ui/link.tsx';
import { ErrorNotice, Notice } from '../../ui/states.tsx';
import type { Plan } from './items.ts';
import { useReviewTexts } from './texts.ts';

/** Asks once, publishes, and says what came of it. */
export function PublishDialog({ plan, close }: { plan: Plan; close: () => void }) {
  const t = useReviewTexts();
  const client = useQueryClient();
  const key = useRef(newKey());
  const publish = useMutation({
    mutationFn: () => call('publishPlan', { params: { id: plan.id }, body: { idempotencyKey: key.current } }),
    onSuccess: () => client.invalidateQueries(),
    onError: (error) => {
      if (asApiError(error).status > 0) key.current = newKey();
    },
  });
  const count = (status: string) => plan.items.filter((item) => item.status === status).length;
  return (
    <Dialog name={t.publish} close={close}>
      <div className="ask">
        <h2>{t.publish}</h2>
        {publish.data ? (
          <>
            <Notice tone="g">{t.published(publish.data.tasks, publish.data.targets)}</Notice>
            <div className="row mt12">
              <A className="btn p" href={withQuery(paths.registry('task'), { plan: plan.id })}>
                {t.toTasks}
              </A>
              <A className="btn" href={paths.targets}>
                {t.toTargets}
              </A>
            </div>
          </>
        ) : (
          <>
            <p className="mt8">{t.publishAsk}</p>
            <p className="mt4 t2">
              {t.publishSum(count('accepted'), count('corrected'), count('added'), count('dropped'))}
            </p>
            {publish.error && <ErrorNotice error={publish.error} />}
            <div className="row mt12">
              <button
                type="button"
                className="btn p"
                disabled={publish.isPending}
                onClick={() => publish.mutate()}
              >
                {t.confirm}
              </button>
              <button type="button" className="btn" onClick={close}>
                {t.cancel}
              </button>
            </div>
          </>
        )}
      </div>
    </Dialog>
  );
}
