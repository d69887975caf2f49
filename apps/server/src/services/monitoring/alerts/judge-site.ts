import {
  type AlertRules,
  type AlertRun,
  addDays,
  DUST_FACTOR,
  hourEnd,
  reconcile,
  runStateOf,
  type StoredAlert,
  statisticalHourOf,
  withoutFalseAlarms,
} from '@huanzhi/monitoring';
import { type Alert, alertsSince, lockSite } from '../../../store/monitoring/alerts/alerts.queries.ts';
import { lastDaysWithData, liveSeries } from '../../../store/monitoring/alerts/silence.queries.ts';
import { latestHours, readHourDays } from '../../../store/monitoring/hours.queries.ts';
import { readPeriodValues } from '../../../store/monitoring/period-values.queries.ts';
import { readQuarterDays } from '../../../store/monitoring/quarter-means.queries.ts';
import { listSiteFactors, listSiteLimits, type Site } from '../../../store/monitoring/sites.queries.ts';
import type { Db } from '../../../store/schema.ts';
import { type Env, localDay } from '../../env.ts';
import { markedDays } from '../marks/marked-days.ts';
import { applyChanges, type News, type PlannedChange } from './apply-changes.ts';
import { type AlertSeries, classSeries, seriesOfSite } from './site-series.ts';

/** Days before the first changed one that are read too: values that are missing may have begun before. */
const lookBackDays = 2;
/** Days by which the span grows while an alert at its end may be joined with later ones. */
const stepDays = 30;
const hourMs = 3_600_000;

/**
 * Judges the days of one site anew from what is stored and brings its alerts in line with it, in the transaction
 * given. Every alert that touches the days is told anew from its first hour, so that the result does not depend on
 * the order in which hours came.
 * @param days `YYYY-MM-DD`, at least one
 * @returns alerts that were opened and should be told
 */
export async function judgeSite(
  env: Env,
  trx: Db,
  site: Site,
  days: readonly string[],
  rules: AlertRules,
): Promise<News[]> {
  await lockSite(trx, site.id);
  const now = env.clock();
  // A value has an hour to arrive.
  const until = Math.floor(now.getTime() / hourMs) * hourMs - hourMs;
  const sorted = [...days].sort();
  const [firstDay = localDay(now), lastDay = firstDay] = [sorted[0], sorted.at(-1)];
  const ids = [site.id];
  const live = new Set((await liveSeries(trx, ids, localDay(now))).map((one) => one.factor));
  const start = await beginOfGap(trx, site.id, live, addDays(firstDay, -lookBackDays));
  const { from, stored } = await reachBack(trx, site.id, start);
  const [factors, limits, latest] = await Promise.all([
    listSiteFactors(trx, ids),
    listSiteLimits(trx, ids),
    latestHours(trx, ids),
  ]);
  const newest =
    latest
      .map((one) => one.day)
      .sort()
      .at(-1) ?? lastDay;
  const horizon = [lastDay, newest, ...(live.size > 0 ? [localDay(now)] : [])].sort().at(-1) ?? lastDay;
  const found: { series: AlertSeries; runs: AlertRun[]; stored: Alert[] }[] = [];
  for (let to = lastDay; ; to = [addDays(to, stepDays), horizon].sort()[0] ?? horizon) {
    const [{ blocks: hours }, figures, quarters] = await Promise.all([
      readHourDays(trx, { siteIds: ids, from, to }).then((blocks) => markedDays(trx, blocks)),
      readPeriodValues(trx, { siteIds: ids, period: 'day', from, to }),
      site.kind === 'dust' ? readQuarterDays(trx, { siteIds: ids, factor: DUST_FACTOR, from, to }) : [],
    ]);
    const all = seriesOfSite(
      {
        site,
        factors,
        limits,
        live,
        span: { from, to },
        hours,
        quarters: new Map(quarters.map((one) => [one.day, one.means])),
        days: figures,
        until,
      },
      rules,
    );
    const end = to >= horizon ? Number.POSITIVE_INFINITY : hourEnd(to, 24);
    const judged = all.map((series) => judgeSeries(series, stored, end));
    if (judged.every((one) => one.settled)) {
      found.push(...judged);
      break;
    }
  }
  if (site.kind === 'section') found.push(await judgeMonths(trx, site, rules, until));
  const changes: PlannedChange[] = found.flatMap(({ series, runs, stored: own }) =>
    reconcile(runs, own.map(toStored)).map((change) => ({ change, series })),
  );
  changes.push(...noLongerDue(stored, live));
  return applyChanges(env, trx, site, changes, stored, rules);
}

