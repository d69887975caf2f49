import { readPeriodValues } from '../../../store/monitoring/period-values.queries.ts';
import type { Env } from '../../env.ts';
import { readDaily, storedIndex } from './daily.ts';
import { type ShownIndex, shownIndex } from './figures.ts';

/**
 * The indices of many days of a station or the district. Concentrations are read only of days without an index, which
 * need them for the reason.
 * @param days in order, `YYYY-MM-DD`
 */
export async function readDailyIndices(
  env: Env,
  siteId: number,
  days: readonly string[],
): Promise<(day: string) => ShownIndex> {
  const rows = await readPeriodValues(env.store.db, {
    siteIds: [siteId],
    period: 'day',
    from: days[0] ?? '',
    to: days.at(-1) ?? '',
    factors: ['AQI'],
    statistics: ['index'],
  });
  const byDay = new Map(rows.map((row) => [row.start, row]));
  const without = days.filter((day) => byDay.get(day)?.value == null);
  const daily = await readDaily(env, [siteId], without);
  return (day) => {
    const stored = storedIndex(byDay.get(day));
    return stored.value === null ? daily.day(siteId, day).index : shownIndex(stored, []);
  };
}
