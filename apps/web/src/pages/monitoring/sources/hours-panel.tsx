import { useUrlQuery } from '../../../lib/url-query.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { ChartFrame } from '../../../ui/chart/chart-frame.tsx';
import type { ChartBracket, ChartData, ChartLimit } from '../../../ui/chart/types.ts';
import { Panel } from '../../../ui/page-head.tsx';
import { DayChoice } from './day-choice.tsx';
import type { SourcePage, SourceSeries } from './queries.ts';
import { useSourceTexts } from './texts.ts';

/** The limits of a series as stretches of its hours; a range gives two lines. */
function limitsOf(series: SourceSeries, words: { limit: string; lower: string }): ChartLimit[] {
  const first = (day: string) => series.hours.findIndex((hour) => hour.day === day);
  return series.limits.flatMap(({ from, to, lower, upper }) => {
    const place = { from: first(from), to: first(to) + 23 };
    const line = (value: string | null, word: string) =>
      value === null ? [] : [{ ...place, value: Number(value), label: `${word} ${value}` }];
    return [...line(lower, words.lower), ...line(upper, words.limit)];
  });
}

/** Alerts of a factor as brackets over the hours of the span. */
function bracketsOf(page: SourcePage, factor: string, hours: number, name: (at: number) => string) {
  const start = Date.parse(`${page.from}T00:00:00+08:00`);
  const index = (at: string) => Math.round((Date.parse(at) - start) / 3_600_000);
  return page.alerts.flatMap((alert, at): ChartBracket[] => {
    const [from, to] = [index(alert.firstAt), index(alert.lastAt) - 1];
    if (alert.factor !== factor || to < 0 || from >= hours) return [];
    return [
      {
        from: Math.max(0, from),
        to: Math.min(hours - 1, Math.max(from, to)),
        light: alert.light,
        label: name(at),
      },
    ];
  });
}

/** Hours of every factor over the span: limits, gaps with their reasons, alerts. */
export function HoursPanel({ page }: { page: SourcePage }) {
  const t = useSourceTexts();
  const { local } = useLocal();
  const [query, change] = useUrlQuery();
  const chosen = page.series.filter((one) => one.factor === query.factor);
  const shown = chosen.length > 0 ? chosen : page.series;
  return (
    <Panel
      title={t.hours}
      side={
        <span className="row w">
          <select
            className="inp"
            style={{ width: 'auto' }}
            aria-label={t.choose}
            value={query.factor ?? ''}
            onChange={(event) => change({ factor: event.target.value || undefined })}
          >
            <option value="">{t.all}</option>
            {page.series.map((one) => (
              <option key={one.factor} value={one.factor}>
                {local(one.name)}
              </option>
            ))}
          </select>
          <DayChoice day={page.from} label={t.from} name="from" />
          <DayChoice day={page.to} label={t.to} name="to" />
        </span>
      }
    >
      <div className="in col g12">
        {shown.map((series) => {
          const name = local(series.name);
          const lastHour = series.hours.findLastIndex((hour) => hour.state === 'value');
          const data: ChartData = {
            name,
            unit: series.unit,
            points: series.hours.map((hour, index) => ({
              at: t.at(hour.day.slice(5), hour.hour),
              value: hour.value,
              // Hours after the last value of a series are not a gap yet.
              reason: hour.reason === null || index > lastHour ? null : local(hour.reason),
              raw: hour.raw,
            })),
            limits: limitsOf(series, t),
            brackets: bracketsOf(page, series.factor, series.hours.length, (at) => {
              const alert = page.alerts[at];
              return alert === undefined ? '' : `${local(alert.kindName)} ${alert.peak ?? ''} ${alert.unit}`;
            }),
          };
          const valid = series.hours.filter((hour) => hour.state === 'value').length;
          const over = series.hours.filter(
            ({ outcome }) => outcome === 'exceeds' || outcome === 'warning',
          ).length;
          const label = t.conclusion(name, page.from, page.to, valid, series.hours.length, over);
          return (
            <div key={series.factor}>
              <p className="s t2">{label}</p>
              <ChartFrame data={data} height={150} label={label} caption={`${page.source.name} ${label}`} />
            </div>
          );
        })}
      </div>
    </Panel>
  );
}
