import type { HourEntry } from '../../../store/monitoring/hours.queries.ts';
import type { ImportRow, RowVerdict } from '../../../store/monitoring/measurements/import-rows.queries.ts';
import { type ImportCounts, noCounts } from '../../../store/monitoring/measurements/imports.queries.ts';
import {
  type PublishedEntry,
  readPublishedDays,
} from '../../../store/monitoring/measurements/published-days.queries.ts';
import {
  type BlockKey,
  lockedDays,
  makeDays,
  standingDays,
  type WrittenDay,
} from '../../../store/monitoring/measurements/written-hours.queries.ts';
import type { Db } from '../../../store/schema.ts';
import type { JudgedRow } from './row-judge.ts';
import { type DayWeight, figureKey, weighDay } from './weigh-days.ts';
import { type HourWeight, hourProblem, standingHour, type WeighedHour, weighHour } from './weigh-hour.ts';

/** What a chunk of rows comes to against the hours and published day figures that stand. */
export interface Weighed {
  rows: ImportRow[];
  counts: ImportCounts;
  /** New and changed hours, those of locked days among them: they are held back where they are put. */
  entries: HourEntry[];
  /** What is new or changed on open days. */
  written: WrittenDay[];
  /** New and changed day figures of open days. */
  published: PublishedEntry[];
  /** Every hour of the rows with its own verdict. */
  hours: WeighedHour[];
}

const keyOf = (one: BlockKey) => `${one.siteId} ${one.factor} ${one.day}`;

/**
 * Weighs rows against the store. A conflict is an hour that may not be replaced in this way (see `weighHour`) or that
 * lies in a locked day; or a published figure of a locked day.
 * @param hold keep the hours and days from being changed until the transaction ends; days that were not there are then,
 *   with nothing in them
 */
export async function weighRows(db: Db, judged: readonly JudgedRow[], hold: boolean): Promise<Weighed> {
  const keys = new Map(judged.flatMap(({ entries }) => entries.map((one) => [keyOf(one), one] as const)));
  const figures = judged.flatMap(({ published }) => published);
  const days = [...new Set([...keys.values(), ...figures].map(({ day }) => day))];
  const locked = await lockedDays(db, days, hold);
  if (hold)
    await makeDays(
      db,
      [...keys.values()].filter(({ day }) => !locked.has(day)),
    );
  const standing = new Map(
    (await standingDays(db, [...keys.values()], hold)).map((one) => [keyOf(one), one]),
  );
  const standingFigures = new Map(
    (await readPublishedDays(db, distinctDays(figures))).map((one) => [figureKey(one), one]),
  );
  const counts: ImportCounts = { ...noCounts, rows: judged.length };
  const entries: HourEntry[] = [];
  const published: PublishedEntry[] = [];
  const written = new Map<string, WrittenDay>();
  const hours: WeighedHour[] = [];
  const rows = judged.map((row): ImportRow => {
    const kept = { row: row.row, cells: row.cells, problems: [...row.problems] };
    if (row.kind !== 'values') {
      counts[row.kind] += 1;
      return { ...kept, verdict: row.kind };
    }
    let verdict: RowVerdict = 'same';
    const count = (counted: keyof typeof rank) => {
      counts[counted] += 1;
      const one = rank[counted];
      if (order.indexOf(one) > order.indexOf(verdict)) verdict = one;
    };
    for (const entry of row.entries) {
      const block = standing.get(keyOf(entry));
      const how = weighHour(entry, block);
      const closed = locked.has(entry.day) && how !== 'same';
      const counted: HourWeight = closed ? 'conflict' : how;
      count(counted);
      hours.push({ row: row.row, entry, verdict: counted, stands: standingHour(entry, block) });
      if (counted === 'conflict') kept.problems.push(hourProblem(entry, block, closed && how !== 'conflict'));
      if (how === 'new' || how === 'change') {
        entries.push(entry);
        if (!closed) note(written, entry, how);
      }
    }
    for (const entry of row.published) {
      const { weight, problem } = weighDay(
        entry,
        standingFigures.get(figureKey(entry)),
        locked.has(entry.day),
      );
      count(weight);
      if (problem !== null)
        kept.problems.push({
          path: entry.factor,
          code: problem.code,
          message: { zh: problem.zh, en: problem.en },
        });
      if (weight === 'dayNew' || weight === 'dayChange') published.push(entry);
    }
    return { ...kept, verdict };
  });
  return { rows, counts, entries, written: [...written.values()], published, hours };
}

/** What a row is called by what its hours and day figures are; the gravest counts. */
const order: readonly RowVerdict[] = ['same', 'new', 'change', 'conflict'];
const rank = {
  same: 'same',
  new: 'new',
  change: 'change',
  conflict: 'conflict',
  daySame: 'same',
  dayNew: 'new',
  dayChange: 'change',
  dayConflict: 'conflict',
} as const satisfies Record<HourWeight | DayWeight, RowVerdict>;

const distinctDays = (figures: readonly PublishedEntry[]) => [
  ...new Map(figures.map(({ siteId, day }) => [`${siteId} ${day}`, { siteId, day }])).values(),
];

function note(written: Map<string, WrittenDay>, entry: HourEntry, how: 'new' | 'change'): void {
  const { siteId, factor, day, hour } = entry;
  const one = written.get(keyOf(entry)) ?? {
    siteId,
    factor,
    day,
    hours: '.'.repeat(24),
    values: Array.from({ length: 24 }, () => null),
    marks: '-'.repeat(24),
  };
  const put = (text: string, character: string) => text.slice(0, hour - 1) + character + text.slice(hour);
  one.hours = put(one.hours, how === 'new' ? 'n' : 'c');
  one.values[hour - 1] = entry.value;
  one.marks = put(one.marks, entry.mark);
  written.set(keyOf(entry), one);
}
