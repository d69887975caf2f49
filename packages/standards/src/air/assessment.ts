import { type Decimal, formatDecimal } from '../decimal/decimal.ts';
import { compareRational, type Rational } from '../decimal/rational.ts';
import { editionAt, editionById, type ObservationTime } from '../edition.ts';
import { type EditionRef, editionRef } from '../result.ts';
import { roundHalfEven } from '../rounding/half-even.ts';
import type { DailySeries } from './daily-means.ts';
import { type DaySpan, monthKeysOf, monthsOf, valuesIn, yearSpan } from './daily-series.ts';
import { type DeductedDay, type DustDeduction, deductDustDays } from './dust.ts';
import { airExceedanceMultiple, airLimit } from './limits.ts';
import { POLLUTANTS, type Pollutant } from './pollutants.ts';
import { percentile, periodMean } from './statistics.ts';
import type { ZoneClass } from './tables/ambient-limits.ts';
import { ASSESSMENT_EDITIONS, type AssessmentEdition } from './tables/assessment-editions.ts';
import { monthValidity, type Validity, yearValidity } from './validity.ts';

/** Daily values by pollutant: 24-h means, MDA8 for O3. */
export type DailyByPollutant = { readonly [Name in Pollutant]?: DailySeries };

/** Choices of an assessment. Without editions, those in force on the last day of the period are used. */
export interface AssessmentOptions {
  /** Default 2 (二类区). */
  readonly zoneClass?: ZoneClass;
  /** Id of the GB 3095 edition or phase. */
  readonly limits?: string;
  /** Id of the HJ 663 edition. */
  readonly method?: string;
  /** Days left out of the statistics of PM10 and PM2.5. */
  readonly deductions?: readonly DustDeduction[];
}

/** One judged statistic of a year. */
export interface AssessedItem {
  readonly pollutant: Pollutant;
  readonly statistic: 'mean' | 90 | 95 | 98;
  /** Full value; null without data. */
  readonly exact: Rational | null;
  /** Rounded once for judgement and output; null when the statistic is invalid. */
  readonly value: string | null;
  readonly limit: Decimal;
  /** null when the statistic is invalid: never estimated. */
  readonly compliant: boolean | null;
  readonly exceedanceMultiple: string | null;
}

/** A pollutant's year. */
export interface AssessedPollutant {
  readonly pollutant: Pollutant;
  readonly validDays: number;
  readonly validity: Validity;
  readonly items: readonly AssessedItem[];
  /** Every statistic within its limit; null when they are invalid. */
  readonly compliant: boolean | null;
}

/** A year (or another span) judged. */
export interface AssessedYear {
  readonly span: DaySpan;
  readonly method: EditionRef;
  readonly limits: EditionRef;
  /** True when the span begins under another edition of GB 3095 than it ends under; how to judge it is open. */
  readonly spansEditions: boolean;
  readonly pollutants: readonly AssessedPollutant[];
  /** All six comply; null when none fails but one is invalid. */
  readonly compliant: boolean | null;
  readonly deducted: readonly DeductedDay[];
}

/**
 * The assessment specification for an observation day, or by id.
 * @throws NoEditionError.
 * Source: HJ 663-2013, HJ 663-2026 (dates of effect).
 */
export function assessmentEdition(
  choice: { readonly at: ObservationTime } | { readonly edition: string },
): AssessmentEdition {
  return 'edition' in choice
    ? editionById(ASSESSMENT_EDITIONS, choice.edition)
    : editionAt(ASSESSMENT_EDITIONS, choice.at);
}

/**
 * Judges a calendar year of a station, district or city.
 * @param daily daily values of the year (may be longer).
 * @returns per pollutant the mean and percentile of HJ 663 table 1 against the annual and daily limits.
 * @throws NoEditionError.
 * Source: HJ 663-2013, -2026 table 1 and annex A (single source); GB 3095-2012, -2026 tables 1 and 4.
 */
export function assessYear(
  year: number,
  daily: DailyByPollutant,
  options: AssessmentOptions = {},
): AssessedYear {
  const span = yearSpan(year);
  const method = assessmentEdition(
    options.method === undefined ? { at: span.to } : { edition: options.method },
  );
  const choice = options.limits === undefined ? { at: span.to } : { edition: options.limits };
  const deducted: DeductedDay[] = [];
  const months = monthsOf(span);
  const pollutants = POLLUTANTS.map((pollutant): AssessedPollutant => {
    const series = daily[pollutant] ?? { firstDay: 0, values: [] };
    const measured = valuesIn(series, span);
    const kept = deductDustDays(pollutant, series, options.deductions ?? []);
    deducted.push(...kept.deducted.filter(({ date }) => span.from <= date && date <= span.to));
    // A deducted day was measured: it counts for completeness, not for the statistic.
    const validDays = measured.filter((value) => typeof value !== 'string').length;
    const validity = yearValidity(daysByMonth(measured, months));
    const values = valuesIn(kept.series, span);
    const items = method.items
      .filter((item) => item.pollutant === pollutant)
      .map(({ statistic }): AssessedItem => {
        const exact = statistic === 'mean' ? periodMean(values) : percentile(values, statistic);
        const period = statistic === 'mean' ? 'year' : pollutant === 'O3' ? '8h' : '24h';
        const { limit } = airLimit(pollutant, period, options.zoneClass ?? 2, choice);
        return judgeItem(pollutant, statistic, validity.sufficient ? exact : null, exact, limit, method);
      });
    return { pollutant, validDays, validity, items, compliant: allOf(items.map((item) => item.compliant)) };
  });
  const limits = airLimit('SO2', 'year', options.zoneClass ?? 2, choice).edition;
  return {
    span,
    method: editionRef(method),
    limits,
    spansEditions: options.limits === undefined && limits.effectiveFrom > span.from,
    pollutants,
    compliant: allOf(pollutants.map((pollutant) => pollutant.compliant)),
    deducted,
  };
}

