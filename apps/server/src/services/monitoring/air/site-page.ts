import { addDays, daysBetween } from '@huanzhi/monitoring';
import { latestHours } from '../../../store/monitoring/hours.queries.ts';
import { type Env, localDay } from '../../env.ts';
import { AppError, problem } from '../../errors.ts';
import { airSite, siteShower } from './air-sites.ts';
import { readDaily } from './daily.ts';
import { stationSeries } from './day-series.ts';
import { readAirHours } from './hours.ts';
import { shownPollutants } from './pollutants.ts';
import { siteAlerts } from './site-alerts.ts';
import { airYears } from './years.ts';

/** Longest span of hours on one page: a month. */
const longestSpan = 31;

/**
 * Hours and days of a station over a span (default the last 7 days with data), the limits in force on those days,
 * and the alerts that touch them.
 * @throws AppError `not-found`; `validation-failed` for a span that ends before it begins or is too long
 */
export async function airSitePage(
  env: Env,
  siteId: number,
  asked: { from?: string | undefined; to?: string | undefined },
) {
  const site = await airSite(env, siteId);
  const last = await lastDay(env, siteId);
  const to = asked.to ?? last ?? localDay(env.clock());
  const from = asked.from ?? addDays(to, -6);
  const days = checkedSpan(from, to);
  const [hours, daily, { years }, shown, alerts] = await Promise.all([
    readAirHours(env, [site], from, to),
    readDaily(env, [siteId], { from, to }),
    airYears(env, [siteId]),
    siteShower(env),
    siteAlerts(env, siteId, from, to),
  ]);
  return {
    site: shown(site),
    from,
    to,
    last,
    years,
    series: shownPollutants.map((pollutant) => stationSeries(hours, site, pollutant, days)),
    days: days.map((day) => ({ day, ...daily.day(siteId, day) })),
    alerts,
  };
}

/** Days of a span that may be shown. @throws AppError `validation-failed` */
export function checkedSpan(from: string, to: string): string[] {
  const days = daysBetween(from, to);
  if (days.length >= 1 && days.length <= longestSpan) return days;
  throw new AppError('validation-failed', [
    problem(
      'to',
      'span',
      `起止日期须先后有序，且不超过 ${longestSpan} 天：${from} 至 ${to}。`,
      `The span must not end before it begins and be at most ${longestSpan} days: ${from} to ${to}.`,
    ),
  ]);
}

async function lastDay(env: Env, siteId: number): Promise<string | null> {
  const rows = await latestHours(env.store.db, [siteId]);
  return rows.reduce<string | null>((last, { day }) => (last === null || day > last ? day : last), null);
}
