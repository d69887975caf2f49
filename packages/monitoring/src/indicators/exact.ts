import { type Rational, type RationalInput, rational, roundHalfEvenText } from '@huanzhi/standards';

/** a + b, exact. */
export function plus(a: RationalInput, b: RationalInput): Rational {
  const [x, y] = [rational(a), rational(b)];
  return {
    numerator: x.numerator * y.denominator + y.numerator * x.denominator,
    denominator: x.denominator * y.denominator,
  };
}

/** a − b, exact. */
export function minus(a: RationalInput, b: RationalInput): Rational {
  const y = rational(b);
  return plus(a, { numerator: -y.numerator, denominator: y.denominator });
}

/** a · b, exact. */
export function times(a: RationalInput, b: RationalInput): Rational {
  const [x, y] = [rational(a), rational(b)];
  return { numerator: x.numerator * y.numerator, denominator: x.denominator * y.denominator };
}

/** a / n for a whole number n above 0, exact. */
export function over(a: RationalInput, n: number): Rational {
  const x = rational(a);
  return { numerator: x.numerator, denominator: x.denominator * BigInt(n) };
}

/** Negative when a < b, 0 when equal, positive when a > b. */
export function compareExact(a: RationalInput, b: RationalInput): number {
  const { numerator } = minus(a, b);
  return numerator < 0n ? -1 : numerator > 0n ? 1 : 0;
}

/** The smallest and the largest of some fractions. */
export function extremes(values: readonly Rational[]): { low: Rational; high: Rational } | null {
  const [first] = values;
  if (first === undefined) return null;
  let [low, high] = [first, first];
  for (const value of values) {
    if (compareExact(value, low) < 0) low = value;
    if (compareExact(value, high) > 0) high = value;
  }
  return { low, high };
}

/** Rounded once, half to even, as text. */
export const rounded = (value: RationalInput, digits: number): string => roundHalfEvenText(value, digits);

/** Rounded down to `digits`: what may still be used up must not be rounded up. */
export function roundedDown(value: Rational, digits: number): string {
  const scale = 10n ** BigInt(digits);
  const scaled = value.numerator * scale;
  const floor = scaled / value.denominator - (scaled < 0n && scaled % value.denominator !== 0n ? 1n : 0n);
  return roundHalfEvenText({ numerator: floor, denominator: scale }, digits);
}
