import type { Body } from '@huanzhi/contract';
import type { ItemChange, PlanItem } from '../../store/plans/plan-items.queries.ts';
import { AppError, problem } from '../errors.ts';
import { itemData, type ReviewKind, taskData, type UnitData } from './item-data.ts';

type Step = Body<'reviewItems'>;
type StepOf<A extends Step['action']> = Extract<Step, { action: A }>;

/** The items that a step names. @throws AppError `plan-item-unknown` */
export function pick(items: readonly PlanItem[], ids: readonly string[]): PlanItem[] {
  return ids.map((id) => {
    const item = items.find((one) => one.id === id);
    if (item === undefined) throw new AppError('plan-item-unknown');
    return item;
  });
}

/** Accepts what was read, or what somebody has changed already. */
export function accept(items: PlanItem[]): ItemChange[] {
  return items.map((item) => ({ id: item.id, set: item.status === 'pending' ? { status: 'accepted' } : {} }));
}

/** Takes items out. */
export function drop(items: PlanItem[]): ItemChange[] {
  return items.map((item) => ({ id: item.id, set: { status: 'dropped' } }));
}

/** Brings dropped items back as what they were. */
export function restore(items: PlanItem[]): ItemChange[] {
  return items.map((item) => {
    const { readerId: _r, doubts: _d, ...original } = item.original ?? {};
    const untouched = JSON.stringify(original) === JSON.stringify(item.current);
    const status = item.original === null ? 'added' : untouched ? 'accepted' : 'corrected';
    return { id: item.id, set: { status } };
  });
}

/** Changes members of an item's data. @throws AppError `validation-failed` */
export function correct(item: PlanItem, data: StepOf<'correct'>['data']): ItemChange[] {
  const current = checkedData(item.kind as ReviewKind, withUnits({ ...item.current }, data));
  return [{ id: item.id, set: { current, status: item.original === null ? 'added' : 'corrected' } }];
}

/** Adds what the reader missed, at a place in the text. @throws AppError `validation-failed` */
export function add(step: StepOf<'add'>, items: readonly PlanItem[], textLength: number): ItemChange[] {
  const [start, end] = step.span;
  if (start < 0 || end < start || end > textLength) throw new AppError('plan-split-place');
  const before = items.filter((item) => item.spanStart <= start).at(-1);
  const after = items.find((item) => item.seq > (before?.seq ?? 0));
  const current = checkedData(step.kind, withUnits({}, step.data));
  const place = { seq: between(before, after), path: step.path, spanStart: start, spanEnd: end };
  return [{ add: { kind: step.kind, ...place, original: null, current }, status: 'added' }];
}

/**
 * Cuts an item in two at a place of the text. A task's units and deadlines go to the part in which they
 * stand; units that stand behind everything (a clause at the end) belong to both parts.
 * @throws AppError `plan-split-place`
 */
export function split(item: PlanItem, at: number, items: readonly PlanItem[], text: string): ItemChange[] {
  if (at <= item.spanStart || at >= item.spanEnd) throw new AppError('plan-split-place');
  const after = items.find((one) => one.seq > item.seq);
  const half = (seq: number, spanStart: number, spanEnd: number, isSecond: boolean): ItemChange => ({
    add: {
      kind: item.kind,
      seq,
      path: item.path,
      spanStart,
      spanEnd,
      original: null,
      current: part(item, text, spanStart, spanEnd, isSecond),
    },
    status: 'added',
    parentId: item.id,
  });
  const step = (between(item, after) - item.seq) / 3;
  return [
    { id: item.id, set: { status: 'split' } },
    half(item.seq + step, item.spanStart, at, false),
    half(item.seq + 2 * step, at, item.spanEnd, true),
  ];
}

