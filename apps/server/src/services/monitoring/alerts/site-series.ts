import {
  type AlertKind,
  type AlertPoint,
  type AlertRules,
  AQI_CODES,
  AQI_FACTOR,
  aqiPoints,
  classPoints,
  convertUnit,
  DUST_FACTOR,
  dustPoints,
  exceedDayPoints,
  exceedHourPoints,
  type HourDay,
  hourEnd,
  type JudgedSeries,
  missingPoints,
  noisePoints,
  outOfRangePoints,
  type RunRule,
  runRuleOf,
  thresholdFor,
} from '@huanzhi/monitoring';
import { SHANGHAI_DUST } from '@huanzhi/standards';
import type { PeriodValue } from '../../../store/monitoring/period-values.queries.ts';
import type { Site, SiteFactor, SiteLimit } from '../../../store/monitoring/sites.queries.ts';

/** A series as one kind of alert sees it. */
export interface AlertSeries {
  factor: string;
  kind: AlertKind;
  unit: string;
  rule: RunRule;
  points: AlertPoint[];
}

/** Everything of a site that alerts are made from. */
export interface SiteData {
  site: Site;
  factors: readonly SiteFactor[];
  limits: readonly SiteLimit[];
  /** Factors whose values come by themselves. */
  live: ReadonlySet<string>;
  span: { from: string; to: string };
  hours: readonly HourDay[];
  /** Means of 15 minutes of a dust site by day. */
  quarters: ReadonlyMap<string, readonly (number | null)[]>;
  /** Day figures of the span. */
  days: readonly PeriodValue[];
  /** Up to when values are due and days have ended, ms. */
  until: number;
}

/** The series of a site in a span, one for each factor and kind of alert that applies to it; not those of months. */
export function seriesOfSite(data: SiteData, rules: AlertRules): AlertSeries[] {
  const { site } = data;
  const series = data.factors.flatMap((factor) => seriesOfFactor(data, factor, rules));
  const rule = (kind: AlertKind) => runRuleOf(kind, rules, site.intervalHours);
  if (site.kind === 'air' && rules.aqiAbove !== null) {
    const units = new Map(data.factors.map((one) => [one.factor, one.unit]));
    const hours = data.hours.filter((one) => AQI_CODES.includes(one.factor));
    const points = aqiPoints(hours, units, rules.aqiAbove);
    series.push({ factor: AQI_FACTOR, kind: 'exceed-hour', unit: '', rule: rule('exceed-hour'), points });
  }
  if (site.kind === 'noise') {
    for (const [kind, statistic, period] of [
      ['noise-day', 'leq-d', 'day'],
      ['noise-night', 'leq-n', 'night'],
    ] as const) {
      for (const factor of new Set(data.factors.map((one) => one.factor))) {
        const figures = data.days.filter((one) => one.factor === factor && one.statistic === statistic);
        if (figures.length === 0) continue;
        const points = noisePoints(site.props.zoneClass, period, figures);
        series.push({ factor, kind, unit: 'dB(A)', rule: rule(kind), points });
      }
    }
  }
  return series;
}

function seriesOfFactor(
  data: SiteData,
  { factor, unit, since, until: last }: SiteFactor,
  rules: AlertRules,
): AlertSeries[] {
  const { site, span, until } = data;
  const hours = data.hours.filter((one) => one.factor === factor);
  const limits = data.limits.filter((one) => one.factor === factor);
  const judged: JudgedSeries = {
    factor,
    siteKind: site.kind,
    ...(site.props.medium === undefined ? {} : { medium: site.props.medium }),
  };
  const one = (kind: AlertKind, points: AlertPoint[], itsUnit = unit): AlertSeries => ({
    factor,
    kind,
    unit: itsUnit,
    rule: runRuleOf(kind, rules, site.intervalHours),
    points,
  });
  const series = [one('out-of-range', outOfRangePoints(thresholdFor(site.kind, factor, unit), hours))];
  if (limits.length > 0) {
    series.push(one('exceed-hour', exceedHourPoints(judged, limits, hours)));
    series.push(one('exceed-day', exceedDayPoints(judged, limits, dayMeans(data.days, factor, judged))));
  }
  if (data.live.has(factor)) {
    const ended = typeof last === 'string' ? hourEnd(last, 24) : until;
    const due = { since, until: Math.min(until, ended), intervalHours: site.intervalHours };
    series.push(one('missing', missingPoints(hours, span, due), ''));
  }
  if (site.kind === 'dust' && factor === DUST_FACTOR) {
    const scale = convertUnit(1, unit, SHANGHAI_DUST.unit);
    if (scale !== null) series.push(one('dust', dustPoints(hours, data.quarters, scale, until), ''));
  }
  return series;
}

/** The figure of each day that is compared with a daily limit: flow-weighted for waste water, MDA8 for ozone. */
function dayMeans(days: readonly PeriodValue[], factor: string, judged: JudgedSeries): PeriodValue[] {
  const wanted =
    judged.siteKind === 'outlet' && judged.medium !== 'gas'
      ? ['weighted', 'mean']
      : judged.siteKind === 'air' && factor === 'a05024'
        ? ['mda8']
        : ['mean'];
  const byDay = new Map<string, PeriodValue>();
  for (const statistic of wanted.toReversed())
    for (const figure of days)
      if (figure.factor === factor && figure.statistic === statistic) byDay.set(figure.start, figure);
  return [...byDay.values()].sort((a, b) => (a.start < b.start ? -1 : 1));
}

/** The months of a section against its target class, all of them: there are few. */
export function classSeries(
  site: Site,
  months: readonly PeriodValue[],
  rules: AlertRules,
  until: number,
): AlertSeries {
  return {
    factor: 'GB3838',
    kind: 'over-class',
    unit: '',
    rule: runRuleOf('over-class', rules, site.intervalHours),
    points: classPoints(site.props.targetClass, months, until),
  };
}
