import {
  type AlertPoint,
  AQI_CODES,
  AQI_FACTOR,
  addDays,
  aqiPoints,
  classPoints,
  effectiveHours,
  exceedDayPoints,
  exceedHourPoints,
  flowFactors,
  hourEnd,
  type JudgedSeries,
  limitOn,
  noisePoints,
  statisticalHourOf,
} from '@huanzhi/monitoring';
import type { Alert } from '../../../store/monitoring/alerts/alerts.queries.ts';
import { readHourDays } from '../../../store/monitoring/hours.queries.ts';
import { type PeriodValue, readPeriodValues } from '../../../store/monitoring/period-values.queries.ts';
import {
  listSiteFactors,
  listSiteLimits,
  type Site,
  type SiteLimit,
} from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { markedDays } from '../marks/marked-days.ts';
import { readAlertRules } from './rules.ts';

/** Days that a chart of hours shows at most, and days around an alert of days. */
const hourDays = 10;
const daysAround = 15;

type PointState = 'over' | 'within' | 'unjudged' | 'missing' | 'invalid' | 'not-monitored';

/** One figure of the chart. */
export interface ChartPoint {
  from: string;
  to: string;
  value: number | null;
  raw: number | null;
  state: PointState;
  upper: number | null;
  lower: number | null;
}

/** The figures around an alert with the limits in force; null where there is nothing to draw. */
export interface AlertChart {
  step: 'hour' | 'day' | 'month';
  unit: string;
  points: ChartPoint[];
}

const iso = (at: number) => new Date(at).toISOString();
const number = (text: string | null | undefined) => (text == null ? null : Number(text));

/** The figures that an alert was made from, and some before and after it. */
export async function chartOfAlert(env: Env, alert: Alert, site: Site): Promise<AlertChart | null> {
  const begin = statisticalHourOf(Date.parse(alert.firstAt) + 1).day;
  const end = statisticalHourOf(
    Math.max(Date.parse(alert.lastAt), Date.parse(alert.closedAt ?? alert.lastAt)),
  ).day;
  switch (alert.kind) {
    case 'offline':
      return null;
    case 'over-class':
      return classChart(env, site);
    case 'exceed-day':
    case 'noise-day':
    case 'noise-night':
      return dayChart(env, alert, site, addDays(begin, -daysAround), addDays(end, daysAround));
    default: {
      const to = addDays(end, 1);
      const from = [addDays(begin, -1), addDays(to, 1 - hourDays)].sort().at(-1) ?? begin;
      return alert.factor === AQI_FACTOR
        ? aqiChart(env, site, from, to)
        : hourChart(env, alert, site, from, to);
    }
  }
}

async function hourChart(env: Env, alert: Alert, site: Site, from: string, to: string): Promise<AlertChart> {
  const { db } = env.store;
  const flows = [...flowFactors];
  const [all, limits, factors] = await Promise.all([
    readHourDays(db, { siteIds: [site.id], factors: [alert.factor, ...flows], from, to }),
    limitsOf(env, site, alert.factor),
    listSiteFactors(db, [site.id]),
  ]);
  const hours = (await markedDays(db, all)).blocks.filter((one) => one.factor === alert.factor);
  const byDay = new Map(hours.map((one) => [one.day, one]));
  const points: ChartPoint[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const block = byDay.get(day);
    const judged = block === undefined ? [] : exceedHourPoints(judgedOf(site, alert.factor), limits, [block]);
    const counts = block === undefined ? [] : effectiveHours(block);
    // An hourly limit of its own, else the daily one against which an hour of waste water is a warning.
    const water = site.kind === 'outlet' && site.props.medium !== 'gas';
    const limit = limitOn(limits, 'hour', day) ?? (water ? limitOn(limits, 'day', day) : undefined);
    for (let hour = 1; hour <= 24; hour += 1) {
      const effective = counts[hour - 1] ?? { state: 'missing' as const, value: null };
      const verdict = judged[hour - 1];
      points.push({
        from: iso(hourEnd(day, hour - 1)),
        to: iso(hourEnd(day, hour)),
        value: effective.value,
        raw: block?.values[hour - 1] ?? null,
        state:
          effective.state !== 'value'
            ? effective.state
            : verdict === undefined || verdict.state === 'unknown'
              ? 'unjudged'
              : verdict.state,
        upper: number(limit?.upper),
        lower: number(limit?.lower),
      });
    }
  }
  // Hours that have not come yet are not missing.
  const now = env.clock().getTime();
  return {
    step: 'hour',
    unit: factors.find((one) => one.factor === alert.factor)?.unit ?? '',
    points: points.filter((point) => Date.parse(point.to) <= now),
  };
}