function judgeItem(
  pollutant: Pollutant,
  statistic: AssessedItem['statistic'],
  valid: Rational | null,
  exact: Rational | null,
  limit: Decimal,
  method: AssessmentEdition,
): AssessedItem {
  if (valid === null) {
    return { pollutant, statistic, exact, value: null, limit, compliant: null, exceedanceMultiple: null };
  }
  const rounded = roundHalfEven(valid, method.digits[pollutant]);
  const compliant = compareRational(rounded, limit) <= 0;
  return {
    pollutant,
    statistic,
    exact,
    value: formatDecimal(rounded),
    limit,
    compliant,
    exceedanceMultiple: compliant ? null : formatDecimal(airExceedanceMultiple(valid, limit)),
  };
}

function allOf(verdicts: readonly (boolean | null)[]): boolean | null {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(null) ? null : true;
}

function daysByMonth(values: readonly unknown[], months: readonly number[]): number[] {
  const days = new Array<number>(12).fill(0);
  values.forEach((value, index) => {
    const month = (months[index] ?? 1) - 1;
    if (typeof value !== 'string') days[month] = (days[month] ?? 0) + 1;
  });
  return days;
}

/** The figures of a span by which places are compared. */
export interface PeriodFigures {
  /** Exact mean of SO2, NO2, PM10, PM2.5; 24-h P95 of CO; MDA8 P90 of O3; null without data. */
  readonly concentration: Readonly<Record<Pollutant, Rational | null>>;
  /** The same, rounded for output by the HJ 663 edition. */
  readonly rounded: Readonly<Record<Pollutant, string | null>>;
  readonly validDays: Readonly<Record<Pollutant, number>>;
  /** Verdicts of the months that lie wholly in the span, by pollutant, when they fail. */
  readonly shortMonths: readonly {
    readonly pollutant: Pollutant;
    readonly month: string;
    readonly validity: Validity;
  }[];
  readonly deducted: readonly DeductedDay[];
}

/**
 * The six concentrations of a month, quarter or other span, as monthly reports and rankings state them.
 * @throws NoEditionError, ObservationTimeError.
 * Source: 城市环境空气质量排名技术规定 2014, revised 2018 (clause not named; single source); HJ 663-2013, -2026 annex A; GB 3095-2012, -2026 table 4 for whole
 * months.
 */
export function periodFigures(
  span: DaySpan,
  daily: DailyByPollutant,
  options: Pick<AssessmentOptions, 'method' | 'deductions'> = {},
): PeriodFigures {
  const method = assessmentEdition(
    options.method === undefined ? { at: span.to } : { edition: options.method },
  );
  const months = monthKeysOf(span);
  const figures = POLLUTANTS.map((pollutant) => {
    const series = daily[pollutant] ?? { firstDay: 0, values: [] };
    const kept = deductDustDays(pollutant, series, options.deductions ?? []);
    const values = valuesIn(kept.series, span);
    const exact =
      pollutant === 'CO'
        ? percentile(values, 95)
        : pollutant === 'O3'
          ? percentile(values, 90)
          : periodMean(values);
    const measured = valuesIn(series, span);
    return {
      pollutant,
      exact,
      rounded: exact === null ? null : formatDecimal(roundHalfEven(exact, method.digits[pollutant])),
      validDays: measured.filter((value) => typeof value !== 'string').length,
      short: shortMonths(months, measured).map((entry) => ({ pollutant, ...entry })),
      deducted: kept.deducted.filter(({ date }) => span.from <= date && date <= span.to),
    };
  });
  return {
    concentration: byPollutant(figures.map(({ pollutant, exact }) => [pollutant, exact])),
    rounded: byPollutant(figures.map(({ pollutant, rounded }) => [pollutant, rounded])),
    validDays: byPollutant(figures.map(({ pollutant, validDays }) => [pollutant, validDays])),
    shortMonths: figures.flatMap(({ short }) => short),
    deducted: figures.flatMap(({ deducted }) => deducted),
  };
}

function byPollutant<T>(entries: readonly (readonly [Pollutant, T])[]): Record<Pollutant, T> {
  return Object.fromEntries(entries) as Record<Pollutant, T>;
}

function shortMonths(
  monthOfDay: readonly string[],
  measured: readonly unknown[],
): { month: string; validity: Validity }[] {
  const months = new Map<string, { days: number; valid: number }>();
  measured.forEach((value, index) => {
    const month = monthOfDay[index] ?? '';
    const known = months.get(month) ?? { days: 0, valid: 0 };
    months.set(month, { days: known.days + 1, valid: known.valid + (typeof value === 'string' ? 0 : 1) });
  });
  return [...months].flatMap(([month, { days, valid }]) => {
    const number = Number(month.slice(5));
    const whole = days === new Date(Date.UTC(Number(month.slice(0, 4)), number, 0)).getUTCDate();
    const validity = monthValidity(valid, number);
    return whole && !validity.sufficient ? [{ month, validity }] : [];
  });
}
