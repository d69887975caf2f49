import type { HourDay } from '@huanzhi/monitoring';
import type { HourEntry } from '../../../store/monitoring/hours.queries.ts';
import type { ImportProblem } from '../../../store/monitoring/measurements/imports.queries.ts';

/** What becomes of an hour of a row. */
export type HourWeight = 'new' | 'change' | 'same' | 'conflict';

/** An hour as it stands in the store. */
export interface StandingHour {
  value: number | null;
  mark: string;
  source: string;
}

/** One hour of a row and what it comes to. */
export interface WeighedHour {
  /** Number of its row. */
  row: number;
  entry: HourEntry;
  verdict: HourWeight;
  /** What stands there; null: nothing. */
  stands: StandingHour | null;
}

/**
 * Which values an incoming one may not replace: what an instrument measured stays, and what a person typed only a
 * person changes.
 */
const keptFrom: Readonly<Record<HourEntry['source'], string>> = { g: '', f: 'gm', m: 'g', p: 'gm' };

/**
 * Weighs an hour against the one that stands. A conflict is one that stands otherwise and may not be replaced in this
 * way, or that has a verdict. Whether the day is locked is asked elsewhere.
 */
export function weighHour(entry: HourEntry, block: HourDay | undefined): HourWeight {
  const stands = standingHour(entry, block);
  if (stands === null) return 'new';
  if (stands.value === entry.value && sameMark(entry, stands.mark)) return 'same';
  const free = !keptFrom[entry.source].includes(stands.source) && block?.verdicts[entry.hour - 1] === '.';
  return free ? 'change' : 'conflict';
}

/** A normal value that is typed again says nothing new. */
const sameMark = (entry: HourEntry, mark: string): boolean =>
  mark === entry.mark || (entry.source === 'm' && entry.mark === 'S' && mark === 'N');

/** The hour that stands where an entry wants to go, or null. */
export function standingHour(entry: HourEntry, block: HourDay | undefined): StandingHour | null {
  const at = entry.hour - 1;
  const source = block?.sources[at] ?? '.';
  if (block === undefined || source === '.') return null;
  return { value: block.values[at] ?? null, mark: block.marks[at] ?? '-', source };
}

const incoming: Readonly<Record<HourEntry['source'], readonly [string, string]>> = {
  g: ['仪器为', 'instrument'],
  f: ['文件为', 'file'],
  m: ['录入为', 'typed'],
  p: ['推送为', 'pushed'],
};

/**
 * Why an hour is not taken, with what stands and what came.
 * @param closed its day is locked, and the value waits as a late one
 */
export function hourProblem(entry: HourEntry, block: HourDay | undefined, closed: boolean): ImportProblem {
  const was = standingHour(entry, block)?.value ?? '—';
  const [zh, en] = whyKept(entry, block, closed);
  const [isZh, isEn] = incoming[entry.source];
  return {
    path: entry.factor,
    code: closed ? 'day-locked' : 'stored-otherwise',
    message: {
      zh: `${entry.day} 第 ${entry.hour} 时 ${entry.factor} 已存 ${was}，${isZh} ${entry.value ?? '—'}；${zh}`,
      en: `${entry.factor} hour ${entry.hour} of ${entry.day}: stored ${was}, ${isEn} ${entry.value ?? '—'}; ${en}`,
    },
  };
}

function whyKept(entry: HourEntry, block: HourDay | undefined, closed: boolean): readonly [string, string] {
  if (closed)
    return [
      '该日已锁定，当日数值不变，此值留作迟到值，在每日审核中由两人决定',
      'the day is locked and stays as it is; this value waits for two reviewers in the daily review',
    ];
  if (block?.verdicts[entry.hour - 1] !== '.')
    return ['该小时已有审核结论，保留已有的值', 'the hour has a verdict of a reviewer and stays'];
  if (block.sources[entry.hour - 1] === 'g')
    return [
      '仪器的值不改写，请在每日审核中判定',
      'a value of an instrument stays; judge it in the daily review',
    ];
  return ['手工录入的值不改写', 'a value that a person typed stays'];
}
