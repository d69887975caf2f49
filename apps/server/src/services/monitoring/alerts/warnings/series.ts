import {
  AQI_CODES,
  addDays,
  convertUnit,
  daysBetween,
  effectiveHours,
  hourEnd,
  pollutantCodes,
  runningAqi,
  type StationHours,
  statisticalHourOf,
} from '@huanzhi/monitoring';
import { POLLUTANTS, pollutantUnit, type Reading } from '@huanzhi/standards';
import { readHourDays } from '../../../../store/monitoring/hours.queries.ts';
import { districtSite, readPeriodValues } from '../../../../store/monitoring/period-values.queries.ts';
import { listSiteFactors, listSites } from '../../../../store/monitoring/sites.queries.ts';
import { type Env, localDay } from '../../../env.ts';

/** Hours whose running index is shown and judged, and the hours before that the first of them needs. */
const judgedHours = 96;
const neededHours = 23;
const hourMs = 3_600_000;

/** Daily AQI of the district in a span. */
export async function observedDays(env: Env, from: string, to: string): Promise<Map<string, number>> {
  const figures = await readPeriodValues(env.store.db, {
    siteIds: [districtSite],
    period: 'day',
    from,
    to,
    factors: ['AQI'],
    statistics: ['index'],
  });
  return new Map(figures.flatMap(({ start, value }) => (value === null ? [] : [[start, Number(value)]])));
}

/** AQI of the 24 hours that end with each of the last hours, from the hours of the assessed stations. */
export async function runningDays(env: Env): Promise<{ at: string; aqi: number | null }[]> {
  const { db } = env.store;
  const sites = (await listSites(db, { kind: 'air' })).filter((site) => site.assessed);
  if (sites.length === 0) return [];
  const ids = sites.map((site) => site.id);
  const last = Math.floor(env.clock().getTime() / hourMs) * hourMs;
  const first = last - (judgedHours + neededHours - 1) * hourMs;
  const from = statisticalHourOf(first).day;
  const to = localDay(env.clock());
  const [blocks, factors] = await Promise.all([
    readHourDays(db, { siteIds: ids, factors: AQI_CODES, from, to }),
    listSiteFactors(db, ids),
  ]);
  const count = (last - first) / hourMs + 1;
  const stations = ids.map((id): StationHours => {
    const hours: Record<string, Reading[]> = {};
    for (const pollutant of POLLUTANTS) {
      const code = pollutantCodes[pollutant];
      const unit = factors.find((one) => one.siteId === id && one.factor === code)?.unit;
      const readings: Reading[] = Array.from({ length: count }, () => 'missing');
      for (const block of blocks) {
        if (block.siteId !== id || block.factor !== code || unit === undefined) continue;
        for (const [index, { state, value }] of effectiveHours(block).entries()) {
          const place = (hourEnd(block.day, index + 1) - first) / hourMs;
          if (place < 0 || place >= count) continue;
          const converted = value === null ? null : convertUnit(value, unit, pollutantUnit(pollutant));
          readings[place] = converted ?? (state === 'value' ? 'invalid' : state);
        }
      }
      hours[pollutant] = readings;
    }
    return hours;
  });
  return runningAqi(first, stations)
    .map((aqi, index) => ({ at: new Date(first + index * hourMs).toISOString(), aqi }))
    .slice(neededHours);
}

/** Days of the table: some before today, and those that a forecast covers. */
export function shownDays(today: string): string[] {
  return daysBetween(addDays(today, -5), addDays(today, 6));
}
