import { spanOfDays } from '../../../store/monitoring/air/air-span.queries.ts';
import { districtSite } from '../../../store/monitoring/period-values.queries.ts';
import type { Site } from '../../../store/monitoring/sites.queries.ts';
import { type Env, localDay } from '../../env.ts';
import { airSite } from './air-sites.ts';

/** First year for which the tables of HJ 633 and GB 3095 hold an edition. */
const firstYear = 2016;

/** What a page is about: one station, or the district (`site` null, number 0). */
export interface AirSubject {
  site: Site | null;
  siteId: number;
}

/** The station of a number, or the district for 0. @throws AppError `not-found` */
export async function airSubject(env: Env, siteId: number): Promise<AirSubject> {
  return siteId === districtSite
    ? { site: null, siteId: districtSite }
    : { site: await airSite(env, siteId), siteId };
}

/** Years with figures of days, newest first, and the last such day (null without any). */
export async function airYears(
  env: Env,
  siteIds: readonly number[],
): Promise<{ years: number[]; last: string | null }> {
  const span = await spanOfDays(env.store.db, siteIds);
  if (span === undefined) return { years: [], last: null };
  const first = Math.max(firstYear, Number(span.first.slice(0, 4)));
  const last = Number(span.last.slice(0, 4));
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => last - index);
  return { years, last: span.last };
}

/** The year that was asked for, else the newest with figures, else this year. */
export function chosenYear(env: Env, years: readonly number[], asked: number | undefined): number {
  return asked ?? years[0] ?? Number(localDay(env.clock()).slice(0, 4));
}
