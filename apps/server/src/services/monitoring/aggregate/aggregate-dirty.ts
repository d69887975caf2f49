import type { Transaction } from 'kysely';
import { addDaysToJudge } from '../../../store/monitoring/days-to-judge.queries.ts';
import { markDirty, readSiteDays, takeDirty } from '../../../store/monitoring/hours.queries.ts';
import { readPublishedDays } from '../../../store/monitoring/measurements/published-days.queries.ts';
import { replacePeriodValues } from '../../../store/monitoring/period-values.queries.ts';
import type { Database } from '../../../store/schema.ts';
import type { Env } from '../../env.ts';
import { markedDays } from '../marks/marked-days.ts';
import { aggregateDistrict } from './aggregate-district.ts';
import { aggregatePeriods } from './aggregate-periods.ts';
import { readFiguredSites } from './figured-sites.ts';
import { figuresOfDays } from './figures-of-days.ts';

/** One statistical day of a site. */
export interface SiteDay {
  siteId: number;
  /** `YYYY-MM-DD` */
  day: string;
}

/** Days of one transaction. A year of ten stations fits, so that its months and years are made once. */
const batchDays = 5_000;

/** Seconds after which a site whose figures could not be made is tried again. */
const retryAfter = 60;

/**
 * Makes the figures of all days that wait for it (`dirty_day`), then those of their months and years, then those of
 * the district. What fails stays on the list.
 * @param report told of a site whose figures could not be made; the others go on. Without it the error is thrown
 * @returns the days of sites that have new figures; the district's days are those of its air stations
 * @throws StoreError
 */
export async function aggregateDirty(env: Env, report?: (error: unknown) => void): Promise<SiteDay[]> {
  const all: SiteDay[] = [];
  for (;;) {
    const done = await env.store.transaction(async (trx) => {
      const days = await takeDirty(trx, batchDays);
      return { taken: days.length, days: await aggregateDays(trx, days, report) };
    });
    if (done.taken === 0) return all;
    all.push(...done.days);
  }
}

/** Makes the figures of these days, their months and years, and the district's; run it in a transaction. */
async function aggregateDays(
  trx: Transaction<Database>,
  days: readonly SiteDay[],
  report: ((error: unknown) => void) | undefined,
): Promise<SiteDay[]> {
  if (days.length === 0) return [];
  const sites = await readFiguredSites(trx, [...new Set(days.map((one) => one.siteId))]);
  const { blocks } = await markedDays(trx, await readSiteDays(trx, days));
  const data = { blocks, published: await readPublishedDays(trx, days) };
  const { figures, failed } = figuresOfDays(sites, days, data, report);
  const made = days.filter((one) => !failed.has(one.siteId));
  await replacePeriodValues(
    trx,
    made.map(({ siteId, day }) => ({ siteId, period: 'day', start: day })),
    figures,
  );
  await aggregatePeriods(trx, sites, made);
  const airDays = made.flatMap(({ siteId, day }) => (sites.get(siteId)?.kind === 'air' ? [day] : []));
  await aggregateDistrict(trx, [...new Set(airDays)].sort());
  await addDaysToJudge(trx, made);
  await markDirty(
    trx,
    days.filter((one) => failed.has(one.siteId)),
    retryAfter,
  );
  return made;
}
