import type { HourDay, MarkedHour } from '@huanzhi/monitoring';
import { readHourDays } from '../../../store/monitoring/hours.queries.ts';
import { type PeriodValue, readPeriodValues } from '../../../store/monitoring/period-values.queries.ts';
import { listReviewDays } from '../../../store/monitoring/review/days.queries.ts';
import type { EnterpriseMark } from '../../../store/monitoring/review/enterprise-marks.queries.ts';
import {
  listSiteFactors,
  listSiteLimits,
  type Site,
  type SiteFactor,
  type SiteLimit,
} from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { markedDays } from '../marks/marked-days.ts';

/** What the days of one outlet are judged from. */
export interface SourceData {
  site: Site;
  factors: readonly SiteFactor[];
  limits: readonly SiteLimit[];
  /** The hours of a factor on a day as they are judged, with enterprise marks; undefined when nothing came. */
  hours: (factor: string, day: string) => HourDay | undefined;
  /** A day on which nothing came: hours of a marked standstill are not due. */
  empty: (factor: string, day: string) => HourDay;
  /** What the enterprise marked, 24 entries. */
  marked: (factor: string, day: string) => readonly (MarkedHour | null)[];
  /** Its marks of the span. */
  marks: readonly EnterpriseMark[];
  /** A figure of a factor and day. */
  figure: (factor: string, statistic: string, day: string) => PeriodValue | undefined;
  /** Days that the review has locked. */
  locked: ReadonlySet<string>;
}

/** Factors, limits, hours and day figures of outlets over a span, in the order of the sites. */
export async function loadSources(
  env: Env,
  sites: readonly Site[],
  from: string,
  to: string,
): Promise<SourceData[]> {
  const { db } = env.store;
  const siteIds = sites.map((site) => site.id);
  const [factors, limits, hours, figures, reviewed] = await Promise.all([
    listSiteFactors(db, siteIds),
    listSiteLimits(db, siteIds),
    readHourDays(db, { siteIds, from, to }),
    readPeriodValues(db, { siteIds, period: 'day', from, to, statistics: ['mean', 'weighted'] }),
    listReviewDays(db, from, to),
  ]);
  const judged = await markedDays(db, hours, { siteIds, from, to });
  const blocks = new Map(judged.blocks.map((one) => [`${one.siteId} ${one.factor} ${one.day}`, one]));
  const values = new Map(
    figures.map((one) => [`${one.siteId} ${one.factor} ${one.statistic} ${one.start}`, one]),
  );
  const locked = new Set(reviewed.flatMap((one) => (one.lockedAt === null ? [] : [one.day])));
  return sites.map((site) => ({
    site,
    factors: factors.filter((one) => one.siteId === site.id),
    limits: limits.filter((one) => one.siteId === site.id),
    hours: (factor, day) => blocks.get(`${site.id} ${factor} ${day}`),
    empty: (factor, day) => judged.empty(site.id, factor, day),
    marked: (factor, day) => judged.marked(site.id, factor, day),
    marks: judged.marks.filter((one) => one.siteId === site.id),
    figure: (factor, statistic, day) => values.get(`${site.id} ${factor} ${statistic} ${day}`),
    locked,
  }));
}
