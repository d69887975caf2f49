import type { HourDay } from '@huanzhi/monitoring';
import type { HourEntry } from '../../../store/monitoring/hours.queries.ts';
import type { ImportRow, RowVerdict } from '../../../store/monitoring/measurements/import-rows.queries.ts';
import type { ImportCounts } from '../../../store/monitoring/measurements/imports.queries.ts';
import {
  type BlockKey,
  lockedDays,
  standingDays,
  type WrittenDay,
} from '../../../store/monitoring/measurements/written-hours.queries.ts';
import type { Db } from '../../../store/schema.ts';
import type { JudgedRow } from './row-judge.ts';

/** What a chunk of rows comes to against the hours that stand. */
export interface Weighed {
  rows: ImportRow[];
  counts: ImportCounts;
  /** New and changed hours, those of locked days among them: they are held back where they are put. */
  entries: HourEntry[];
  /** What is new or changed on open days. */
  written: WrittenDay[];
}

const keyOf = (one: BlockKey) => `${one.siteId} ${one.factor} ${one.day}`;

/**
 * Weighs rows against the store. A conflict is an hour that came otherwise from an instrument or by hand, that has a
 * verdict, or that lies in a locked day.
 * @param hold keep the hours and days from being changed until the transaction ends
 */
export async function weighHours(db: Db, judged: readonly JudgedRow[], hold: boolean): Promise<Weighed> {
  const keys = new Map(judged.flatMap(({ entries }) => entries.map((one) => [keyOf(one), one] as const)));
  const days = [...new Set([...keys.values()].map(({ day }) => day))];
  const locked = await lockedDays(db, days, hold);
  const standing = new Map(
    (await standingDays(db, [...keys.values()], hold)).map((one) => [keyOf(one), one]),
  );
  const counts: ImportCounts = {
    rows: judged.length,
    new: 0,
    change: 0,
    same: 0,
    conflict: 0,
    reject: 0,
    nothing: 0,
  };
  const entries: HourEntry[] = [];
  const written = new Map<string, WrittenDay>();
  const rows = judged.map((row): ImportRow => {
    const kept = { row: row.row, cells: row.cells, problems: [...row.problems] };
    if (row.kind !== 'hours') {
      counts[row.kind] += 1;
      return { ...kept, verdict: row.kind };
    }
    let verdict: RowVerdict = 'same';
    for (const entry of row.entries) {
      const block = standing.get(keyOf(entry));
      const how = weigh(entry, block);
      const closed = locked.has(entry.day) && how !== 'same';
      const counted = closed ? 'conflict' : how;
      counts[counted] += 1;
      if (rank[counted] > rank[verdict]) verdict = counted;
      if (counted === 'conflict') kept.problems.push(storedOtherwise(entry, block, closed));
      if (how === 'new' || how === 'change') {
        entries.push(entry);
        if (!closed) note(written, entry, how);
      }
    }
    return { ...kept, verdict };
  });
  return { rows, counts, entries, written: [...written.values()] };
}

const rank = { same: 0, new: 1, change: 2, conflict: 3, reject: 0, nothing: 0 };

function weigh(entry: HourEntry, block: HourDay | undefined): 'new' | 'change' | 'same' | 'conflict' {
  const at = entry.hour - 1;
  const source = block?.sources[at] ?? '.';
  if (block === undefined || source === '.') return 'new';
  if ((block.values[at] ?? null) === entry.value && block.marks[at] === entry.mark) return 'same';
  return source === 'g' || source === 'm' || block.verdicts[at] !== '.' ? 'conflict' : 'change';
}

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

function storedOtherwise(entry: HourEntry, block: HourDay | undefined, closed: boolean) {
  const was = block?.values[entry.hour - 1] ?? '—';
  const [zh, en] = closed ? ['该日已锁定', 'the day is locked'] : ['保留已有的值', 'the stored one stays'];
  return {
    path: entry.factor,
    code: 'stored-otherwise',
    message: {
      zh: `${entry.day} 第 ${entry.hour} 时 ${entry.factor} 已存 ${was}，文件为 ${entry.value ?? '—'}；${zh}`,
      en: `${entry.factor} hour ${entry.hour} of ${entry.day}: stored ${was}, file ${entry.value ?? '—'}; ${en}`,
    },
  };
}