function part(
  item: PlanItem,
  text: string,
  start: number,
  end: number,
  isSecond: boolean,
): Record<string, unknown> {
  const words = text.slice(start, end).replace(/\s+/g, '');
  if (item.kind !== 'task') return { ...item.current, source: words };
  const task = taskData.parse(item.current);
  const within = (span: [number, number] | undefined) =>
    span === undefined || (span[0] >= start && span[0] < end);
  const clauseAtEnd = task.units.every((unit) => unit.span === undefined || unit.span[0] >= end || isSecond);
  return withUnits(
    {},
    {
      ...task,
      title: isSecond ? (words.split(/[。；：]/)[0] ?? words).slice(0, 200) || task.title : task.title,
      content: words,
      units: clauseAtEnd ? task.units : task.units.filter((unit) => within(unit.span)),
      deadlines: task.deadlines.filter((deadline) => within(deadline.span)),
    },
  );
}

/** Makes one item of several of a kind, in reading order. @throws AppError `plan-merge-kinds` */
export function merge(items: PlanItem[]): ItemChange[] {
  const sorted = [...items].sort((a, b) => a.seq - b.seq);
  const [first] = sorted;
  const alike = sorted.every((item) => item.kind === first?.kind && item.status !== 'dropped');
  if (first === undefined || !alike || new Set(items.map((item) => item.id)).size < 2) {
    throw new AppError('plan-merge-kinds');
  }
  const current = first.kind === 'task' ? mergedTask(sorted) : first.current;
  return [
    ...sorted.map((item): ItemChange => ({ id: item.id, set: { status: 'merged' } })),
    {
      add: {
        kind: first.kind,
        seq: first.seq + 0.0001,
        path: first.path,
        spanStart: Math.min(...sorted.map((item) => item.spanStart)),
        spanEnd: Math.max(...sorted.map((item) => item.spanEnd)),
        original: null,
        current,
      },
      status: 'added',
      parentId: first.id,
    },
  ];
}

function mergedTask(items: PlanItem[]): Record<string, unknown> {
  const tasks = items.map((item) => taskData.parse(item.current));
  const units = new Map<string, UnitData>();
  for (const unit of tasks.flatMap((task) => task.units)) {
    // A unit that leads one part leads the whole.
    const known = units.get(unit.name);
    if (known === undefined || unit.role === 'lead') units.set(unit.name, unit);
  }
  return withUnits(
    {},
    {
      ...tasks[0],
      content: tasks.map((task) => task.content).join('\n'),
      units: [...units.values()],
      deadlines: tasks.flatMap((task) => task.deadlines),
    },
  );
}

const roles = { leads: 'lead', supports: 'support', responsible: 'responsible' } as const;

/**
 * Merges a change into an item's data. Units may come as `units`, or as lists of names; both are kept in
 * step, and a name that stands already keeps its place and its organisation.
 */
function withUnits(
  current: Record<string, unknown>,
  change: Record<string, unknown>,
): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...current, ...change };
  const lists = Object.entries(roles).filter(([key]) => Array.isArray(change[key]));
  if (change.units === undefined && lists.length > 0) {
    const old = (Array.isArray(current.units) ? current.units : []) as UnitData[];
    const kept = old.filter((unit) => !lists.some(([, role]) => role === unit.role));
    const named = lists.flatMap(([key, role]) =>
      (change[key] as unknown[]).map((name) => {
        const known = old.find((unit) => unit.name === name);
        return { ...known, role, name: String(name) };
      }),
    );
    merged.units = [...kept, ...named];
  }
  if (!Array.isArray(merged.units)) return merged;
  const units = merged.units as UnitData[];
  for (const [key, role] of Object.entries(roles)) {
    merged[key] = units.filter((unit) => unit.role === role).map((unit) => unit.name);
  }
  return merged;
}

function checkedData(kind: ReviewKind, data: Record<string, unknown>): Record<string, unknown> {
  const checked = itemData[kind].safeParse(data);
  if (checked.success) return checked.data;
  throw new AppError(
    'validation-failed',
    checked.error.issues.map((issue) => {
      const path = issue.path.join('.');
      return problem(
        `data.${path}`,
        issue.code,
        `“${path}”不符合要求：${issue.message}`,
        `${path}: ${issue.message}`,
      );
    }),
  );
}

function between(before: PlanItem | undefined, after: PlanItem | undefined): number {
  const low = before?.seq ?? 0;
  return after === undefined ? low + 1 : (low + after.seq) / 2;
}
