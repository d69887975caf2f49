import { DecimalError } from '../decimal/decimal.ts';
import { rational } from '../decimal/rational.ts';
import { type ObservationTime, ObservationTimeError, shanghaiDayNumber } from '../edition.ts';
import type { Reading } from '../result.ts';
import type { DailySeries, DailyValue } from './daily-means.ts';
import { dayText } from './hours.ts';

/**
 * Packs daily values (24-h means, or MDA8 for ozone) that come from elsewhere.
 * @param firstDay day of the first value.
 * @param values one per day without gaps in time, in the pollutant's unit; absent days as `null` or their state.
 * @throws ObservationTimeError; DecimalError naming the day of a value that is negative or no number.
 * Source: own utility, no standard.
 */
export function dailySeries(firstDay: ObservationTime, values: readonly Reading[]): DailySeries {
  const first = shanghaiDayNumber(firstDay);
  return {
    firstDay: first,
    values: values.map((value, index) => dailyValue(value, first + index)),
  };
}

function dailyValue(reading: Reading, day: number): DailyValue {
  if (reading === null || reading === undefined) return 'missing';
  if (reading === 'missing' || reading === 'invalid' || reading === 'not-monitored') return reading;
  const value = rational(reading);
  if (value.numerator < 0n)
    throw new DecimalError(`${String(reading)} on ${dayText(day)}: a concentration is 0 or more`);
  return value;
}

/** A span of days, both ends included. */
export interface DaySpan {
  /** `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
}

/**
 * The days of a calendar year.
 * Source: own utility, no standard.
 */
export function yearSpan(year: number): DaySpan {
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

/**
 * The days of a calendar month.
 * @param month 1 to 12.
 * Source: own utility, no standard.
 */
export function monthSpan(year: number, month: number): DaySpan {
  const last = new Date(Date.UTC(year, month, 0));
  return { from: `${last.toISOString().slice(0, 7)}-01`, to: last.toISOString().slice(0, 10) };
}

/**
 * The values of a span; days outside the series are missing.
 * @throws ObservationTimeError when the span ends before it begins.
 * Source: own utility, no standard.
 */
export function valuesIn(series: DailySeries, span: DaySpan): DailyValue[] {
  const from = shanghaiDayNumber(span.from);
  const to = shanghaiDayNumber(span.to);
  if (to < from) throw new ObservationTimeError(`${span.from}..${span.to}`);
  return Array.from(
    { length: to - from + 1 },
    (_, index) => series.values[from + index - series.firstDay] ?? 'missing',
  );
}

/**
 * Month (1 to 12) of each day of a span, in order.
 * Source: own utility, no standard.
 */
export function monthsOf(span: DaySpan): number[] {
  return monthKeysOf(span).map((key) => Number(key.slice(5)));
}

/**
 * Month (`YYYY-MM`) of each day of a span, in order.
 * Source: own utility, no standard.
 */
export function monthKeysOf(span: DaySpan): string[] {
  const from = shanghaiDayNumber(span.from);
  const to = shanghaiDayNumber(span.to);
  const keys: string[] = [];
  while (from + keys.length <= to) {
    // One date for each month; a date for each day takes longer than what is made of them.
    const text = dayText(from + keys.length);
    const [year = '', month = '', date = ''] = text.split('-');
    const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
    const left = Math.min(last - Number(date), to - from - keys.length);
    for (let day = 0; day <= left; day++) keys.push(text.slice(0, 7));
  }
  return keys;
}
