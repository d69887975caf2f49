import { type DecimalInput, decimal, powerOfTen } from './decimal.ts';

/**
 * An exact fraction, for quotients (means, index ratios, interpolations) that no finite decimal holds.
 * The denominator is positive; fractions are not reduced.
 */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** What a function that takes an exact fraction accepts. */
export type RationalInput = DecimalInput | Rational;

/** Thrown on division by zero. */
export class DivisionByZeroError extends RangeError {
  constructor() {
    super('division by zero');
    this.name = 'DivisionByZeroError';
  }
}

/**
 * Reads an exact fraction.
 * @param input a decimal (see {@link decimal}) or a fraction.
 * @throws DecimalError when a decimal cannot be read.
 * Source: own utility, no standard.
 */
export function rational(input: RationalInput): Rational {
  if (typeof input === 'object' && 'denominator' in input) return input;
  const value = decimal(input);
  return { numerator: value.units, denominator: powerOfTen(value.digits) };
}

/**
 * Exact quotient a / b.
 * @throws DivisionByZeroError when b is zero.
 * Source: own utility, no standard.
 */
export function ratio(a: RationalInput, b: RationalInput): Rational {
  const x = rational(a);
  const y = rational(b);
  if (y.numerator === 0n) throw new DivisionByZeroError();
  const sign = y.numerator < 0n ? -1n : 1n;
  return {
    numerator: sign * x.numerator * y.denominator,
    denominator: sign * x.denominator * y.numerator,
  };
}

/** Exact sum of two fractions. */
export function addRational(a: RationalInput, b: RationalInput): Rational {
  const x = rational(a);
  const y = rational(b);
  if (x.denominator === y.denominator)
    return { numerator: x.numerator + y.numerator, denominator: x.denominator };
  // Decimals of different digits: without this a long sum's denominator would grow with every term.
  if (x.denominator % y.denominator === 0n) {
    return {
      numerator: x.numerator + y.numerator * (x.denominator / y.denominator),
      denominator: x.denominator,
    };
  }
  if (y.denominator % x.denominator === 0n) {
    return {
      numerator: x.numerator * (y.denominator / x.denominator) + y.numerator,
      denominator: y.denominator,
    };
  }
  return {
    numerator: x.numerator * y.denominator + y.numerator * x.denominator,
    denominator: x.denominator * y.denominator,
  };
}

/**
 * Exact product of two fractions.
 * Source: own utility, no standard.
 */
export function multiplyRational(a: RationalInput, b: RationalInput): Rational {
  const x = rational(a);
  const y = rational(b);
  return { numerator: x.numerator * y.numerator, denominator: x.denominator * y.denominator };
}

/**
 * Exact difference a − b.
 * Source: own utility, no standard.
 */
export function subtractRational(a: RationalInput, b: RationalInput): Rational {
  const y = rational(b);
  return addRational(a, { numerator: -y.numerator, denominator: y.denominator });
}

/**
 * Exact comparison: negative when a < b, 0 when equal, positive when a > b.
 * Source: own utility, no standard.
 */
export function compareRational(a: RationalInput, b: RationalInput): -1 | 0 | 1 {
  const x = rational(a);
  const y = rational(b);
  const difference = x.numerator * y.denominator - y.numerator * x.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * Exact arithmetic mean.
 * @throws DivisionByZeroError for an empty list.
 * Source: own utility, no standard.
 */
export function mean(values: readonly RationalInput[]): Rational {
  let total: Rational = { numerator: 0n, denominator: 1n };
  for (const value of values) total = addRational(total, value);
  return ratio(total, values.length);
}

/**
 * The nearest double (up to the last bit), for charts and other places that do not judge.
 * Source: own utility, no standard.
 */
export function rationalToNumber(value: RationalInput): number {
  const { numerator, denominator } = rational(value);
  const whole = numerator / denominator;
  // 18 further decimal digits: more than a double holds beyond the whole part.
  const fraction = ((numerator - whole * denominator) * 10n ** 18n) / denominator;
  return Number(whole) + Number(fraction) / 1e18;
}
