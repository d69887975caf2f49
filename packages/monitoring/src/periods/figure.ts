import { formatDecimal, fractionText, type Rational, rational, roundHalfEven } from '@huanzhi/standards';

/** One figure of a day, month or year of one site, as `period_value` keeps it. */
export interface Figure {
  /** HJ 212-2017 code, or `AQI`, `GB3838`. */
  factor: string;
  /** `mean`, `mda8`, `max1h`, `p90`, `p95`, `p98`, `sum`, `weighted`, `index`, `good`, `class`, `leq-d`, `leq-n`, `ldn`. */
  statistic: string;
  period: 'day' | 'month' | 'year';
  /** First day, `YYYY-MM-DD`. */
  start: string;
  /**
   * Decimal text in the unit of the site's factor. Of a day: null when the day is not valid. Of a month or year: made
   * from the valid days there are, so that the running one has a figure; `complete` says whether the standard lets
   * it count. Null when there is nothing.
   */
  value: string | null;
  /** Hours (of a day) or days (of a month or year) that count, that came, that should have come. */
  valid: number;
  received: number;
  expected: number;
  /** Enough for the standard. */
  complete: boolean;
  /**
   * `exact`: the value as a fraction where `value` had to be rounded. E.g. `{primary: ['a34004'], level: 2}` of an index.
   * `published`: the published day figures that it rests on, see `publishedIn`.
   */
  detail: Record<string, unknown> | null;
}

/** Digits of a kept value; what is cut off stands in `detail.exact`, so that nothing is rounded twice. */
const digits = 6;

/** A value and its details as a figure keeps them. */
export function kept(
  exact: Rational | null,
  detail: Record<string, unknown> = {},
): Pick<Figure, 'value' | 'detail'> {
  const orNull = (all: Record<string, unknown>) => (Object.keys(all).length === 0 ? null : all);
  if (exact === null) return { value: null, detail: orNull(detail) };
  const rounded = roundHalfEven(exact, digits);
  const whole = rounded.units * exact.denominator === exact.numerator * 10n ** BigInt(digits);
  const value = formatDecimal(rounded).replace(/\.?0+$/, '');
  return { value, detail: orNull(whole ? detail : { ...detail, exact: fractionText(exact) }) };
}

/** The exact value of a figure; null when it has none. */
export function exactOf(figure: Pick<Figure, 'value' | 'detail'>): Rational | null {
  const exact = figure.detail?.exact;
  if (typeof exact === 'string') {
    const [numerator = '0', denominator = '1'] = exact.split('/');
    return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
  }
  return figure.value === null ? null : rational(figure.value);
}

/** Mean of means, each counting as often as there were values behind it; null without any. */
export function meanOfMeans(parts: readonly { exact: Rational; count: number }[]): Rational | null {
  let total: Rational = { numerator: 0n, denominator: 1n };
  let count = 0;
  for (const part of parts) {
    const { numerator, denominator } = part.exact;
    total = {
      numerator: total.numerator * denominator + numerator * BigInt(part.count) * total.denominator,
      denominator: total.denominator * denominator,
    };
    count += part.count;
    if (denominator !== 1n) total = reduced(total);
  }
  if (count === 0) return null;
  return reduced({ numerator: total.numerator, denominator: total.denominator * BigInt(count) });
}

function reduced(value: Rational): Rational {
  let a = value.numerator < 0n ? -value.numerator : value.numerator;
  let b = value.denominator;
  while (b !== 0n) [a, b] = [b, a % b];
  return a <= 1n ? value : { numerator: value.numerator / a, denominator: value.denominator / a };
}
