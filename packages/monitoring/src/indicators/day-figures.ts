import {
  assessmentEdition,
  percentile,
  periodMean,
  type Rational,
  type RationalInput,
  rational,
  rationalToNumber,
} from '@huanzhi/standards';
import { compareExact, over, plus, rounded, times } from './exact.ts';
import type { DayFamily } from './indicator.ts';

/** How the figure of a year is made from its days. */
export interface DayStatistic {
  /** Digits that the standard prints. */
  digits: number;
  /** The figure of some days; null without any. */
  of(values: readonly RationalInput[]): Rational | null;
  /** The figure of the year when `rest` further days follow that are like the days `like`. */
  withRest(values: readonly RationalInput[], like: readonly RationalInput[], rest: number): Rational | null;
  /** Best and worst figure that the year can still get, whatever `rest` further days bring; null: no bound. */
  best(values: readonly RationalInput[], rest: number): Rational | null;
  worst(values: readonly RationalInput[], rest: number): Rational | null;
  /** What `numerator` of the definition says: a sum, a count, a percentile. */
  numerator(values: readonly RationalInput[]): string;
  /** A running figure for charts, fed day by day; not for judging. */
  running(): (value: number) => number;
}

const good = (value: RationalInput): boolean => compareExact(value, 100) <= 0;
const heavy = (value: RationalInput): boolean => compareExact(value, 200) > 0;
const count = (values: readonly RationalInput[], holds: (value: RationalInput) => boolean): number =>
  values.filter(holds).length;
const sumOf = (values: readonly RationalInput[]): Rational => {
  const mean = periodMean(values);
  return mean === null ? rational(0) : times(mean, values.length);
};

/**
 * The statistic of a family for a year; concentrations are rounded as the edition of HJ 663 in force at the end of
 * the year prints them, a ratio of days with one digit.
 * Source: HJ 663-2013, -2026 (means, percentiles, digits: see `ASSESSMENT_EDITIONS`).
 */
export function dayStatistic(family: DayFamily, year: number): DayStatistic {
  const { digits } = assessmentEdition({ at: `${year}-12-31` });
  switch (family.family) {
    case 'air-mean':
      return meanStatistic(digits[family.pollutant]);
    case 'ozone-p90':
      return percentileStatistic(digits.O3);
    case 'good-days':
      return goodDayStatistic;
    case 'heavy-days':
      return heavyDayStatistic;
  }
}

function meanStatistic(digits: number): DayStatistic {
  return {
    digits,
    of: periodMean,
    withRest(values, like, rest) {
      const mean = periodMean(like);
      if (mean === null) return periodMean(values);
      return over(plus(sumOf(values), times(mean, rest)), values.length + rest);
    },
    best: (values, rest) => (values.length + rest === 0 ? null : over(sumOf(values), values.length + rest)),
    worst: (values, rest) => (rest === 0 ? periodMean(values) : null),
    numerator: (values) => rounded(sumOf(values), 1),
    running() {
      let [sum, days] = [0, 0];
      return (value) => {
        sum += value;
        days += 1;
        return sum / days;
      };
    },
  };
}

const goodDayStatistic: DayStatistic = {
  digits: 1,
  of: (values) => (values.length === 0 ? null : share(rational(count(values, good)), values.length)),
  withRest(values, like, rest) {
    if (like.length === 0) return this.of(values);
    const expected = over(times(count(like, good), rest), like.length);
    return share(plus(count(values, good), expected), values.length + rest);
  },
  best: (values, rest) => shareOrNull(count(values, good) + rest, values.length + rest),
  worst: (values, rest) => shareOrNull(count(values, good), values.length + rest),
  numerator: (values) => String(count(values, good)),
  running() {
    let [kept, days] = [0, 0];
    return (value) => {
      if (value <= 100) kept += 1;
      days += 1;
      return (kept * 100) / days;
    };
  },
};

const heavyDayStatistic: DayStatistic = {
  digits: 0,
  of: (values) => (values.length === 0 ? null : rational(count(values, heavy))),
  withRest(values, like, rest) {
    const already = count(values, heavy);
    return like.length === 0
      ? rational(already)
      : plus(already, over(times(count(like, heavy), rest), like.length));
  },
  best: (values) => rational(count(values, heavy)),
  worst: (values, rest) => rational(count(values, heavy) + rest),
  numerator: (values) => String(count(values, heavy)),
  running() {
    let days = 0;
    return (value) => {
      if (value > 200) days += 1;
      return days;
    };
  },
};

function percentileStatistic(digits: number): DayStatistic {
  const p90 = (values: readonly RationalInput[]) => percentile(values, 90);
  const fill = (value: string, days: number): string[] => Array.from({ length: days }, () => value);
  return {
    digits,
    of: p90,
    /** The rest repeats the past days, thinned or repeated evenly to its length. */
    withRest(values, like, rest) {
      if (like.length === 0) return p90(values);
      const days = Array.from(
        { length: rest },
        (_, index) => like[Math.floor((index * like.length) / rest)] ?? '0',
      );
      return p90([...values, ...days]);
    },
    best: (values, rest) => p90([...values, ...fill('0', rest)]),
    // No day can be worse than what an instrument shows.
    worst: (values, rest) => p90([...values, ...fill('100000', rest)]),
    numerator(values) {
      const figure = p90(values);
      return figure === null ? '' : rounded(figure, digits);
    },
    running() {
      const sorted: number[] = [];
      return (value) => {
        const place = sorted.findIndex((other) => other > value);
        sorted.splice(place < 0 ? sorted.length : place, 0, value);
        const position = ((sorted.length - 1) * 90) / 100;
        const below = Math.floor(position);
        const low = sorted[below] ?? value;
        return low + ((sorted[below + 1] ?? low) - low) * (position - below);
      };
    },
  };
}

const share = (part: Rational, whole: number): Rational => over(times(part, 100), whole);
const shareOrNull = (part: number, whole: number): Rational | null =>
  whole === 0 ? null : share(rational(part), whole);

/** The double next to a fraction with two more digits than the standard prints; for charts. */
export function forChart(value: Rational, digits: number): number {
  return Number(rationalToNumber(value).toFixed(digits + 2));
}
