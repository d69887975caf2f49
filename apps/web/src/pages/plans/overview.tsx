import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addressFor } from '../../api/call.ts';
import { plansQuery } from '../../api/queries.ts';
import { useMe } from '../../app/session.ts';
import { formatDay } from '../../lib/format.ts';
import { paths, withQuery } from '../../lib/paths.ts';
import { useLocal } from '../../lib/use-local.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Icon } from '../../ui/icon.tsx';
import { Light } from '../../ui/light.tsx';
import { A } from '../../ui/link.tsx';
import { Crumbs, PageHead, Panel } from '../../ui/page-head.tsx';
import { Failed, Loading, Notice, State } from '../../ui/states.tsx';
import { type Plan, planLight } from './plan-table.tsx';
import { Upload } from './upload.tsx';
import { versionsOf } from './versions.ts';

function Overview({ plan, plans }: { plan: Plan; plans: Plan[] }) {
  const { t } = useTranslation();
  const { language, local } = useLocal();
  const me = useMe();
  useTitle(plan.title);
  const published = plan.status === 'published' || plan.status === 'superseded';
  const versions = versionsOf(plan, plans);
  return (
    <>
      <Crumbs
        items={[
          { text: t('nav.targets'), href: paths.targets },
          { text: t('plans.title'), href: paths.plans },
          { text: plan.docNumber ?? plan.title },
        ]}
      />
      <PageHead
        title={plan.title}
        marks={<Light tag kind={planLight[plan.status]} word={t(`plans.status.${plan.status}`)} />}
        line={`${plan.docNumber ? `${plan.docNumber}　` : ''}${plan.fileName}　${t('plans.version', { number: plan.versionNo })}　${t('plans.uploaded', { by: plan.uploadedBy, day: formatDay(plan.uploadedAt, language) })}`}
        actions={
          <>
            <a className="btn" href={addressFor('planFile', { params: { id: plan.id } })} download>
              <Icon name="file" />
              {t('plans.original')}
            </a>
            {published && me.can.includes('plan.export') && (
              <a className="btn" href={addressFor('exportPlan', { params: { id: plan.id } })} download>
                <Icon name="down" />
                {t('plans.export')}
              </a>
            )}
            {plan.status !== 'failed' && plan.status !== 'reading' && (
              <A className={`btn${plan.status === 'review' ? ' p' : ''}`} href={paths.review(plan.id)}>
                {plan.status === 'review' ? t('plans.review') : t('plans.read')}
              </A>
            )}
          </>
        }
      />
      <div className="col g16">
        {plan.error && <Notice tone="r">{local(plan.error.message)}</Notice>}
        <Panel title={t('plans.content')}>
          <ul className="in row w g16">
            <li>
              {published ? (
                <A href={withQuery(paths.registry('task'), { plan: plan.id })}>
                  {t('plans.taskCount', { count: plan.counts.tasks })}
                </A>
              ) : (
                t('plans.taskCount', { count: plan.counts.tasks })
              )}
            </li>
            <li>
              {published ? (
                <A href={withQuery(paths.targets, { plan: plan.id })}>
                  {t('plans.targetCount', { count: plan.counts.targets })}
                </A>
              ) : (
                t('plans.targetCount', { count: plan.counts.targets })
              )}
            </li>
            {plan.status === 'review' && (
              <li>{t('plans.seen', { seen: plan.counts.seen, items: plan.counts.items })}</li>
            )}
          </ul>
        </Panel>
        <Panel title={t('plans.versions')}>
          <ul className="in col g4">
            {versions.map((version) => (
              <li key={version.id} className="row w">
                <A href={paths.plan(version.id)} aria-current={version.id === plan.id ? 'page' : undefined}>
                  {t('plans.version', { number: version.versionNo })}　{version.fileName}
                </A>
                <Light kind={planLight[version.status]} word={t(`plans.status.${version.status}`)} />
                <small className="t3">{formatDay(version.uploadedAt, language)}</small>
                {version.id !== plan.id && (
                  <A href={paths.compare(plan.id, version.id)}>
                    {t('plans.compareWith', { number: version.versionNo })}
                  </A>
                )}
              </li>
            ))}
          </ul>
        </Panel>
        {me.can.includes('plan.upload') && plan.status !== 'failed' && <Upload supersedes={plan} />}
      </div>
    </>
  );
}

/** One plan: state, what it holds, its versions, and a new version of it. */
export default function PlanOverview() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(plansQuery);
  if (error) return <Failed error={error} what={t('plans.plan')} retry={() => refetch()} />;
  if (!data) return <Loading />;
  const plan = data.items.find((candidate) => candidate.id === id);
  if (!plan) {
    return (
      <State whole icon="search" title={t('state.notFound')} text={t('state.notFoundText')}>
        <A className="btn" href={paths.plans}>
          {t('state.backTo', { what: t('plans.title') })}
        </A>
      </State>
    );
  }
  return <Overview key={id} plan={plan} plans={data.items} />;
}
