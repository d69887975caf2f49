import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { formatInstant } from '../../../lib/format.ts';
import { paths } from '../../../lib/paths.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { ChartFrame } from '../../../ui/chart/chart-frame.tsx';
import { Light } from '../../../ui/light.tsx';
import { Crumbs, PageHead, Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { ErrorNotice, Failed, Loading } from '../../../ui/states.tsx';
import { type WarningsPage, warningsQuery } from './queries.ts';
import { type AlertTexts, useAlertTexts } from './texts.ts';
import { IssueForm, LiftForm, useWarningStep } from './warning-forms.tsx';
import { WarningSettings } from './warning-settings.tsx';
import { WarningView } from './warning-view.tsx';

function Days({ page, t }: { page: WarningsPage; t: AlertTexts }) {
  const client = useQueryClient();
  const [draft, setDraft] = useState<Record<string, string>>({});
  const changed = Object.keys(draft).length > 0;
  const save = useMutation({
    mutationFn: () =>
      call('saveForecast', {
        body: {
          days: Object.entries(draft).map(([day, text]) => ({ day, aqi: text === '' ? null : Number(text) })),
        },
      }),
    onSuccess: (next) => {
      client.setQueryData(warningsQuery.queryKey, next);
      setDraft({});
    },
  });
  return (
    <Panel
      title={t.daily}
      side={
        page.can.issue && (
          <button
            type="button"
            className="btn sm"
            disabled={!changed || save.isPending}
            onClick={() => save.mutate()}
          >
            {t.saveForecast}
          </button>
        )
      }
    >
      {save.error && <ErrorNotice error={save.error} />}
      <div className="table-scroll" {...scrollRegion(t.daily)}>
        <table className="tb num">
          <thead>
            <tr>
              <th scope="col">{t.day}</th>
              <th scope="col" className="r">
                {t.observed}
              </th>
              <th scope="col" className="r">
                {t.forecast}
              </th>
              <th scope="col">{t.enteredBy}</th>
            </tr>
          </thead>
          <tbody>
            {page.days.map((one) => (
              <tr key={one.day} className={one.day === page.today ? 'cur' : undefined}>
                <td className="nw">
                  {one.day} {one.day === page.today && <span className="chip">{t.today}</span>}
                </td>
                <td className="r">{one.observed ?? '—'}</td>
                <td className="r">
                  {page.can.issue && one.day >= page.today ? (
                    <input
                      type="number"
                      min={0}
                      max={500}
                      className="inp"
                      style={{ width: 88, textAlign: 'right' }}
                      aria-label={`${one.day} ${t.forecast}`}
                      value={draft[one.day] ?? one.forecast ?? ''}
                      onChange={(event) => setDraft({ ...draft, [one.day]: event.target.value })}
                    />
                  ) : (
                    (one.forecast ?? '—')
                  )}
                </td>
                <td className="t2">{one.enteredBy ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Proposals({ page, t }: { page: WarningsPage; t: AlertTexts }) {
  return (
    <Panel title={t.proposals} note={page.settings.plan.title}>
      <ul className="in col g8">
        {page.proposals.map((one) => (
          <li key={one.source}>
            <b>{t.sources[one.source]}</b>
            {'　'}
            <Light
              kind={one.colour === null ? 'green' : one.colour === 'red' ? 'red' : 'yellow'}
              word={one.colour === null ? t.reachesNone : t.reaches(t.colours[one.colour])}
            />
            {one.because.length > 0 && (
              <p className="s t2">
                {one.because.map(({ above, hours }) => t.because(above, hours)).join(t.and)}　{one.fromDay} –{' '}
                {one.toDay}
              </p>
            )}
            {one.withheld && <p className="s t2">{t.withheld}</p>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Running({ page, t }: { page: WarningsPage; t: AlertTexts }) {
  const { language } = useLocal();
  if (!page.running.some((one) => one.aqi !== null)) return null;
  const last = page.running.findLast((one) => one.aqi !== null)?.aqi ?? null;
  const lowest = Math.min(
    ...page.settings.plan.levels.flatMap((level) => level.anyOf.flat().map((one) => one.above)),
  );
  const limits = Number.isFinite(lowest)
    ? [{ from: 0, to: page.running.length - 1, value: lowest, label: `AQI ${lowest}` }]
    : [];
  const data = {
    name: t.running,
    unit: 'AQI',
    points: page.running.map(({ at, aqi }) => ({
      at: formatInstant(at, language),
      value: aqi,
      reason: aqi === null ? t.states5.invalid : null,
    })),
    limits,
  };
  return (
    <Panel title={t.running}>
      <div className="in">
        <ChartFrame
          data={data}
          label={`${t.running} ${last ?? '—'}`}
          caption={`${t.running}　${page.today}`}
        />
      </div>
    </Panel>
  );
}

function Page({ page }: { page: WarningsPage }) {
  const t = useAlertTexts();
  const step = useWarningStep();
  const [open, setOpen] = useState<'issue' | 'lift' | null>(null);
  const { current } = page;
  const close = () => setOpen(null);
  useTitle(t.warnings);
  return (
    <>
      <Crumbs items={[{ text: t.monitoring, href: paths.alerts }, { text: t.warnings }]} />
      <PageHead
        title={
          current === null
            ? t.noWarning
            : t.inForce(t.colours[current.colour], current.fromDay, current.toDay)
        }
        line={t.warningLine}
        actions={
          page.can.issue &&
          open === null && (
            <button
              type="button"
              className="btn p"
              onClick={() => setOpen(current === null ? 'issue' : 'lift')}
            >
              {current === null ? t.issue : t.lift}
            </button>
          )
        }
      />
      {step.error && <ErrorNotice error={step.error} />}
      {open === 'issue' && current === null && <IssueForm page={page} step={step} close={close} />}
      {open === 'lift' && current !== null && <LiftForm warning={current} step={step} close={close} />}
      <div className="main-aside mt12">
        <div className="col g16">
          {current !== null && <WarningView warning={current} step={step} />}
          <Running page={page} t={t} />
          {page.past.length > 0 && (
            <Panel title={t.past}>
              <ul className="in col g8">
                {page.past.map((one) => (
                  <li key={one.id}>
                    <details>
                      <summary>
                        {t.colours[one.colour]}　{one.fromDay} – {one.toDay}　{one.document}
                      </summary>
                      <WarningView warning={one} step={step} />
                    </details>
                  </li>
                ))}
              </ul>
            </Panel>
          )}
          <WarningSettings page={page} />
        </div>
        <div className="col g16">
          <Proposals page={page} t={t} />
          <Days page={page} t={t} />
        </div>
      </div>
    </>
  );
}

/** 重污染天气: what the figures ask for, the warning in force with its measures, past ones, the thresholds. */
export default function Warnings() {
  const t = useAlertTexts();
  const { data, error, refetch } = useQuery(warningsQuery);
  if (error) return <Failed error={error} what={t.warnings} retry={() => refetch()} />;
  return data ? <Page page={data} /> : <Loading lines={8} />;
}