async function aqiChart(env: Env, site: Site, from: string, to: string): Promise<AlertChart> {
  const { db } = env.store;
  const [hours, factors, rules] = await Promise.all([
    readHourDays(db, { siteIds: [site.id], factors: AQI_CODES, from, to }),
    listSiteFactors(db, [site.id]),
    readAlertRules(env),
  ]);
  const above = rules.aqiAbove ?? 500;
  const units = new Map(factors.map((one) => [one.factor, one.unit]));
  const now = env.clock().getTime();
  const points = aqiPoints(hours, units, above).filter((point) => point.to <= now);
  return { step: 'hour', unit: '', points: points.map((point) => plain(point, above)) };
}

async function dayChart(env: Env, alert: Alert, site: Site, from: string, to: string): Promise<AlertChart> {
  const { db } = env.store;
  const factors = [alert.factor];
  const [figures, limits] = await Promise.all([
    readPeriodValues(db, { siteIds: [site.id], period: 'day', from, to, factors }),
    limitsOf(env, site, alert.factor),
  ]);
  const of = (statistic: string) => figures.filter((one) => one.statistic === statistic);
  if (alert.kind === 'exceed-day') {
    const series = [of('weighted'), of('mda8'), of('mean')].find((one) => one.length > 0) ?? [];
    const points = exceedDayPoints(judgedOf(site, alert.factor), limits, series);
    return {
      step: 'day',
      unit: alert.unit,
      points: points.map((point, index) => {
        const limit = limitOn(limits, 'day', series[index]?.start ?? from);
        return plain(point, number(limit?.upper), number(limit?.lower), series[index]);
      }),
    };
  }
  const night = alert.kind === 'noise-night';
  const levels = of(night ? 'leq-n' : 'leq-d');
  const points = noisePoints(site.props.zoneClass, night ? 'night' : 'day', levels);
  return { step: 'day', unit: alert.unit, points: points.map((point) => plain(point, number(point.limit))) };
}

async function classChart(env: Env, site: Site): Promise<AlertChart> {
  const months = await readPeriodValues(env.store.db, {
    siteIds: [site.id],
    period: 'month',
    from: '1900-01-01',
    to: '2999-12-31',
    factors: ['GB3838'],
    statistics: ['class'],
  });
  const points = classPoints(site.props.targetClass, months, env.clock().getTime()).slice(-24);
  return { step: 'month', unit: '', points: points.map((point) => plain(point, number(point.limit))) };
}

function plain(
  point: AlertPoint,
  upper: number | null,
  lower: number | null = null,
  figure?: PeriodValue,
): ChartPoint {
  const value = point.value ?? figure?.value ?? null;
  const absent = figure !== undefined && figure.received > 0 ? 'invalid' : 'missing';
  return {
    from: iso(point.from),
    to: iso(point.to),
    value: number(value),
    raw: number(value),
    state: point.state !== 'unknown' ? point.state : value === null ? absent : 'unjudged',
    upper,
    lower,
  };
}

async function limitsOf(env: Env, site: Site, factor: string): Promise<SiteLimit[]> {
  return (await listSiteLimits(env.store.db, [site.id])).filter((limit) => limit.factor === factor);
}

function judgedOf(site: Site, factor: string): JudgedSeries {
  return {
    factor,
    siteKind: site.kind,
    ...(site.props.medium === undefined ? {} : { medium: site.props.medium }),
  };
}
