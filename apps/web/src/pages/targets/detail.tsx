import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { targetQuery } from '../../api/queries.ts';
import { useMe } from '../../app/session.ts';
import { formatNumber } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { requirementWithUnit, type Target } from '../../lib/target-text.ts';
import { useLocal } from '../../lib/use-local.ts';
import { useTitle } from '../../lib/use-title.ts';
import { targetLight } from '../../lib/words.ts';
import { Light } from '../../ui/light.tsx';
import { A } from '../../ui/link.tsx';
import { Crumbs, PageHead, Panel } from '../../ui/page-head.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { ValueForm } from './value-form.tsx';
import './targets.css';

const SeriesChart = lazy(() => import('./series-chart.tsx'));

function Values({ target }: { target: Target }) {
  const { t } = useTranslation();
  return (
    <details>
      <summary>{t('targets.asTable')}</summary>
      <table className="tb">
        <thead>
          <tr>
            <th scope="col">{t('targets.asOf')}</th>
            <th scope="col" className="r">
              {target.unit ? t('targets.valueIn', { unit: target.unit }) : t('targets.value')}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...target.series].reverse().map((point, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a day may carry several values
            <tr key={index}>
              <td>{point.asOf}</td>
              <td className="r">{formatNumber(point.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Detail({ target }: { target: Target }) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const me = useMe();
  useTitle(target.name);
  const unit = target.unit ?? '';
  return (
    <>
      <Crumbs
        items={[
          { text: t('nav.targets'), href: paths.targets },
          { text: t('targets.nav'), href: paths.targets },
          { text: target.name },
        ]}
      />
      <PageHead
        title={target.name}
        marks={
          <>
            <Light tag kind={targetLight[target.status]} word={t(`light.target.${target.status}`)} />
            {target.stretch && <span className="chip">{t('targets.stretch')}</span>}
          </>
        }
        line={
          <>
            {t('targets.required', { text: requirementWithUnit(target) })}
            {target.deadline && `　${t('targets.by', { day: target.deadline })}`}
            {target.ownerName && `　${t('record.owner', { name: target.ownerName })}`}
            {'　'}
            <A href={paths.review(target.planId)}>{target.planTitle}</A>
          </>
        }
      />
      <div className="main-aside">
        <div className="col g16">
          <Panel title={local(target.reason)}>
            <div className="in col g8">
              {target.current ? (
                <p>
                  <span className="target-figure num">{formatNumber(target.current.value)}</span>{' '}
                  <small className="t3">
                    {unit}　
                    {t('targets.currentLine', { day: target.current.asOf, source: target.current.source })}
                  </small>
                </p>
              ) : (
                <p className="t3">{t('targets.noValue')}</p>
              )}
              {target.series.length > 1 && (
                <Suspense fallback={<Loading />}>
                  <SeriesChart target={target} />
                </Suspense>
              )}
              {target.series.length > 0 && <Values target={target} />}
            </div>
          </Panel>
          {target.raw && (
            <Panel title={t('targets.words')}>
              <p className="in" style={{ font: '16px/30px var(--font-doc)' }}>
                {target.raw}
              </p>
            </Panel>
          )}
        </div>
        {me.can.includes('target.write') && <ValueForm target={target} />}
      </div>
    </>
  );
}

/** One target: what is required, where it stands and why, its values, entering one. */
export default function TargetPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(targetQuery(id));
  if (error) {
    return (
      <Failed
        error={error}
        what={t('targets.nav')}
        retry={() => refetch()}
        back={{ text: t('targets.nav'), href: paths.targets }}
      />
    );
  }
  if (!data) return <Loading lines={6} />;
  return <Detail key={id} target={data} />;
}
