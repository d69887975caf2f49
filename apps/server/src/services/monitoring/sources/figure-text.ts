import { compareRational, type Rational, roundHalfEvenText } from '@huanzhi/standards';

const mostDigits = 6;

/**
 * A mean as it is printed: about three significant digits, and as many more as it takes that rounding does not put a
 * figure onto a limit that it is beyond.
 * Source: own utility, no standard; judged is the unrounded figure.
 */
export function figureText(
  exact: Rational,
  limit: { lower: string | null; upper: string | null } | null,
): string {
  const size = Number(exact.numerator) / Number(exact.denominator);
  const bounds = [limit?.lower ?? null, limit?.upper ?? null].filter((one) => one !== null);
  for (let digits = Math.abs(size) >= 10 ? 1 : Math.abs(size) >= 1 ? 2 : 3; ; digits += 1) {
    const text = roundHalfEvenText(exact, digits);
    const misleads = bounds.some(
      (bound) => Math.sign(compareRational(text, bound)) !== Math.sign(compareRational(exact, bound)),
    );
    if (!misleads || digits >= mostDigits) return text;
  }
}