/** The last day before `day` on which every series that comes by itself had a value, or should have begun. */
async function beginOfGap(trx: Db, siteId: number, live: ReadonlySet<string>, day: string): Promise<string> {
  if (live.size === 0) return day;
  const last = await lastDaysWithData(trx, siteId, day);
  const begins = last.filter((one) => live.has(one.factor)).map((one) => one.day ?? one.since);
  return [day, ...begins].sort()[0] ?? day;
}

/** The day from which on nothing is open before, and the alerts from there on. */
async function reachBack(trx: Db, siteId: number, start: string): Promise<{ from: string; stored: Alert[] }> {
  let from = start;
  for (;;) {
    const stored = (await alertsSince(trx, siteId, new Date(hourEnd(from, 0)).toISOString())).filter(
      (alert) => alert.kind !== 'offline' && alert.kind !== 'over-class',
    );
    const first = stored
      .filter((alert) => alert.state !== 'withdrawn')
      .map((alert) => statisticalHourOf(Date.parse(alert.firstAt) + 1).day)
      .sort()[0];
    if (first === undefined || first >= from) return { from, stored };
    from = first;
  }
}

/**
 * The runs of a series, and whether they are settled: at the end of the span nothing is under way, neither in the
 * data nor among the stored alerts, so that what comes later cannot change them.
 */
function judgeSeries(series: AlertSeries, stored: readonly Alert[], end: number) {
  const own = stored.filter(
    (alert) =>
      alert.factor === series.factor && alert.kind === series.kind && Date.parse(alert.firstAt) < end,
  );
  const state = runStateOf(withoutFalseAlarms(series.points, own.map(toStored)), series.rule);
  const open = state.open !== null || state.pending !== null;
  const reaches = own.some(
    (alert) => alert.state !== 'withdrawn' && (alert.closedAt === null || Date.parse(alert.closedAt) > end),
  );
  return {
    series,
    runs: state.open === null ? state.closed : [...state.closed, state.open],
    stored: own,
    settled: end === Number.POSITIVE_INFINITY || (!open && !reaches),
  };
}

async function judgeMonths(trx: Db, site: Site, rules: AlertRules, until: number) {
  const months = await readPeriodValues(trx, {
    siteIds: [site.id],
    period: 'month',
    from: '1900-01-01',
    to: '2999-12-31',
    factors: ['GB3838'],
    statistics: ['class'],
  });
  const stored = await alertsSince(trx, site.id, '1900-01-01T00:00:00Z');
  return judgeSeries(classSeries(site, months, rules, until), stored, Number.POSITIVE_INFINITY);
}

/** Values that are no longer expected are no longer missing. */
function noLongerDue(stored: readonly Alert[], live: ReadonlySet<string>): PlannedChange[] {
  return stored
    .filter((alert) => alert.kind === 'missing' && alert.state === 'open' && !live.has(alert.factor))
    .map((alert) => ({
      change: { do: 'withdraw', id: alert.id, reason: 'data', into: null },
      series: null,
    }));
}

/** A stored alert as the pure functions see it. */
export function toStored(alert: Alert): StoredAlert {
  return {
    id: alert.id,
    state: alert.state,
    withdrawnBy: alert.withdrawnBy,
    first: Date.parse(alert.firstAt),
    last: Date.parse(alert.lastAt),
    count: alert.count,
    severity: alert.severity,
    closedAt: alert.closedAt === null ? null : Date.parse(alert.closedAt),
    peak: {
      value: alert.peak,
      limit: alert.limitValue,
      at: Date.parse(alert.peakAt),
      excess: alert.excess,
      rule: alert.rule,
    },
  };
}
