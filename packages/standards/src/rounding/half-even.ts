import { type Decimal, formatDecimal, powerOfTen } from '../decimal/decimal.ts';
import { type RationalInput, rational } from '../decimal/rational.ts';

/**
 * Rounds half to even (四舍六入五成双), once, from the full value.
 * @param value a decimal or an exact fraction; a `number` counts with its shortest decimal form.
 * @param digits digits to keep after the decimal point; negative rounds to tens, hundreds …
 * @returns a decimal with exactly `digits` digits (0 when negative).
 * @throws DecimalError when the value is not a finite decimal.
 * Source: GB/T 8170-2008 clause 3, rounding rules (number recall; half to even; no repeated rounding
 * 不得连续修约).
 */
export function roundHalfEven(value: RationalInput, digits: number): Decimal {
  const { numerator, denominator } = rational(value);
  const scaled = digits >= 0 ? numerator * powerOfTen(digits) : numerator;
  const step = digits >= 0 ? denominator : denominator * powerOfTen(-digits);
  const units = divideHalfEven(scaled, step);
  return digits >= 0 ? { units, digits } : { units: units * powerOfTen(-digits), digits: 0 };
}

/**
 * {@link roundHalfEven} as text with exactly `digits` digits, for example `"0.84"`.
 * @throws DecimalError.
 * Source: GB/T 8170-2008 clause 3 (number recall).
 */
export function roundHalfEvenText(value: RationalInput, digits: number): string {
  return formatDecimal(roundHalfEven(value, digits));
}

/**
 * {@link roundHalfEven} as a number. Fast for plain numbers: only values near a tie take the exact way.
 * @param digits 0 to 9.
 * @throws DecimalError.
 * Source: GB/T 8170-2008 clause 3 (number recall).
 */
export function roundHalfEvenNumber(value: RationalInput, digits: number): number {
  if (typeof value !== 'number') return Number(roundHalfEvenText(value, digits));
  if (Number.isInteger(value)) return value;
  const factor = 10 ** digits;
  const scaled = value * factor;
  const floor = Math.floor(scaled);
  const fraction = scaled - floor;
  // Binary noise of the product stays far below 1e-6 for magnitudes that fit here.
  if (Math.abs(scaled) < 1e9 && Math.abs(fraction - 0.5) > 1e-6) {
    return (fraction < 0.5 ? floor : floor + 1) / factor;
  }
  return Number(roundHalfEvenText(value, digits));
}

/**
 * Rounds up to the next whole number (全部进位取整数), as sub-indices are.
 * Source: HJ 633-2012 clause 6.2; HJ 633-2026 clause 4.2.6 (clause numbers recall).
 */
export function roundUpToInteger(value: RationalInput): bigint {
  const { numerator, denominator } = rational(value);
  const quotient = numerator / denominator;
  return numerator > 0n && quotient * denominator !== numerator ? quotient + 1n : quotient;
}

function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n;
  const magnitude = negative ? -numerator : numerator;
  const quotient = magnitude / denominator;
  const twice = (magnitude - quotient * denominator) * 2n;
  const up = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  const rounded = up ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}
