import { type Rational, ratio } from '../decimal/rational.ts';
import { roundHalfEvenText } from '../rounding/half-even.ts';
import { aqiLevel } from './category.ts';

/** Days by category and the good-day ratio of a span. */
export interface GoodDays {
  /** Days with an AQI. */
  readonly validDays: number;
  /** 优良天数: days with an AQI of 100 or less. */
  readonly goodDays: number;
  /** Days with an AQI above 200. */
  readonly heavyDays: number;
  /** Number of days of the levels 1 to 6, in order. */
  readonly daysByLevel: readonly number[];
  /** Exact good-day share; null without valid days. */
  readonly exact: Rational | null;
  /** 优良天数比率 in %, one digit, half to even. */
  readonly percent: string | null;
}

/**
 * Good-day ratio 优良天数比率: days with AQI ≤ 100 over days with an AQI. Dust days count.
 * @param dailyAqi daily indices; null for days without one.
 * Source: HJ 663-2013 (recall); CNEMC reports (dust days kept).
 */
export function goodDays(dailyAqi: readonly (number | null)[]): GoodDays {
  const daysByLevel = [0, 0, 0, 0, 0, 0];
  for (const aqi of dailyAqi) {
    if (aqi === null) continue;
    const index = aqiLevel(aqi) - 1;
    daysByLevel[index] = (daysByLevel[index] ?? 0) + 1;
  }
  const validDays = daysByLevel.reduce((sum, days) => sum + days, 0);
  const good = (daysByLevel[0] ?? 0) + (daysByLevel[1] ?? 0);
  return {
    validDays,
    goodDays: good,
    heavyDays: (daysByLevel[4] ?? 0) + (daysByLevel[5] ?? 0),
    daysByLevel,
    exact: validDays === 0 ? null : ratio(good, validDays),
    percent: validDays === 0 ? null : roundHalfEvenText(ratio(good * 100, validDays), 1),
  };
}
