import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { addressFor } from '../../api/call.ts';
import { targetQuery } from '../../api/queries.ts';
import { useMe } from '../../app/session.ts';
import { formatNumber } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { requirementWithUnit, type Target } from '../../lib/target-text.ts';
import { useUrlQuery } from '../../lib/url-query.ts';
import { useLocal } from '../../lib/use-local.ts';
import { useTitle } from '../../lib/use-title.ts';
import { targetLight, targetWord } from '../../lib/words.ts';
import { Icon } from '../../ui/icon.tsx';
import { Light } from '../../ui/light.tsx';
import { A } from '../../ui/link.tsx';
import { Crumbs, PageHead, Panel } from '../../ui/page-head.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { BindingPanel } from './binding-panel.tsx';
import { HeadroomPanel } from './headroom-panel.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { MadeOfPanel } from './made-of-panel.tsx';
import { ProgressFigure } from './progress-figure.tsx';
import { type Progress, progressQuery } from './queries.ts';
import { useTargetTexts } from './texts.ts';
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

/** The value so far with its day, and the picture of the year. */
function Standing({ target, progress }: { target: Target; progress: Progress | undefined }) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const [query, change] = useUrlQuery();
  const { t: texts } = useTargetTexts();
  const shown = progress?.target ?? target;
  const title = shown.bound ? local(shown.bound.headline) : local(shown.reason);
  return (
    <Panel
      title={title}
      side={
        target.bound && (
          <label className="row s t2">
            {texts.asOf}
            <input
              type="date"
              className="inp target-asof"
              value={query.asOf ?? ''}
              onChange={(event) => change({ asOf: event.target.value || undefined }, 'push')}
            />
          </label>
        )
      }
    >
      <div className="in col g8">
        {shown.bound && <p className="t2">{local(shown.reason)}</p>}
        {shown.current ? (
          <p>
            <span className="target-figure num">{formatNumber(shown.current.value)}</span>{' '}
            <small className="t3">
              {shown.unit ?? ''}
              {'　'}
              {progress
                ? texts.currentFrom(
                    local(progress.indicator.name),
                    progress.indicator.version,
                    shown.current.asOf,
                  )
                : t('targets.currentLine', { day: shown.current.asOf, source: shown.current.source })}
            </small>
          </p>
        ) : (
          <p className="t3">{t('targets.noValue')}</p>
        )}
        {progress && progress.line.length > 0 && <ProgressFigure progress={progress} />}
        {!shown.bound && shown.series.length > 1 && (
          <Suspense fallback={<Loading />}>
            <SeriesChart target={shown} />
          </Suspense>
        )}
        {!shown.bound && shown.series.length > 0 && <Values target={shown} />}
      </div>
    </Panel>
  );
}

function Detail({ target }: { target: Target }) {
  const { t } = useTranslation();
  const me = useMe();
  const [query] = useUrlQuery();
  const { t: texts } = useTargetTexts();
  useTitle(target.name);
  const asOf = /^\d{4}-\d{2}-\d{2}$/.test(query.asOf ?? '') ? query.asOf : undefined;
  const { data, error, refetch } = useQuery({
    ...progressQuery(target.id, asOf),
    enabled: target.bound !== null,
    placeholderData: keepPreviousData,
  });
  const progress = target.bound === null ? undefined : data;
  const shown = progress?.target ?? target;
  return (
    <>
      <Crumbs items={[{ text: t('targets.nav'), href: paths.targets }, { text: target.name }]} />
      <PageHead
        title={target.name}
        marks={
          <>
            <Light tag kind={targetLight[shown.status]} word={targetWord(t, shown)} />
            {target.stretch && <span className="chip">{t('targets.stretch')}</span>}
            {target.bound?.auto && <span className="chip">{texts.auto}</span>}
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
        actions={
          target.bound &&
          me.can.includes('target.export') && (
            <a
              className="btn"
              href={addressFor('exportTargetProgress', {
                params: { id: target.id },
                query: asOf ? { asOf } : {},
              })}
              download
            >
              <Icon name="down" />
              {texts.export}
            </a>
          )
        }
      />
      <div className="main-aside">
        <div className="col g16">
          <Standing target={target} progress={progress} />
          {error && <Failed error={error} what={t('targets.nav')} retry={() => refetch()} />}
          {progress && <MadeOfPanel progress={progress} />}
          {progress && <HistoryPanel progress={progress} />}
          {target.raw && (
            <Panel title={t('targets.words')}>
              <p className="in" style={{ font: '16px/30px var(--font-doc)' }}>
                {target.raw}
              </p>
            </Panel>
          )}
        </div>
        <div className="col g16">
          {progress && <HeadroomPanel progress={progress} />}
          <BindingPanel
            target={target}
            binding={progress?.binding ?? null}
            mayBind={me.can.includes('indicator.bind')}
          />
          {target.bound === null && me.can.includes('target.write') && <ValueForm target={target} />}
        </div>
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
