import { normaliseText } from './normalise.ts';
import type { Deadline, PlanIndicator, PlanReading, PlanTask } from './types.ts';

/** One field that differs, as people read it; lists are joined by 、. */
export interface FieldChange {
  field: string;
  before: string;
  after: string;
}

/** What became of a task or target between two versions of a plan. Ids are those of the two readings. */
export interface PlanDifference {
  item: 'task' | 'indicator';
  change: 'added' | 'dropped' | 'changed' | 'unchanged';
  before: string | null;
  after: string | null;
  /** 0…1, how alike the two are; null for what was added or dropped. */
  similarity: number | null;
  /** Empty unless `change` is `changed`. */
  fields: FieldChange[];
}

/** Tasks less alike than this are two tasks. */
const TASK_THRESHOLD = 0.45;
const INDICATOR_THRESHOLD = 0.6;

type Grams = ReadonlyMap<string, number>;

function grams(text: string): Grams {
  const out = new Map<string, number>();
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = text.slice(i, i + 2);
    out.set(pair, (out.get(pair) ?? 0) + 1);
  }
  return out;
}

function size(of: Grams): number {
  let total = 0;
  for (const count of of.values()) total += count;
  return total;
}

/** Dice coefficient of two bags of character pairs. */
function alike(a: Grams, b: Grams): number {
  const total = size(a) + size(b);
  if (total === 0) return 1;
  let common = 0;
  for (const [pair, count] of a) common += Math.min(count, b.get(pair) ?? 0);
  return (2 * common) / total;
}

interface Side<T> {
  item: T;
  name: string;
  nameGrams: Grams;
  textGrams: Grams | null;
}

function side<T>(item: T, name: string, text: string | null): Side<T> {
  const plain = normaliseText(name);
  return {
    item,
    name: plain,
    nameGrams: grams(plain),
    textGrams: text === null ? null : grams(normaliseText(text)),
  };
}

function likeness<T>(a: Side<T>, b: Side<T>): number {
  const names = a.name === b.name ? 1 : alike(a.nameGrams, b.nameGrams);
  if (!a.textGrams || !b.textGrams) return names;
  return (names + alike(a.textGrams, b.textGrams)) / 2;
}

/** Pairs the most alike first; each item once. */
function pair<T>(
  before: readonly Side<T>[],
  after: readonly Side<T>[],
  threshold: number,
): Map<number, [number, number]> {
  const candidates: [score: number, i: number, j: number][] = [];
  for (const [i, a] of before.entries()) {
    for (const [j, b] of after.entries()) {
      const score = likeness(a, b);
      if (score >= threshold) candidates.push([score, i, j]);
    }
  }
  candidates.sort((x, y) => y[0] - x[0] || Math.abs(x[1] - x[2]) - Math.abs(y[1] - y[2]) || x[1] - y[1]);
  const out = new Map<number, [number, number]>();
  const used = new Set<number>();
  for (const [score, i, j] of candidates) {
    if (out.has(i) || used.has(j)) continue;
    out.set(i, [j, score]);
    used.add(j);
  }
  return out;
}

/**
 * Compares two versions of a plan (consultation draft → final).
 * @param before the earlier reading
 * @param after the later reading
 * @returns one entry for every task and target of either: dropped ones stand where the earlier version had them,
 *   added ones at the end of their kind. Pairs are found by title and content, never by number.
 */
export function comparePlans(before: PlanReading, after: PlanReading): PlanDifference[] {
  return [
    ...compareLists(
      'task',
      before.tasks.map((task) => side(task, task.title, task.content)),
      after.tasks.map((task) => side(task, task.title, task.content)),
      TASK_THRESHOLD,
      taskChanges,
    ),
    ...compareLists(
      'indicator',
      before.indicators.filter(({ repeatOf }) => !repeatOf).map((item) => side(item, item.name, null)),
      after.indicators.filter(({ repeatOf }) => !repeatOf).map((item) => side(item, item.name, null)),
      INDICATOR_THRESHOLD,
      indicatorChanges,
    ),
  ];
}

function compareLists<T extends { id: string }>(
  item: PlanDifference['item'],
  before: readonly Side<T>[],
  after: readonly Side<T>[],
  threshold: number,
  changes: (a: T, b: T) => FieldChange[],
): PlanDifference[] {
  const pairs = pair(before, after, threshold);
  const out: PlanDifference[] = [];
  const met = new Set<number>();
  for (const [i, a] of before.entries()) {
    const found = pairs.get(i);
    const b = found ? after[found[0]] : undefined;
    if (!found || !b) {
      out.push({ item, change: 'dropped', before: a.item.id, after: null, similarity: null, fields: [] });
      continue;
    }
    met.add(found[0]);
    const fields = changes(a.item, b.item);
    const change = fields.length > 0 ? 'changed' : 'unchanged';
    out.push({ item, change, before: a.item.id, after: b.item.id, similarity: found[1], fields });
  }
  for (const [j, b] of after.entries()) {
    if (!met.has(j))
      out.push({ item, change: 'added', before: null, after: b.item.id, similarity: null, fields: [] });
  }
  return out;
}

function differing(
  list: readonly (readonly [field: string, before: string, after: string])[],
): FieldChange[] {
  return list
    .filter(([, before, after]) => normaliseText(before) !== normaliseText(after))
    .map(([field, before, after]) => ({ field, before, after }));
}

function deadlineText({ date, start, end, text }: Deadline): string {
  return date ?? (start && end ? `${start}…${end}` : text);
}

function taskChanges(a: PlanTask, b: PlanTask): FieldChange[] {
  const deadlines = (task: PlanTask): string =>
    task.deadlines
      .filter(({ optional }) => !optional)
      .map(deadlineText)
      .join('、');
  return differing([
    ['title', a.title, b.title],
    ['content', a.content, b.content],
    ['leads', a.leads.join('、'), b.leads.join('、')],
    ['supports', a.supports.join('、'), b.supports.join('、')],
    ['responsible', a.responsible.join('、'), b.responsible.join('、')],
    ['deadlines', deadlines(a), deadlines(b)],
  ]);
}

function indicatorChanges(a: PlanIndicator, b: PlanIndicator): FieldChange[] {
  const value = ({ value, value2, raw }: PlanIndicator): string =>
    value === null ? (raw ?? '') : value2 === undefined ? String(value) : `${value}—${value2}`;
  return differing([
    ['name', a.name, b.name],
    ['comparator', a.comparator, b.comparator],
    ['value', value(a), value(b)],
    ['unit', a.unit ?? '', b.unit ?? ''],
    ['deadline', a.deadline ?? '', b.deadline ?? ''],
    ['stretch', String(a.stretch), String(b.stretch)],
  ]);
}
