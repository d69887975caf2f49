import { judgeGasMean, judgeWaterMean, judgeWaterPh, type Rational, rational } from '@huanzhi/standards';
import type { AlertSeverity } from './types.ts';

/** A limit of a series with its period of validity. Bounds are decimal texts and inclusive. */
export interface SeriesLimit {
  period: 'hour' | 'day' | 'month';
  lower: string | null;
  upper: string | null;
  /** First and last day, `YYYY-MM-DD`; null: still valid. */
  validFrom: string;
  validTo: string | null;
}

/** What decides how a figure is judged. */
export interface JudgedSeries {
  factor: string;
  siteKind: 'air' | 'section' | 'outlet' | 'noise' | 'dust';
  /** outlet: what comes out. */
  medium?: 'water' | 'gas';
}

/** How a figure stands to its limit. */
export interface FigureVerdict {
  over: boolean;
  /** The bound that was broken, or the one that holds. */
  limit: string;
  excess: number;
  severity: AlertSeverity;
  rule: string;
}

/** HJ 212-2017 code of pH, which has a range and is judged reading by reading. */
const pH = 'w01001';

/** The limit of a period that holds on a day; of several the one that began last. */
export function limitOn(
  limits: readonly SeriesLimit[],
  period: SeriesLimit['period'],
  day: string,
): SeriesLimit | undefined {
  return limits
    .filter(
      (limit) =>
        limit.period === period && limit.validFrom <= day && (limit.validTo === null || limit.validTo >= day),
    )
    .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];
}

/**
 * Judges an hour or day mean against the limit in force. Waste water: the day decides and an hour over the daily limit
 * is a warning; waste gas: the hour decides; pH: every reading decides. Elsewhere the figure is compared with its own
 * limit: a day over it is a verdict, an hour a warning.
 * @param value a decimal
 * @returns null when no limit is in force
 * Source: `judgeWaterMean`, `judgeGasMean`, `judgeWaterPh` of `@huanzhi/standards` with their marks.
 */
export function judgeFigure(
  series: JudgedSeries,
  limits: readonly SeriesLimit[],
  figure: { value: string; period: 'hour' | 'day'; day: string },
): FigureVerdict | null {
  const { value, period, day } = figure;
  const outlet = series.siteKind === 'outlet';
  const water = outlet && series.medium !== 'gas';
  const limit = limitOn(limits, period, day) ?? (water ? limitOn(limits, 'day', day) : undefined);
  if (limit === undefined) return null;
  const compared = against(value, limit);
  if (!outlet) {
    return {
      ...compared,
      severity: period === 'day' ? 'verdict' : 'warning',
      rule: `${period} mean against its limit`,
    };
  }
  if (series.factor === pH && limit.lower !== null && limit.upper !== null) {
    // The mean of a day says nothing about readings of a range.
    if (period === 'day') return null;
    const verdict = judgeWaterPh(value, { low: limit.lower, high: limit.upper });
    return { ...compared, over: verdict.outcome === 'exceeds', severity: 'verdict', rule: verdict.rule };
  }
  if (limit.upper === null || !compared.over || compared.limit !== limit.upper) {
    return { ...compared, severity: period === 'day' ? 'verdict' : 'warning', rule: 'lower bound' };
  }
  const judge = water ? judgeWaterMean : judgeGasMean;
  const verdict = judge({ value, limit: limit.upper, period });
  return { ...compared, severity: verdict.outcome === 'exceeds' ? 'verdict' : 'warning', rule: verdict.rule };
}

function against(value: string, limit: SeriesLimit): Pick<FigureVerdict, 'over' | 'limit' | 'excess'> {
  const number = Number(value);
  const share = (distance: number, bound: number) => (bound === 0 ? distance : distance / Math.abs(bound));
  if (limit.upper !== null && isAbove(value, limit.upper)) {
    return {
      over: true,
      limit: limit.upper,
      excess: share(number - Number(limit.upper), Number(limit.upper)),
    };
  }
  if (limit.lower !== null && isAbove(limit.lower, value)) {
    return {
      over: true,
      limit: limit.lower,
      excess: share(Number(limit.lower) - number, Number(limit.lower)),
    };
  }
  return { over: false, limit: limit.upper ?? limit.lower ?? '', excess: 0 };
}

/** Exact comparison of two decimals. */
export function isAbove(a: string, b: string): boolean {
  const [left, right]: [Rational, Rational] = [rational(a), rational(b)];
  return left.numerator * right.denominator > right.numerator * left.denominator;
}
