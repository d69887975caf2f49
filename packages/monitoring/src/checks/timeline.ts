import { effectiveHour, type HourDay } from '../hours/hour-day.ts';
import { outOfRange, signedFactors, thresholdFor, type UsedThreshold } from './thresholds.ts';

/** What the checks read of a day of a series. */
export type CheckedHours = Pick<HourDay, 'values' | 'marks' | 'verdicts'>;

/** One factor of a site on the day that is checked, with the day before it. */
export interface CheckedSeries {
  factor: string;
  unit: string;
  today: CheckedHours;
  before: CheckedHours | null;
}

/** What an enterprise said about hours of its outlet. */
export interface HourNote {
  /** Null: all factors. */
  factor: string | null;
  hours: readonly number[];
  /** A name of the marking rule, e.g. `维护`. */
  mark: string;
  note: string;
}

/** A site with everything the checks need. */
export interface CheckedSite {
  siteId: number;
  name: string;
  kind: string;
  /** Hours between two values; 0: no rhythm, nothing can be missing. */
  intervalHours: number;
  series: readonly CheckedSeries[];
  notes: readonly HourNote[];
  /** Sites whose values are compared, see `neighboursOf`. */
  neighbours: readonly number[];
}

/** Instrument marks whose numbers are ordinary readings. */
const ordinary = new Set(['N', 'S']);

/** A series over two days: index 0 to 23 the day before, 24 to 47 the day. */
export interface Timeline {
  factor: string;
  threshold: UsedThreshold | null;
  /** Raw numbers. */
  values: (number | null)[];
  marks: string;
  /** An ordinary reading: a number with a normal mark that is possible at all, and not judged invalid the day before. */
  usable: boolean[];
}

/** Index of an hour (1 to 24) of the checked day in a {@link Timeline}. */
export const indexOfHour = (hour: number): number => hour + 23;

/** Puts the day before in front of the day. The verdicts of the day itself play no part: checks judge raw data. */
export function timelineOf(site: Pick<CheckedSite, 'kind'>, series: CheckedSeries): Timeline {
  const { factor, today, before } = series;
  const threshold = thresholdFor(site.kind, factor, series.unit);
  const values = [
    ...Array.from({ length: 24 }, (_, index) => before?.values[index] ?? null),
    ...Array.from({ length: 24 }, (_, index) => today.values[index] ?? null),
  ];
  const marks = (before?.marks ?? '').padEnd(24, '-') + today.marks.padEnd(24, '-');
  const usable = values.map((value, index) => {
    if (value === null || !ordinary.has(marks[index] ?? '-')) return false;
    if (value < 0 && !signedFactors.has(factor)) return false;
    if (threshold !== null && outOfRange(value, threshold)) return false;
    return index >= 24 || (before !== null && effectiveHour(before, index).state === 'value');
  });
  return { factor, threshold, values, marks, usable };
}

/** The numbers of the usable hours among `count` before an index, without those left out. */
export function numbersBefore(
  line: Pick<Timeline, 'values' | 'usable'>,
  index: number,
  count: number,
  leftOut: ReadonlySet<number> = new Set(),
): number[] {
  const found: number[] = [];
  for (let at = Math.max(0, index - count); at < index; at += 1) {
    const value = line.values[at] ?? null;
    if (value !== null && line.usable[at] === true && !leftOut.has(at)) found.push(value);
  }
  return found;
}

/**
 * Hours (1 to 24) at which a value was due: one in each window of `intervalHours`, named by its last hour unless a
 * value came at another hour of the window.
 * @param through last hour that is over
 */
export function dueHours(
  hours: Pick<HourDay, 'marks'>,
  intervalHours: number,
  through = 24,
): { hour: number; came: boolean }[] {
  if (intervalHours <= 0) return [];
  const due: { hour: number; came: boolean }[] = [];
  for (let end = intervalHours; end <= Math.min(through, 24); end += intervalHours) {
    let hour = end;
    let came = false;
    for (let at = end; at > end - intervalHours; at -= 1) {
      if ((hours.marks[at - 1] ?? '-') === '-') continue;
      hour = at;
      came = true;
      break;
    }
    due.push({ hour, came });
  }
  return due;
}
