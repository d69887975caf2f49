import { multiplyRational, type Rational, type RationalInput, ratio } from './decimal/rational.ts';
import { roundHalfEvenText } from './rounding/half-even.ts';

/** A share with the two counts that it is made of. */
export interface Share {
  readonly count: number;
  readonly of: number;
  /** null when nothing was counted. */
  readonly percent: Rational | null;
  /** Two digits by GB/T 8170-2008; null as above. */
  readonly text: string | null;
}

/**
 * count / of × 100 as a {@link Share}.
 * Source: own utility, no standard; two digits half to even by GB/T 8170-2008.
 */
export function shareOf(count: number, of: number): Share {
  if (of === 0) return { count, of, percent: null, text: null };
  const percent = percentOf(count, of);
  return { count, of, percent, text: roundHalfEvenText(percent, 2) };
}

/**
 * a / b × 100, exact.
 * @throws DivisionByZeroError when b is 0.
 */
export function percentOf(a: RationalInput, b: RationalInput): Rational {
  return multiplyRational(ratio(a, b), 100);
}
