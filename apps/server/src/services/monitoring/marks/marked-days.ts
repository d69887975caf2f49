import {
  emptyHourDay,
  flowFactors,
  type HourDay,
  type HourNote,
  type MarkedHour,
  markedHours,
  withMarks,
} from '@huanzhi/monitoring';
import {
  type EnterpriseMark,
  marksOfDays,
} from '../../../store/monitoring/review/enterprise-marks.queries.ts';
import type { Db } from '../../../store/schema.ts';

/** Days of series as they are judged, with what enterprises marked. */
export interface MarkedDays {
  /** The blocks given, marked hours with the letter that says the same. */
  blocks: HourDay[];
  /** 24 entries of a series and day; nulls without a mark. */
  marked: (siteId: number, factor: string, day: string) => readonly (MarkedHour | null)[];
  /** The day of a series on which nothing came: hours of a standstill are not due. */
  empty: (siteId: number, factor: string, day: string) => HourDay;
  marks: EnterpriseMark[];
}

/**
 * Reads the marks of the sites and days of some blocks and applies them.
 * @param blocks with the flow of each outlet, which decides whether a standstill is believed
 * @param more sites and days without any block whose marks are wanted too
 */
export async function markedDays(
  db: Db,
  blocks: readonly HourDay[],
  more: { siteIds: readonly number[]; from: string; to: string } | null = null,
): Promise<MarkedDays> {
  const days = blocks.map((one) => one.day).sort();
  const marks = await marksOfDays(db, {
    siteIds: [...new Set([...blocks.map((one) => one.siteId), ...(more?.siteIds ?? [])])],
    from: more?.from ?? days[0] ?? '',
    to: more?.to ?? days.at(-1) ?? '',
  });
  return markBlocks(blocks, marks);
}

/** The same with marks that were read before. */
export function markBlocks(blocks: readonly HourDay[], marks: EnterpriseMark[]): MarkedDays {
  const notes = new Map<string, HourNote[]>();
  for (const mark of marks) {
    const key = `${mark.siteId} ${mark.day}`;
    notes.set(key, [...(notes.get(key) ?? []), mark]);
  }
  const has = ({ siteId, day }: HourDay) => notes.has(`${siteId} ${day}`);
  const concerned = new Map(blocks.filter(has).map((one) => [`${one.siteId} ${one.factor} ${one.day}`, one]));
  const flows = new Map(
    blocks
      .filter((one) => has(one) && flowFactors.has(one.factor))
      .map((one) => [`${one.siteId} ${one.day}`, one]),
  );
  const marked = (siteId: number, factor: string, day: string) => {
    const key = `${siteId} ${day}`;
    return markedHours(
      { factor, day, notes: notes.get(key) ?? [], flow: flows.get(key) },
      concerned.get(`${siteId} ${factor} ${day}`),
    );
  };
  return {
    blocks: blocks.map((one) => (has(one) ? withMarks(one, marked(one.siteId, one.factor, one.day)) : one)),
    marked,
    empty: (siteId, factor, day) => {
      const block = emptyHourDay(siteId, factor, day);
      return notes.has(`${siteId} ${day}`) ? withMarks(block, marked(siteId, factor, day)) : block;
    },
    marks,
  };
}
