import { type ObservationTime, shanghaiDayNumber } from '../edition.ts';
import type { DailySeries, DailyValue } from './daily-means.ts';
import { dayText, type HourlySeries, hourEndingNumber } from './hours.ts';
import { POLLUTANTS, type Pollutant } from './pollutants.ts';

/**
 * One entry of an imported deduction list: the decision of the authority, with its document as evidence.
 * Dates or times are inclusive; times are labels of hours by their end.
 */
export interface DustDeduction {
  readonly from: ObservationTime;
  readonly to: ObservationTime;
  /** Default: PM10 and PM2.5. */
  readonly pollutants?: readonly Pollutant[];
  /** The document that decided it, for example a notice's number. */
  readonly document: string;
}

/** A value left out of a statistic because of a deduction. */
export interface DeductedDay {
  readonly date: string;
  readonly pollutant: Pollutant;
  readonly document: string;
}

const DUST_POLLUTANTS: readonly Pollutant[] = POLLUTANTS.filter((name) => name.startsWith('PM'));

/**
 * Leaves the days of a deduction list out of a daily series.
 * @returns the series without those days, and which of its values were left out and why. The values themselves
 *   stay untouched where they are stored; good-day ratio and heavy-pollution days keep dust days.
 * @throws ObservationTimeError.
 * Source: 环办监测〔2016〕120号, from 2017-01-01 (single source).
 */
export function deductDustDays(
  pollutant: Pollutant,
  series: DailySeries,
  list: readonly DustDeduction[],
): { readonly series: DailySeries; readonly deducted: readonly DeductedDay[] } {
  if (list.length === 0) return { series, deducted: [] };
  const spans = spansFor(pollutant, list, shanghaiDayNumber);
  const deducted: DeductedDay[] = [];
  const values = series.values.map((value, index): DailyValue => {
    const day = series.firstDay + index;
    const span = spans.find(({ from, to }) => from <= day && day <= to);
    if (span === undefined || typeof value === 'string') return value;
    deducted.push({ date: dayText(day), pollutant, document: span.document });
    return 'missing';
  });
  return { series: { ...series, values }, deducted };
}

/**
 * Leaves the hours of a deduction list out of an hourly series, so that daily means are made from the others.
 * @returns the series with those hours missing, and how many values were left out.
 * @throws ObservationTimeError.
 * Source: 环办监测〔2016〕120号, from 2017-01-01 (hours decided by CNEMC; single source).
 */
export function deductDustHours(
  series: HourlySeries,
  list: readonly DustDeduction[],
): { readonly series: HourlySeries; readonly deductedHours: number } {
  const spans = spansFor(series.pollutant, list, hourEndingNumber);
  let deductedHours = 0;
  const units = series.units.map((value, index) => {
    const hour = series.firstHourEnding + index;
    if (value < 0 || !spans.some(({ from, to }) => from <= hour && hour <= to)) return value;
    deductedHours++;
    return -1;
  });
  return { series: { ...series, units }, deductedHours };
}

function spansFor(
  pollutant: Pollutant,
  list: readonly DustDeduction[],
  number: (at: ObservationTime) => number,
) {
  return list
    .filter(({ pollutants = DUST_POLLUTANTS }) => pollutants.includes(pollutant))
    .map(({ from, to, document }) => ({ from: number(from), to: number(to), document }));
}
