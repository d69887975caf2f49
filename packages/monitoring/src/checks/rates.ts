import { effectiveHour, type HourDay } from '../hours/hour-day.ts';
import { dueHours } from './timeline.ts';

/** Counts of values of one day, for 获取率, 有效率 and 传输有效率. */
export interface DayCounts {
  /** Values due; hours that are not monitored or marked stopped (`F`) by the instrument are taken off. */
  due: number;
  /** Something came: a mark other than “no communication”. */
  received: number;
  /** Counts after marks and verdicts. */
  valid: number;
}

/**
 * Counts the values of one series and day. Received never exceeds due and valid never exceeds received.
 * @param through last hour of the day that is over
 * Source: 污染源自动监控数据传输有效率考核 (numerators recall); which stops are exempt is a local rule.
 */
export function countDay(
  day: Pick<HourDay, 'values' | 'marks' | 'verdicts'>,
  intervalHours: number,
  through = 24,
): DayCounts {
  const counts: DayCounts = { due: 0, received: 0, valid: 0 };
  for (const { hour, came } of dueHours(day, intervalHours, through)) {
    const mark = day.marks[hour - 1] ?? '-';
    if (mark === '/' || mark === 'F') continue;
    counts.due += 1;
    if (!came || mark === 'B') continue;
    counts.received += 1;
    if (effectiveHour(day, hour - 1).state === 'value') counts.valid += 1;
  }
  return counts;
}

/** The sum of counts. */
export function sumCounts(counts: readonly DayCounts[]): DayCounts {
  return counts.reduce(
    (sum, one) => ({
      due: sum.due + one.due,
      received: sum.received + one.received,
      valid: sum.valid + one.valid,
    }),
    { due: 0, received: 0, valid: 0 },
  );
}
