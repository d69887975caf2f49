import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addressFor } from '../../api/call.ts';
import { plansQuery, targetsQuery } from '../../api/queries.ts';
import { useMe } from '../../app/session.ts';
import { formatNumber } from '../../lib/format.ts';
import { paths, withQuery } from '../../lib/paths.ts';
import { limitOf, requirement, type Target } from '../../lib/target-text.ts';
import { useUrlQuery } from '../../lib/url-query.ts';
import { useTitle } from '../../lib/use-title.ts';
import { targetLight, targetsWord, targetWord } from '../../lib/words.ts';
import { Icon } from '../../ui/icon.tsx';
import { Light } from '../../ui/light.tsx';
import { A } from '../../ui/link.tsx';
import { Crumbs, PageHead, Panel } from '../../ui/page-head.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { Failed, Loading, State } from '../../ui/states.tsx';
import { GoalPictures } from './goal-pictures.tsx';
import { groupByPlan, statuses } from './groups.ts';
import { useTargetTexts } from './texts.ts';
import './targets.css';
import { scrollRegion } from '../../ui/scroll-region.ts';

const tints = { met: 'b', 'on-course': 'g', 'at-risk': 'y', missed: 'r', none: 'x' } as const;

function TargetTable({ title, targets }: { title: string; targets: Target[] }) {
  const { t } = useTranslation();
  const { t: texts, local } = useTargetTexts();
  return (
    <div className="table-scroll" {...scrollRegion(t('frame.tableOf', { name: title }))}>
      <table className="tb">
        <thead>
          <tr>
            <th scope="col">{t('targets.indicator')}</th>
            <th scope="col" className="r">
              {t('targets.requirement')}
            </th>
            <th scope="col" className="r">
              {t('targets.current')}
            </th>
            <th scope="col">{t('targets.unit')}</th>
            <th scope="col" className="r">
              {texts.projected}
            </th>
            <th scope="col">{texts.headroom}</th>
            <th scope="col">{t('targets.deadline')}</th>
            <th scope="col">{t('column.state')}</th>
            <th scope="col">{t('targets.trend')}</th>
            <th scope="col">{t('column.ownerOrg')}</th>
          </tr>
        </thead>
        <tbody>
          {targets.map((target) => (
            <tr key={target.id}>
              <td className="target-name">
                <A className="plain" href={paths.target(target.id)}>
                  <b>{target.name}</b>
                </A>
                {target.stretch && <span className="chip mt4">{t('targets.stretch')}</span>}
                <br />
                <small className="t3">{local(target.reason)}</small>
              </td>
              <td className="r nw">{requirement(target)}</td>
              <td className="r nw">{target.current ? formatNumber(target.current.value) : '—'}</td>
              <td className="t3 nw">{target.unit ?? '—'}</td>
              <td className="r nw">{target.bound?.projected?.value ?? '—'}</td>
              <td className="nw">{target.bound?.short ? local(target.bound.short) : '—'}</td>
              <td className="nw">{target.deadline ?? '—'}</td>
              <td>
                <Light kind={targetLight[target.status]} word={targetWord(t, target)} />
              </td>
              <td>
                <Sparkline
                  values={target.series.map((point) => point.value)}
                  limit={limitOf(target)}
                  width={92}
                  height={20}
                />
              </td>
              <td className="nw t2">{target.ownerName ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** 目标: every target with its status, grouped by plan; the bar on top filters by status. */
export default function Targets() {
  const { t } = useTranslation();
  const me = useMe();
  const [query, change] = useUrlQuery();
  useTitle(t('targets.nav'));
  const { data: plans } = useQuery(plansQuery);
  const { data, error, refetch } = useQuery(targetsQuery(query.plan ? { plan: query.plan } : {}));
  const all = data?.items ?? [];
  const watch = all.filter((target) => target.status === 'at-risk' || target.status === 'missed').length;
  const shown = query.status ? all.filter((target) => target.status === query.status) : all;
  const plan = plans?.items.find((candidate) => candidate.id === query.plan);
  const filter = {
    ...(query.plan ? { plan: query.plan } : {}),
    ...(query.status ? { status: query.status } : {}),
  };
  return (
    <>
      <Crumbs items={[{ text: t('targets.nav') }]} />
      <PageHead
        title={t('targets.title', { count: all.length, watch })}
        line={
          <>
            {t('targets.line')}
            {plan && (
              <>
                {'　'}
                <button
                  type="button"
                  className="chip q on"
                  onClick={() => change({ plan: undefined }, 'push')}
                >
                  {plan.title}
                  <Icon name="close" size={12} />
                  <span className="vh">{t('list.clear')}</span>
                </button>
              </>
            )}
          </>
        }
        actions={
          <>
            <A className="btn" href={withQuery(paths.projector, filter)}>
              <Icon name="screen" />
              {t('projector.open')}
            </A>
            {me.can.includes('target.export') && (
              <a className="btn" href={addressFor('exportTargets', { query: filter })} download>
                <Icon name="down" />
                {t('list.export')}
              </a>
            )}
          </>
        }
      />
      {error && <Failed error={error} what={t('targets.nav')} retry={() => refetch()} />}
      {!data && !error && <Loading lines={8} />}
      {data && (
        <nav className="stack" aria-label={t('targets.filter')}>
          {statuses.map((status) => {
            const count = all.filter((target) => target.status === status).length;
            if (count === 0) return null;
            return (
              <A
                key={status}
                className={`plain lt ${tints[status]} tag`}
                style={{ flexGrow: count }}
                href={withQuery(paths.targets, {
                  ...query,
                  status: query.status === status ? undefined : status,
                })}
                aria-current={query.status === status ? 'true' : undefined}
              >
                <Light kind={targetLight[status]} word={`${targetsWord(t, status, all)} ${count}`} />
              </A>
            );
          })}
        </nav>
      )}
      {data && shown.length === 0 && (
        <div className="panel">
          <State icon="list" title={t('targets.none')} text={t('targets.noneText')} />
        </div>
      )}
      {data && !query.status && <GoalPictures targets={all} />}
      <div className="col g16">
        {groupByPlan(shown).map((group) => (
          <Panel
            key={group.planId}
            title={group.title}
            note={t('targets.count', { count: group.targets.length })}
            side={
              <A className="s" href={paths.plan(group.planId)}>
                {t('plans.plan')}
              </A>
            }
          >
            <TargetTable title={group.title} targets={group.targets} />
          </Panel>
        ))}
      </div>
    </>
  );
}
