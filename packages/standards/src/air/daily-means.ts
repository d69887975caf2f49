import { type Rational, rational } from '../decimal/rational.ts';
import type { AbsentState } from '../result.ts';
import { absentState, HOURLY_UNITS_PER_ONE, type HourlySeries, statisticalDayNumber } from './hours.ts';
import { ambientAirEdition } from './limits.ts';
import { ozoneDayOf } from './ozone.ts';
import { AIR_VALIDITY } from './tables/validity-rules.ts';

/** A daily value: an exact fraction in the pollutant's unit, or the state for which there is none. */
export type DailyValue = Rational | AbsentState;

/** Consecutive daily values of one pollutant. */
export interface DailySeries {
  /** Days since 1970-01-01 (Asia/Shanghai) of the first value. */
  readonly firstDay: number;
  readonly values: readonly DailyValue[];
}

/** Least common multiple of 20 to 24: every valid daily mean is a whole number of 1 / (10000 · this). */
const DAY_DENOMINATOR = 212_520;
const MEAN_DENOMINATOR = BigInt(HOURLY_UNITS_PER_ONE) * BigInt(DAY_DENOMINATOR);

/**
 * Daily means over the statistical days (hours 01 to 24) that a series touches.
 * @returns one exact mean per day; `invalid` with fewer than 20 valid hours, `missing` when no hour has a value,
 *   `not-monitored` when every hour says so.
 * Source: GB 3095-2012, -2026 table 4 (20 hours); HJ 663-2013, -2026 (statistical day).
 */
export function dailyMeans(series: HourlySeries): DailySeries {
  return eachDay(series, (from, until) => meanOf(series.units, from, until));
}

/**
 * Daily maxima of the hourly values, for `O3_1h` of the 2012 daily index.
 * @returns one maximum per day; `invalid` with fewer than 20 valid hours.
 * Source: HJ 633-2012 table 1 (daily O3 1-h maximum); the 20-hour rule is taken over from GB 3095-2012,
 * -2026 table 4.
 */
export function dailyMaxima(series: HourlySeries): DailySeries {
  return eachDay(series, (from, until) => {
    let highest = -1;
    let count = 0;
    for (let index = from; index < until; index++) {
      const units = series.units[index] ?? -1;
      if (units >= 0) count++;
      if (units > highest) highest = units;
    }
    if (count < AIR_VALIDITY.day.least) return absence(series.units, from, until, count);
    return { numerator: BigInt(highest), denominator: BigInt(HOURLY_UNITS_PER_ONE) };
  });
}

/**
 * Daily maximum 8-hour means of ozone (MDA8).
 * @returns one exact maximum per day, `invalid` when the day is; see {@link ozoneDay} for the rule.
 * Source: HJ 663-2013, -2026 6.1.2 (single source); the limit of the validity rule is class II of the
 * edition of GB 3095 in force on that day.
 */
export function dailyOzoneMaxima(series: HourlySeries): DailySeries {
  return eachDay(series, (from, until, day) => {
    const limits = ambientAirEdition({ at: day * 86_400_000 - 8 * 3_600_000 }).limits;
    const limit = limits.find(([pollutant, period]) => pollutant === 'O3' && period === '8h')?.[3] ?? '160';
    const found = ozoneDayOf(series.units, from, until, rational(limit));
    if (found.valid && found.max !== null) return found.max;
    return absence(series.units, from, until, found.validHours);
  });
}

function eachDay(
  series: HourlySeries,
  dayValue: (from: number, until: number, day: number) => DailyValue,
): DailySeries {
  const { firstHourEnding, units } = series;
  const firstDay = statisticalDayNumber(firstHourEnding);
  const values: DailyValue[] = [];
  for (
    let from = firstDay * 24 + 1 - firstHourEnding, day = firstDay;
    from < units.length;
    from += 24, day++
  ) {
    values.push(dayValue(from, from + 24, day));
  }
  return { firstDay, values };
}

function meanOf(units: Int32Array, from: number, until: number): DailyValue {
  let sum = 0;
  let count = 0;
  for (let index = Math.max(from, 0); index < until && index < units.length; index++) {
    const value = units[index] ?? -1;
    if (value < 0) continue;
    sum += value;
    count++;
  }
  if (count < AIR_VALIDITY.day.least) return absence(units, from, until, count);
  return { numerator: BigInt(sum) * BigInt(DAY_DENOMINATOR / count), denominator: MEAN_DENOMINATOR };
}

function absence(units: Int32Array, from: number, until: number, validHours: number): AbsentState {
  if (validHours > 0) return 'invalid';
  const start = Math.max(from, 0);
  const codes = units.subarray(start, Math.min(until, units.length));
  const first = codes[0];
  if (first === undefined) return 'missing';
  return codes.every((code) => code === first) ? absentState(first) : 'invalid';
}
