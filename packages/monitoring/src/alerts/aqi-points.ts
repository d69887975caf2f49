import { hourlyAqi, POLLUTANTS, type Pollutant, pollutantUnit } from '@huanzhi/standards';
import { effectiveHour, type HourDay, hourEnd } from '../hours/index.ts';
import { pollutantCodes } from '../periods/codes.ts';
import { convertUnit } from '../units/units.ts';
import type { AlertPoint } from './types.ts';

/** The factor under which alerts of the index stand. */
export const AQI_FACTOR = 'AQI';

/** HJ 212-2017 codes of the six pollutants of the AQI. */
export const AQI_CODES: readonly string[] = Object.values(pollutantCodes);

/**
 * The hourly AQI of an air site against a value, hour by hour. Hours without an index are unknown.
 * @param days hours of all six pollutants, any order
 * @param units unit of each factor at the site
 * @param above the index above which an hour counts
 * Source: `hourlyAqi`, the edition by the hour; the value is configuration.
 */
export function aqiPoints(
  days: readonly HourDay[],
  units: ReadonlyMap<string, string>,
  above: number,
): AlertPoint[] {
  const byDay = new Map<string, Map<string, HourDay>>();
  for (const day of days) {
    const known = byDay.get(day.day) ?? new Map<string, HourDay>();
    known.set(day.factor, day);
    byDay.set(day.day, known);
  }
  return [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([day, blocks]) =>
      Array.from({ length: 24 }, (_, index): AlertPoint => {
        const to = hourEnd(day, index + 1);
        const readings: Partial<Record<Pollutant, number>> = {};
        for (const pollutant of POLLUTANTS) {
          const code = pollutantCodes[pollutant];
          const block = blocks.get(code);
          const value = block === undefined ? null : effectiveHour(block, index).value;
          const unit = units.get(code);
          if (value === null || unit === undefined) continue;
          const converted = convertUnit(value, unit, pollutantUnit(pollutant));
          if (converted !== null) readings[pollutant] = converted;
        }
        const { aqi, edition } =
          Object.keys(readings).length === 0
            ? { aqi: null, edition: '' }
            : hourlyAqi(readings, { at: new Date(to - 3_600_000) });
        return {
          from: to - 3_600_000,
          to,
          state: aqi === null ? 'unknown' : aqi > above ? 'over' : 'within',
          value: aqi === null ? null : String(aqi),
          limit: String(above),
          excess: aqi === null ? 0 : (aqi - above) / above,
          severity: 'warning',
          rule: edition,
        };
      }),
    );
}
