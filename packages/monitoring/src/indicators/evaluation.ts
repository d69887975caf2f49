import type { Rational } from '@huanzhi/standards';
import type { Words } from './indicator.ts';

/** One month of the year that is looked at. */
export interface MonthFigure {
  /** `YYYY-MM` */
  month: string;
  /** Figure of the month alone; null without data. For charts. */
  value: number | null;
  /** Days (or sections) that count, and how many there could be. */
  valid: number;
  expected: number;
}

/** The year's end as it will be when the rest goes on as before. */
export interface Projection {
  /** `same-period`: the rest of the year like that of past years; `running`: like the year so far. */
  method: 'same-period' | 'running';
  /** Past years used, oldest first. */
  years: number[];
  /** First and last day of the rest. */
  from: string;
  to: string;
  value: Rational;
  /** Of single past years; equal to `value` when there is only one. */
  low: Rational;
  high: Rational;
}

/** Whether the data suffice to say anything, with the rule in words. */
export interface Enough {
  sufficient: boolean;
  rule: Words;
  /** What the standard misses all the same, so that the status is a working judgement; null: nothing. */
  remark: Words | null;
}

/** What all evaluations of a year so far share. */
export interface YearFigures {
  year: number;
  /** The last day that is looked at; days after it do not count. */
  through: string;
  /** The last day with data up to then; null without any. */
  asOf: string | null;
  enough: Enough;
  /** Exact value so far. */
  exact: Rational | null;
  /** The same, rounded once as the standard prints; null without data. */
  value: string | null;
  /** Digits of `value`. */
  digits: number;
  numerator: string;
  denominator: string;
  months: MonthFigure[];
  /** Value of the year up to each day (or month end) with data; for charts. */
  line: { day: string; value: number }[];
  projection: Projection | null;
}
