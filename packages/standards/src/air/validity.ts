import type { Completeness } from '../result.ts';
import type { LimitedPollutant } from './tables/ambient-limits.ts';
import { AIR_VALIDITY, type ValidityRule } from './tables/validity-rules.ts';

/** Verdict of a completeness rule; `sufficient` false means invalid, never estimated. */
export type Validity = Completeness;

/** Pollutants of GB 3095 table 2 that are sampled for whole days instead of monitored by the hour. */
export type SampledPollutant = Extract<LimitedPollutant, 'TSP' | 'Pb' | 'BaP'>;

/**
 * Whether an hourly mean is valid.
 * @param minutes minutes of valid sampling in the hour, 0 to 60.
 * Source: GB 3095-2012, -2026 table 4 (at least 45 minutes).
 */
export function hourValidity(minutes: number): Validity {
  return verdict(minutes, AIR_VALIDITY.hour, 'minutes');
}

/**
 * Whether a daily mean of SO2, NO2, CO, PM10, PM2.5 or NOx is valid.
 * @param hours valid hourly means of the statistical day (or hours of sampling), 0 to 24.
 * Source: GB 3095-2012, -2026 table 4 (at least 20).
 */
export function dayValidity(hours: number): Validity {
  return verdict(hours, AIR_VALIDITY.day, 'hours');
}

/**
 * Whether a daily sample of TSP, BaP or Pb is valid.
 * @param hours hours of sampling.
 * Source: GB 3095-2012, -2026 table 4 (24 h).
 */
export function sampledDayValidity(hours: number): Validity {
  return verdict(hours, AIR_VALIDITY.otherDay, 'hours of sampling');
}

/**
 * Whether statistics of a month are valid.
 * @param days valid days in the month.
 * @param month 1 to 12.
 * Source: GB 3095-2012, -2026 table 4 (at least 27, in February 25).
 */
export function monthValidity(days: number, month: number): Validity {
  return verdict(days, month === 2 ? AIR_VALIDITY.february : AIR_VALIDITY.month, `days in month ${month}`);
}

/**
 * Whether statistics of a year (mean and percentile) are valid.
 * @param daysByMonth valid days of the months 1 to 12 in order.
 * Source: GB 3095-2012, -2026 table 4 (at least 324 days, 27 in each month, 25 in February).
 */
export function yearValidity(daysByMonth: readonly number[]): Validity {
  const total = daysByMonth.reduce((sum, days) => sum + days, 0);
  const whole = verdict(total, AIR_VALIDITY.year, 'days');
  const short = daysByMonth
    .map((days, index) => monthValidity(days, index + 1))
    .filter(({ sufficient }) => !sufficient);
  return { ...whole, sufficient: whole.sufficient && short.length === 0, rule: rules([whole, ...short]) };
}

/**
 * Whether the annual mean of TSP, BaP or Pb is valid.
 * @param daysByMonth valid days of the months 1 to 12 in order.
 * Source: GB 3095-2012, -2026 table 4 (at least 60 evenly spread days, 5 in each month).
 */
export function sampledYearValidity(daysByMonth: readonly number[]): Validity {
  return sampledPeriod(daysByMonth, AIR_VALIDITY.otherYear);
}

/**
 * Whether the quarterly mean of Pb is valid.
 * @param daysByMonth valid days of the quarter's three months in order.
 * Source: GB 3095-2012, -2026 table 4 (at least 15 evenly spread days, 5 in each month).
 */
export function leadQuarterValidity(daysByMonth: readonly number[]): Validity {
  return sampledPeriod(daysByMonth, AIR_VALIDITY.leadQuarter);
}

function sampledPeriod(daysByMonth: readonly number[], rule: ValidityRule): Validity {
  const total = daysByMonth.reduce((sum, days) => sum + days, 0);
  const whole = verdict(total, rule, 'days');
  const short = daysByMonth
    .map((days, index) => verdict(days, AIR_VALIDITY.otherMonth, `days in month ${index + 1} of the period`))
    .filter(({ sufficient }) => !sufficient);
  return { ...whole, sufficient: whole.sufficient && short.length === 0, rule: rules([whole, ...short]) };
}

function rules(parts: readonly Validity[]): string {
  return parts.map(({ rule }) => rule).join('; ');
}

function verdict(found: number, rule: ValidityRule, what: string): Validity {
  const of = rule.of === undefined ? '' : ` of ${rule.of}`;
  return {
    sufficient: found >= rule.least,
    rule: `${found}${of} ${what}, at least ${rule.least} needed`,
    clause: rule.clause,
  };
}
