import { type ObservationTime, observationInstant, SHANGHAI_OFFSET_MS } from '../edition.ts';
import type { AbsentState, Reading } from '../result.ts';
import { roundHalfEven } from '../rounding/half-even.ts';
import { plainUnits, readConcentration } from './concentration.ts';
import { type ConcentrationProblem, PLAUSIBLE_MAXIMUM, type Pollutant } from './pollutants.ts';

const HOUR_MS = 3_600_000;

/**
 * Consecutive hourly means of one pollutant at one station, compact and exact: whole units of 0.0001 µg/m³
 * (CO mg/m³), negative codes for hours without a value.
 */
export interface HourlySeries {
  readonly pollutant: Pollutant;
  /** Hours since 1970-01-01 00:00 Asia/Shanghai at which the first hour ENDS. */
  readonly firstHourEnding: number;
  readonly units: Int32Array;
  /** Faulty values by index; they count as invalid. */
  readonly problems: readonly (ConcentrationProblem & { readonly index: number })[];
}

/** Codes of {@link HourlySeries} for hours without a value. */
const ABSENT_CODES: Readonly<Record<AbsentState, number>> = { missing: -1, invalid: -2, 'not-monitored': -3 };
const ABSENT_STATES: readonly AbsentState[] = ['missing', 'invalid', 'not-monitored'];

/** Units of an {@link HourlySeries} per µg/m³ (mg/m³ for CO). */
export const HOURLY_UNITS_PER_ONE = 10_000;

/** A day and hour of the statistical calendar: hours 1 to 24, each named by its end. */
export interface StatisticalHour {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly hour: number;
}

/**
 * Number of the hour that ends at a time, for {@link HourlySeries}.
 * @throws ObservationTimeError.
 * Source: practice of the national platform, hour T ends at T (confirmed on published data); no clause.
 */
export function hourEndingNumber(hourEnding: ObservationTime): number {
  return Math.floor((observationInstant(hourEnding) + SHANGHAI_OFFSET_MS) / HOUR_MS);
}

/**
 * Days since 1970-01-01 of the statistical day of an hour number; hour 00:00 belongs to the day before.
 * Source: as `statisticalHour`.
 */
export function statisticalDayNumber(hourEnding: number): number {
  return Math.floor((hourEnding - 1) / 24);
}

/**
 * The statistical day and hour (01 to 24) of an hour label. The label is the end of the hour: 00:00 is 24:00 of
 * the day before. Files that label hours by their start must be shifted by one hour on import.
 * @throws ObservationTimeError.
 * Source: HJ 663-2013, -2026 statistical day 01–24; practice of the national platform (confirmed on
 * published data).
 */
export function statisticalHour(hourEnding: ObservationTime): StatisticalHour {
  const number = hourEndingNumber(hourEnding);
  const day = statisticalDayNumber(number);
  return { date: dayText(day), hour: number - day * 24 };
}

/**
 * `YYYY-MM-DD` of a number of days since 1970-01-01.
 * Source: own utility, no standard.
 */
export function dayText(dayNumber: number): string {
  return new Date(dayNumber * 24 * HOUR_MS).toISOString().slice(0, 10);
}

/**
 * Packs hourly readings.
 * @param firstHourEnding label (end) of the first hour.
 * @param readings one per hour without gaps in time; absent hours as `null` or their state. A value with more
 *   than four digits is rounded half to even to four.
 * @returns the series; faulty values are listed in `problems` and count as invalid.
 * @throws ObservationTimeError.
 * Source: own utility, no standard.
 */
export function hourlySeries(
  pollutant: Pollutant,
  firstHourEnding: ObservationTime,
  readings: readonly Reading[],
): HourlySeries {
  const units = new Int32Array(readings.length);
  const problems: (ConcentrationProblem & { index: number })[] = [];
  const most = PLAUSIBLE_MAXIMUM[pollutant] * HOURLY_UNITS_PER_ONE;
  for (let index = 0; index < readings.length; index++) {
    const plain = plainUnits(readings[index]);
    if (plain !== undefined && plain <= most) {
      units[index] = plain;
      continue;
    }
    const read = readConcentration(pollutant, readings[index]);
    if (read.state === 'value') {
      units[index] = read.exact === undefined ? read.units : Number(roundHalfEven(read.exact, 4).units);
      continue;
    }
    units[index] = ABSENT_CODES[read.state];
    if (read.problem !== undefined) problems.push({ ...read.problem, index });
  }
  return { pollutant, firstHourEnding: hourEndingNumber(firstHourEnding), units, problems };
}

/**
 * The state of a negative code of an {@link HourlySeries}.
 * Source: own utility, no standard.
 */
export function absentState(code: number): AbsentState {
  return ABSENT_STATES[-code - 1] ?? 'missing';
}
