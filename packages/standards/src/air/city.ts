import { type Rational, rational } from '../decimal/rational.ts';
import type { Completeness, Reading } from '../result.ts';
import type { DailySeries, DailyValue } from './daily-means.ts';
import { periodMean, presentValues, type StatisticValue } from './statistics.ts';
import { CITY_STATION_SHARE } from './tables/validity-rules.ts';

/** A city or district value with its completeness. */
export interface AreaValue {
  /** Exact mean of the valid stations; null when too few are valid. */
  readonly value: Rational | null;
  readonly completeness: Completeness;
}

/**
 * Concentration of a city or district: the mean over its assessment stations of one hour or day. The AQI is made
 * from these means; station AQIs are never averaged.
 * @param stations one reading per assessment station, absent ones included.
 * @returns null value with fewer than 75 % valid stations (50 % when there are fewer than 4).
 * @throws DecimalError for text that is no number.
 * Source: HJ 633-2026 4.2.2; HJ 663-2013 6.1 (clause and share of stations recall).
 */
export function areaConcentration(stations: readonly (Reading | Rational)[]): AreaValue {
  const values = stations.map((station): StatisticValue => station ?? 'missing');
  const valid = presentValues(values).length;
  const share =
    stations.length < CITY_STATION_SHARE.fewerThan ? CITY_STATION_SHARE.few : CITY_STATION_SHARE.usual;
  const least = Math.ceil(stations.length * share);
  const sufficient = valid > 0 && valid >= least;
  const rule = `${valid} of ${stations.length} stations valid, at least ${least} needed`;
  return {
    value: sufficient ? periodMean(values) : null,
    completeness: { sufficient, rule, clause: CITY_STATION_SHARE.clause },
  };
}

/**
 * Daily series of a city or district from those of its assessment stations, by {@link areaConcentration}.
 * @returns a series over all days that any station covers; days with too few stations are invalid.
 * Source: as {@link areaConcentration}.
 */
export function areaDailySeries(stations: readonly DailySeries[]): DailySeries {
  const firstDay = Math.min(...stations.map((station) => station.firstDay));
  const lastDay = Math.max(...stations.map((station) => station.firstDay + station.values.length - 1));
  if (!Number.isFinite(firstDay)) return { firstDay: 0, values: [] };
  const values = Array.from({ length: lastDay - firstDay + 1 }, (_, index): DailyValue => {
    const day = firstDay + index;
    const readings = stations.map((station) => station.values[day - station.firstDay] ?? 'missing');
    return (
      areaConcentration(readings.map((value) => (typeof value === 'string' ? value : rational(value))))
        .value ?? 'invalid'
    );
  });
  return { firstDay, values };
}
