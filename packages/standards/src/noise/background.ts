import { addRational, type Rational, type RationalInput, subtractRational } from '../decimal/rational.ts';
import { roundHalfEven, roundHalfEvenText } from '../rounding/half-even.ts';

/** A level corrected for the background. */
export type BackgroundCorrection =
  | {
      readonly valid: true;
      /** measured − background, rounded to a whole number of dB. */
      readonly difference: number;
      /** dB to add: 0, -1, -2 or -3. */
      readonly correction: 0 | -1 | -2 | -3;
      readonly result: Rational;
      /** One digit. */
      readonly text: string;
    }
  | { readonly valid: false; readonly difference: number; readonly reason: string };

/**
 * Corrects a measured Leq for the background level. The difference is rounded to a whole number: 3 → −3;
 * 4-5 → −2; 6-10 → −1; above 10 → none; below 3 the measurement does not stand. The maximum is never corrected.
 * @param measured dB(A); @param background dB(A).
 * @throws DecimalError when a level is no number.
 * Source: GB 12348-2008 table 4, GB 22337-2008 table 4, GB 12523-2011 table 2 (figures verified, same in
 * all three; table numbers recall).
 */
export function correctForBackground(
  measured: RationalInput,
  background: RationalInput,
): BackgroundCorrection {
  const exact = subtractRational(measured, background);
  const difference = Number(roundHalfEven(exact, 0).units);
  if (difference > 10) return corrected(measured, difference, 0);
  if (difference < 3) {
    return { valid: false, difference, reason: 'below 3 dB: lower the background or follow HJ 706-2014' };
  }
  return corrected(measured, difference, difference === 3 ? -3 : difference <= 5 ? -2 : -1);
}

function corrected(
  measured: RationalInput,
  difference: number,
  correction: 0 | -1 | -2 | -3,
): BackgroundCorrection {
  const result = addRational(measured, correction);
  return { valid: true, difference, correction, result, text: roundHalfEvenText(result, 1) };
}
