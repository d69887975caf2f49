import { type Rational, type RationalInput, rational } from '../decimal/rational.ts';
import type { AbsentState } from '../result.ts';

/** A value that a statistic takes: exact, or the state for which it is left out. */
export type StatisticValue = RationalInput | AbsentState | null;

/**
 * The values among readings that have one, exact.
 * Source: own utility, no standard.
 */
export function presentValues(values: readonly StatisticValue[]): Rational[] {
  const present: Rational[] = [];
  for (const value of values) {
    if (value === null || value === 'missing' || value === 'invalid' || value === 'not-monitored') continue;
    present.push(rational(value));
  }
  return present;
}

/**
 * Exact arithmetic mean of the values there are.
 * @returns null when there is none.
 * @throws DecimalError for text that is no number.
 * Source: HJ 663-2013, -2026 (period means; all valid data take part, GB 3095-2026 6.4).
 */
export function periodMean(values: readonly StatisticValue[]): Rational | null {
  const present = presentValues(values);
  if (present.length === 0) return null;
  const { numerators, denominator } = commonScale(present);
  let total = 0n;
  for (const numerator of numerators) total += numerator;
  return { numerator: total, denominator: denominator * BigInt(present.length) };
}

/**
 * Percentile with linear interpolation: k = 1 + (n − 1)·p / 100, s = ⌊k⌋, X(s) + (X(s+1) − X(s))·(k − s).
 * @param p 0 to 100, a whole number.
 * @returns the exact value; null when there are no values.
 * @throws RangeError for another p; DecimalError for text that is no number.
 * Source: HJ 663-2013 annex A (recall; two public implementations agree).
 */
export function percentile(values: readonly StatisticValue[], p: number): Rational | null {
  if (!Number.isInteger(p) || p < 0 || p > 100)
    throw new RangeError(`expected a percentile 0 to 100, found ${p}`);
  const present = presentValues(values);
  if (present.length === 0) return null;
  const { numerators, denominator } = commonScale(present);
  numerators.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const position = (present.length - 1) * p;
  const below = Math.floor(position / 100);
  const low = numerators[below] ?? 0n;
  const high = numerators[below + 1] ?? low;
  const part = BigInt(position - below * 100);
  return { numerator: low * 100n + (high - low) * part, denominator: denominator * 100n };
}

/**
 * Mean of three consecutive annual values, all three of which must be there.
 * @returns null when one has no value. Given for reference: how HJ 663-2026 judges with it was not read.
 * Source: HJ 663-2026 三年滑动平均 (single source).
 */
export function threeYearMean(
  years: readonly [StatisticValue, StatisticValue, StatisticValue],
): Rational | null {
  return presentValues(years).length === 3 ? periodMean(years) : null;
}

/**
 * A fraction in lowest terms as text, for example `"253/60"`.
 * Source: own utility, no standard.
 */
export function fractionText(value: Rational): string {
  const divisor = greatestCommonDivisor(value.numerator, value.denominator);
  return `${value.numerator / divisor}/${value.denominator / divisor}`;
}

function commonScale(values: readonly Rational[]): { numerators: bigint[]; denominator: bigint } {
  let denominator = 1n;
  for (const value of values) {
    if (value.denominator === denominator || denominator % value.denominator === 0n) continue;
    denominator = (denominator / greatestCommonDivisor(denominator, value.denominator)) * value.denominator;
  }
  const numerators = values.map((value) =>
    value.denominator === denominator ? value.numerator : value.numerator * (denominator / value.denominator),
  );
  return { numerators, denominator };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}
