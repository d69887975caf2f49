import {
  AIR_VALIDITY,
  monthSpan,
  monthValidity,
  type Rational,
  type RationalInput,
  rationalToNumber,
} from '@huanzhi/standards';
import { addDays, daysBetween } from '../hours/index.ts';
import { type DayStatistic, dayStatistic, forChart } from './day-figures.ts';
import type { Enough, MonthFigure, Projection, YearFigures } from './evaluation.ts';
import { extremes, over, plus, rounded } from './exact.ts';
import type { DayFamily, Words } from './indicator.ts';

/** A daily figure of the district, exact; null when the day has none. */
export interface DayFigure {
  /** `YYYY-MM-DD` */
  day: string;
  value: RationalInput | null;
}

/** A day with a figure. */
export type KeptDay = DayFigure & { value: RationalInput };

/** What a year is evaluated from. */
export interface DaysInput {
  year: number;
  /** Last day that counts, not after the year's end. */
  through: string;
  /** Days of the year, in order; days without a row have no figure. */
  days: readonly DayFigure[];
  /** Earlier years, each in order. The newest three that can be used are. */
  past: readonly { year: number; days: readonly DayFigure[] }[];
}

/** A year of daily figures. */
export interface DayYear extends YearFigures {
  /** Days that count with their values, in order; and the values alone. */
  kept: readonly KeptDay[];
  values: readonly RationalInput[];
  /** Days until the end of the year; 0 when it is over. */
  remaining: number;
  /** Days of the same period of past years that have a figure. */
  like: readonly { year: number; values: readonly RationalInput[] }[];
}

const pastYears = 3;
/** Share of the same period's days that a past year must have to be compared with. A default of ours. */
const pastShare = 0.75;
/** A share of valid days like that of a whole year (324 of 365), and at least a month of them. A default of ours. */
const leastShare = 324 / 365;
const leastDays = 27;

/**
 * The year so far of an indicator that is made of days: value, months, line, and the projection to the year's end by
 * the same period of past years, or by the year so far when none is stored. A year that is over counts with all its
 * days; one that runs ends with its last day that has a figure, and days before it without one count nowhere.
 * Source: HJ 663-2013, -2026 (statistics); GB 3095 table 4 (324 days; 27 a month only as a remark); projection: a
 * planning aid of this project.
 */
export function evaluateDays(family: DayFamily, input: DaysInput): DayYear {
  const { year, through } = input;
  const statistic = dayStatistic(family, year);
  const end = `${year}-12-31`;
  const kept = input.days.filter(({ day, value }) => day <= through && value !== null) as KeptDay[];
  const values = kept.map(({ value }) => value);
  const asOf = kept.at(-1)?.day ?? null;
  const ended = through >= end;
  const last = ended ? end : (asOf ?? through);
  const remaining = daysBetween(addDays(last, 1), end).length;
  const exact = statistic.of(values);
  const like = remaining === 0 ? [] : samePeriod(input.past, last);
  return {
    year,
    through,
    asOf,
    enough: enoughDays(kept, last, ended),
    exact,
    value: exact === null ? null : rounded(exact, statistic.digits),
    digits: statistic.digits,
    numerator: statistic.numerator(values),
    denominator: String(values.length),
    months: monthsOfYear(year, last, kept, statistic),
    line: runningLine(kept, statistic),
    projection: exact === null || remaining === 0 ? null : project(statistic, values, like, last, remaining),
    kept,
    values,
    remaining,
    like,
  };
}

function samePeriod(past: DaysInput['past'], last: string): DayYear['like'] {
  return past
    .flatMap(({ year, days }) => {
      const from = `${year}${last.slice(4)}`;
      const values = days.flatMap(({ day, value }) => (day > from && value !== null ? [value] : []));
      const all = daysBetween(addDays(from, 1), `${year}-12-31`).length;
      return values.length > 0 && values.length >= all * pastShare ? [{ year, values }] : [];
    })
    .sort((a, b) => a.year - b.year)
    .slice(-pastYears);
}

function project(
  statistic: DayStatistic,
  values: readonly RationalInput[],
  like: DayYear['like'],
  last: string,
  remaining: number,
): Projection | null {
  const period = { from: addDays(last, 1), to: `${last.slice(0, 4)}-12-31` };
  const ends = like.flatMap((past) => statistic.withRest(values, past.values, remaining) ?? []);
  const range = extremes(ends);
  if (range === null) {
    const value = statistic.withRest(values, values, remaining);
    return value === null
      ? null
      : { method: 'running', years: [], ...period, value, low: value, high: value };
  }
  return {
    method: 'same-period',
    years: like.map(({ year }) => year),
    ...period,
    value: meanOf(ends),
    ...range,
  };
}

function meanOf(values: readonly Rational[]): Rational {
  const sum = values.reduce((total, value) => plus(total, value), { numerator: 0n, denominator: 1n });
  return over(sum, values.length);
}

function enoughDays(kept: readonly KeptDay[], last: string, ended: boolean): Enough {
  const elapsed = daysBetween(`${last.slice(0, 4)}-01-01`, last).length;
  const valid = kept.length;
  if (ended) {
    return {
      sufficient: valid >= AIR_VALIDITY.year.least,
      rule: {
        zh: `全年有效 ${valid} 天，至少要 ${AIR_VALIDITY.year.least} 天`,
        en: `${valid} valid days in the year, at least ${AIR_VALIDITY.year.least} needed`,
      },
      remark: shortMonth(kept),
    };
  }
  const least = Math.max(leastDays, Math.ceil(elapsed * leastShare));
  return {
    sufficient: valid >= least,
    rule: {
      zh: `至 ${last} 有效 ${valid} 天，至少要 ${least} 天`,
      en: `${valid} valid days by ${last}, at least ${least} needed`,
    },
    remark: null,
  };
}

/** GB 3095 table 4 asks for 27 days in each month too. A goal gets its light without them, and says so. */
function shortMonth(kept: readonly KeptDay[]): Words | null {
  const byMonth = Array.from(
    { length: 12 },
    (_, index) => kept.filter(({ day }) => Number(day.slice(5, 7)) === index + 1).length,
  );
  const short = byMonth.flatMap((days, index) =>
    monthValidity(days, index + 1).sufficient ? [] : [index + 1],
  );
  if (short.length === 0) return null;
  return {
    zh: `${short.join('、')} 月有效天数少于 GB 3095 的要求，按国标年值无效，此处只作工作判断`,
    en: `months ${short.join(', ')} have fewer valid days than GB 3095 asks, so by the standard the year is not valid: a working judgement only`,
  };
}

function monthsOfYear(
  year: number,
  last: string,
  kept: readonly KeptDay[],
  statistic: DayStatistic,
): MonthFigure[] {
  return Array.from({ length: Number(last.slice(5, 7)) }, (_, index) => {
    const { from, to } = monthSpan(year, index + 1);
    const values = kept.filter(({ day }) => day >= from && day <= to).map(({ value }) => value);
    const figure = statistic.of(values);
    return {
      month: from.slice(0, 7),
      value: figure === null ? null : forChart(figure, statistic.digits),
      valid: values.length,
      expected: daysBetween(from, to < last ? to : last).length,
    };
  });
}

function runningLine(kept: readonly KeptDay[], statistic: DayStatistic): YearFigures['line'] {
  const next = statistic.running();
  return kept.map(({ day, value }) => ({
    day,
    value: Number(next(rationalToNumber(value)).toFixed(statistic.digits + 2)),
  }));
}
