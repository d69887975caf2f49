import type { Answer } from '@huanzhi/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { plansQuery } from '../../api/queries.ts';
import { useMe } from '../../app/session.ts';
import { formatDay } from '../../lib/format.ts';
import { paths, withQuery } from '../../lib/paths.ts';
import { useLocal } from '../../lib/use-local.ts';
import { Light, LightMark } from '../../ui/light.tsx';
import { A } from '../../ui/link.tsx';
import { scrollRegion } from '../../ui/scroll-region.ts';
import { ErrorNotice } from '../../ui/states.tsx';

export type Plan = Answer<'plans'>['items'][number];

/** Status of a plan as a light: mark and word. */
export const planLight = {
  reading: 'grey',
  failed: 'red',
  review: 'yellow',
  published: 'green',
  superseded: 'grey',
} as const;

const kinds = ['red', 'yellow', 'green', 'blue', 'grey'] as const;

function PlanRow({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const { language, local } = useLocal();
  const client = useQueryClient();
  const me = useMe();
  const retry = useMutation({
    mutationFn: () => call('retryPlan', { params: { id: plan.id } }),
    onSettled: () => client.invalidateQueries({ queryKey: plansQuery.queryKey }),
  });
  const { counts } = plan;
  const share = counts.items > 0 ? counts.seen / counts.items : 0;
  return (
    <tr>
      <td>
        <A className="plain" href={paths.plan(plan.id)}>
          <b>{plan.title}</b>
        </A>
        <br />
        <small className="t3">
          {plan.docNumber && `${plan.docNumber}　`}
          {plan.fileName}　{t('plans.version', { number: plan.versionNo })}
        </small>
        {plan.error && (
          <p className="err-t" role="alert">
            {local(plan.error.message)}
          </p>
        )}
        {retry.error && <ErrorNotice error={retry.error} />}
      </td>
      <td className="nw">
        <Light kind={planLight[plan.status]} word={t(`plans.status.${plan.status}`)} />
      </td>
      <td className="nw">
        {plan.status === 'review' && (
          <>
            {t('plans.seen', { seen: counts.seen, items: counts.items })}
            <div className="meter mt4" aria-hidden="true">
              <i style={{ width: `${share * 100}%` }} />
            </div>
            {counts.doubts > 0 && (
              <small className="chip unsure mt4">{t('plans.doubts', { count: counts.doubts })}</small>
            )}
          </>
        )}
        {plan.status === 'published' && (
          <span className="row w">
            {kinds
              .filter((kind) => plan.lights[kind])
              .map((kind) => (
                <A
                  key={kind}
                  className="plain lt"
                  href={withQuery(paths.registry('task'), { plan: plan.id, light: kind })}
                  aria-label={`${t(`light.task.${kind}`)} ${plan.lights[kind]}`}
                  title={t(`light.task.${kind}`)}
                >
                  <LightMark kind={kind} />
                  {plan.lights[kind]}
                </A>
              ))}
          </span>
        )}
      </td>
      <td className="r">{counts.tasks}</td>
      <td className="r">{counts.targets}</td>
      <td className="nw t2">{formatDay(plan.publishedAt ?? plan.uploadedAt, language)}</td>
      <td className="r nw">
        {plan.status === 'failed' && me.can.includes('plan.upload') && (
          <button
            type="button"
            className="btn sm"
            disabled={retry.isPending}
            aria-label={t('plans.retryOf', { title: plan.title })}
            onClick={() => retry.mutate()}
          >
            {t('plans.retry')}
          </button>
        )}
        {plan.status === 'review' && me.can.includes('plan.review') && (
          <A
            className="btn sm"
            href={paths.review(plan.id)}
            aria-label={t('plans.reviewOf', { title: plan.title })}
          >
            {t('plans.review')}
          </A>
        )}
        {(plan.status === 'published' || plan.status === 'superseded') && (
          <A
            className="btn sm"
            href={paths.review(plan.id)}
            aria-label={t('plans.readOf', { title: plan.title })}
          >
            {t('plans.read')}
          </A>
        )}
      </td>
    </tr>
  );
}

/** Plans as a table: state, progress of the review or lights of the tasks, next step. */
export function PlanTable({ plans }: { plans: Plan[] }) {
  const { t } = useTranslation();
  return (
    <div className="panel table-scroll" {...scrollRegion(t('plans.title'))}>
      <table className="tb">
        <thead>
          <tr>
            <th scope="col">{t('plans.plan')}</th>
            <th scope="col">{t('column.state')}</th>
            <th scope="col">{t('plans.progress')}</th>
            <th scope="col" className="r">
              {t('plans.tasks')}
            </th>
            <th scope="col" className="r">
              {t('plans.targets')}
            </th>
            <th scope="col">{t('plans.date')}</th>
            <th scope="col">
              <span className="vh">{t('plans.next')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {plans.map((plan) => (
            <PlanRow key={plan.id} plan={plan} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
