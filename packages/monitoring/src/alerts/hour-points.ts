import { rationalToNumber } from '@huanzhi/standards';
import { outOfRange, type UsedThreshold } from '../checks/thresholds.ts';
import { effectiveHour, type HourDay, hourEnd } from '../hours/index.ts';
import { type JudgedSeries, judgeFigure, type SeriesLimit } from './limits.ts';
import type { AlertPoint } from './types.ts';

const hourMs = 3_600_000;

/** A point of one hour about which nothing can be said. */
function unknownHour(day: string, hour: number): AlertPoint {
  const to = hourEnd(day, hour);
  return {
    from: to - hourMs,
    to,
    state: 'unknown',
    value: null,
    limit: null,
    excess: 0,
    severity: 'warning',
  };
}

/**
 * The hours of a series against its hourly limit. Invalid, missing and unmonitored hours, and hours on days without
 * a limit, are unknown.
 * @param days of one series in order of time
 */
export function exceedHourPoints(
  series: JudgedSeries,
  limits: readonly SeriesLimit[],
  days: readonly HourDay[],
): AlertPoint[] {
  return days.flatMap((day) =>
    Array.from({ length: 24 }, (_, index): AlertPoint => {
      const point = unknownHour(day.day, index + 1);
      const { value } = effectiveHour(day, index);
      if (value === null) return point;
      const verdict = judgeFigure(series, limits, { value: String(value), period: 'hour', day: day.day });
      if (verdict === null) return point;
      const { over, limit, excess, severity, rule } = verdict;
      return {
        ...point,
        state: over ? 'over' : 'within',
        value: String(value),
        limit,
        excess,
        severity,
        rule,
      };
    }),
  );
}

/**
 * Hours whose raw value the instrument cannot have measured: marked `T` (over range) or outside the range of the
 * machine checks. A reviewer's `V` clears an hour; his `I` confirms that something is wrong.
 * @param range in the unit of the site, from `thresholdFor`; null: only the marks count
 * @param days of one series in order of time
 */
export function outOfRangePoints(
  range: Pick<UsedThreshold, 'low' | 'high'> | null,
  days: readonly HourDay[],
): AlertPoint[] {
  return days.flatMap((day) =>
    Array.from({ length: 24 }, (_, index): AlertPoint => {
      const point = { ...unknownHour(day.day, index + 1), severity: 'fault' as const };
      const value = day.values[index] ?? null;
      const mark = day.marks[index] ?? '-';
      if (value === null || !'NST'.includes(mark)) return point;
      const outside = range !== null && outOfRange(value, range);
      const over = (mark === 'T' || outside) && day.verdicts[index] !== 'V';
      if (!over) return { ...point, state: 'within', value: String(value) };
      const bound = outside ? brokenBound(value, range) : null;
      return {
        ...point,
        state: 'over',
        value: String(value),
        limit: bound === null ? null : String(bound),
        excess: bound === null ? 0 : Math.abs(value - bound),
        rule: mark === 'T' ? 'marked over range by the instrument' : 'outside the range of the instrument',
      };
    }),
  );
}

function brokenBound(value: number, { low, high }: Pick<UsedThreshold, 'low' | 'high'>): number | null {
  const upper = high === null ? null : rationalToNumber(high);
  if (upper !== null && value > upper) return upper;
  return low === null ? null : rationalToNumber(low);
}

/**
 * The values that were due: one point for every slot of the site's rhythm. A slot in which anything came, valid or
 * not, is within; an unmonitored one too, since nothing was due; one in which nothing came is over.
 * @param days of one series, those without any value may be left out
 * @param span first and last day looked at
 * @param due `since`: first day on which values are expected; `until`: slots that end later are not due yet, but count
 *   when they came, ms;
 *   `intervalHours`: 1, 4, 24 (a divisor of 24)
 */
export function missingPoints(
  days: readonly HourDay[],
  span: { from: string; to: string },
  due: { since: string; until: number; intervalHours: number },
): AlertPoint[] {
  if (due.intervalHours < 1 || 24 % due.intervalHours !== 0) return [];
  const byDay = new Map(days.map((day) => [day.day, day]));
  const points: AlertPoint[] = [];
  const start = Math.max(hourEnd(span.from, 0), hourEnd(due.since, 0));
  const slotMs = due.intervalHours * hourMs;
  const end = hourEnd(span.to, 24);
  for (let to = start + slotMs; to <= end; to += slotMs) {
    const { day, hour } = placeOf(to);
    const block = byDay.get(day);
    const came =
      block !== undefined && block.marks.slice(hour - due.intervalHours, hour).replaceAll('-', '') !== '';
    if (!came && to > due.until) continue;
    points.push({
      from: to - slotMs,
      to,
      state: came ? 'within' : 'over',
      value: null,
      limit: null,
      excess: 0,
      severity: 'fault',
    });
  }
  return points;
}

function placeOf(to: number): { day: string; hour: number } {
  const day = new Date(to - hourMs + 8 * hourMs).toISOString().slice(0, 10);
  return { day, hour: Math.round((to - hourEnd(day, 0)) / hourMs) };
}
