import type { DecimalInput } from '../decimal/decimal.ts';
import {
  compareRational,
  multiplyRational,
  type Rational,
  type RationalInput,
  ratio,
  subtractRational,
} from '../decimal/rational.ts';
import { goodDays } from './good-days.ts';
import { periodMean, presentValues, type StatisticValue } from './statistics.ts';

/** What a mean target leaves for the rest of a year. */
export interface MeanHeadroom {
  /** `met` and `missed` when no day remains. */
  readonly state: 'attainable' | 'unattainable' | 'met' | 'missed';
  readonly meanSoFar: Rational | null;
  readonly validDays: number;
  readonly remainingDays: number;
  /** Highest mean of the remaining days that keeps the target; null when none remain or none can. */
  readonly restMean: Rational | null;
  /** Daily mean for the coming week that is on course; null as `restMean`. */
  readonly comingWeek: Rational | null;
}

/** The year so far and its target. */
export interface MeanHeadroomInput {
  /** Daily values so far; days without a value count neither now nor in the mean. */
  readonly soFar: readonly StatisticValue[];
  readonly remainingDays: number;
  /** Mean of the year that must not be exceeded. */
  readonly target: RationalInput;
  /**
   * Values expected for each remaining day (for example last year's), which give the season its shape. Without
   * them every remaining day may have the same.
   */
  readonly expected?: readonly RationalInput[];
  /** Days of the coming week; default 7. */
  readonly weekDays?: number;
}

/**
 * Headroom of a mean target: (target · (n + r) − Σ so far) / r, and the same share of the expected values for the
 * coming week.
 * @throws RangeError when `remainingDays` is not a whole number of 0 or more, or `expected` has another length.
 * Source: definition of the annual mean (HJ 663-2013, -2026); a planning aid, not part of a standard.
 */
export function meanHeadroom(input: MeanHeadroomInput): MeanHeadroom {
  const { remainingDays, expected } = input;
  requireDays(remainingDays);
  if (expected !== undefined && expected.length !== remainingDays) {
    throw new RangeError(`expected ${remainingDays} expected values, found ${expected.length}`);
  }
  const validDays = presentValues(input.soFar).length;
  const meanSoFar = periodMean(input.soFar);
  const base = { meanSoFar, validDays, remainingDays };
  if (remainingDays === 0) {
    const met = meanSoFar !== null && compareRational(meanSoFar, input.target) <= 0;
    return { ...base, state: met ? 'met' : 'missed', restMean: null, comingWeek: null };
  }
  const used = meanSoFar === null ? ZERO : multiplyRational(meanSoFar, validDays);
  const left = subtractRational(multiplyRational(input.target, validDays + remainingDays), used);
  if (left.numerator < 0n) return { ...base, state: 'unattainable', restMean: null, comingWeek: null };
  const restMean = ratio(left, remainingDays);
  return { ...base, state: 'attainable', restMean, comingWeek: weekShare(restMean, input) };
}

function weekShare(restMean: Rational, { expected, weekDays = 7 }: MeanHeadroomInput): Rational {
  const whole = expected === undefined ? null : periodMean(expected);
  const week = expected === undefined ? null : periodMean(expected.slice(0, weekDays));
  if (whole === null || week === null || whole.numerator === 0n) return restMean;
  return multiplyRational(restMean, ratio(week, whole));
}

/** What a good-day target leaves for the rest of a year. */
export interface PollutedDayHeadroom {
  readonly state: 'attainable' | 'unattainable';
  readonly pollutedSoFar: number;
  /** Days with an AQI so far. */
  readonly validDays: number;
  readonly remainingDays: number;
  /** Polluted days that the whole year may have. */
  readonly allowed: number;
  /** Polluted days still affordable; 0 when none or unattainable. */
  readonly affordable: number;
  /** Affordable days spread evenly, for the coming week; exact. */
  readonly comingWeek: Rational;
}

/**
 * Headroom of a good-day target: polluted days (AQI above 100) that the rest of the year can still afford.
 * @param dailyAqi indices so far; null for days without one.
 * @param remainingDays days that will have an AQI.
 * @param targetPercent good-day ratio to reach, in %, unrounded.
 * @throws RangeError for `remainingDays` as in {@link meanHeadroom}; DecimalError.
 * Source: definition of the good-day ratio (HJ 663-2013, -2026, recall); a planning aid, not part of a
 * standard.
 */
export function pollutedDayHeadroom(
  dailyAqi: readonly (number | null)[],
  remainingDays: number,
  targetPercent: DecimalInput,
  weekDays = 7,
): PollutedDayHeadroom {
  requireDays(remainingDays);
  const { validDays, goodDays: good } = goodDays(dailyAqi);
  const pollutedSoFar = validDays - good;
  const share = ratio(subtractRational(100, targetPercent), 100);
  const exact = multiplyRational(share, validDays + remainingDays);
  const allowed = Number(exact.numerator / exact.denominator);
  const left = allowed - pollutedSoFar;
  const affordable = Math.max(0, Math.min(left, remainingDays));
  const week = Math.min(weekDays, remainingDays);
  return {
    state: left < 0 ? 'unattainable' : 'attainable',
    pollutedSoFar,
    validDays,
    remainingDays,
    allowed,
    affordable,
    comingWeek: remainingDays === 0 ? ZERO : ratio(affordable * week, remainingDays),
  };
}

/**
 * Days above a limit that a year can have while its percentile stays at or below the limit: n − ⌈k⌉ with
 * k = 1 + (n − 1)·p / 100. With 365 days 36 for P90, 18 for P95, 7 for P98.
 * @param days valid days of the year.
 * @param p 0 to 100, a whole number.
 * Source: HJ 663-2013 annex A (recall).
 */
export function affordableExceedanceDays(days: number, p: number): number {
  requireDays(days);
  return days === 0 ? 0 : days - Math.ceil((100 + (days - 1) * p) / 100);
}

const ZERO: Rational = { numerator: 0n, denominator: 1n };

function requireDays(days: number): void {
  if (!Number.isInteger(days) || days < 0) throw new RangeError(`expected a number of days, found ${days}`);
}
