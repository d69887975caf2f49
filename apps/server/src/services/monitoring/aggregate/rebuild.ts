import { daysWithHours, markDirty } from '../../../store/monitoring/hours.queries.ts';
import { daysWithPublished } from '../../../store/monitoring/measurements/published-days.queries.ts';
import { daysWithFigures } from '../../../store/monitoring/period-values.queries.ts';
import type { Env } from '../../env.ts';

/**
 * Asks for all figures of sites in a span of days to be made again from their hours and published figures;
 * {@link aggregateDirty} makes them with the next round. Days that have figures and nothing to make them from any more
 * lose them.
 * @param from `YYYY-MM-DD`; @param to last day
 * @returns how many days of sites will be made
 */
export async function rebuild(
  env: Env,
  siteIds: readonly number[],
  from: string,
  to: string,
): Promise<number> {
  return env.store.transaction(async (trx) => {
    const days = new Map(
      [
        ...(await daysWithHours(trx, siteIds, from, to)),
        ...(await daysWithPublished(trx, siteIds, from, to)),
        ...(await daysWithFigures(trx, siteIds, from, to)),
      ].map((one) => [`${one.siteId} ${one.day}`, one]),
    );
    await markDirty(trx, [...days.values()]);
    return days.size;
  });
}
