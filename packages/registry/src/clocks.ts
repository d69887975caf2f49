import { problem } from './problems.ts';
import { addDays, daysBetween, isDay, localDay } from './time.ts';
import type {
  ClockDefinition,
  ClockEffect,
  ClockState,
  Light,
  LightReason,
  LocalText,
  Problem,
  Programme,
  RegistryRecord,
  TimeContext,
  WorkCalendar,
} from './types.ts';
import { definitionOf } from './version.ts';

/** Default thresholds of workflows §1.3 [D]: yellow from 30 % or 3 working days left. */
const WARN_RATIO = 0.3;
const WARN_WORKING_DAYS = 3;
const HOUR_MS = 3_600_000;

/** Who moved a clock, and why. */
export interface ClockMover {
  by: string;
  opinion?: string;
}

type Span = Pick<ClockState, 'due' | 'provisional'> & { unrolledDue?: string };

const startOf = (clock: ClockDefinition, now: Date): string =>
  clock.unit === 'h' ? now.toISOString() : localDay(now);

/** The end of a period that starts at `startedAt`. @throws RangeError when a definition gives no length. */
function span(clock: ClockDefinition, startedAt: string, context: TimeContext): Span {
  if (clock.unit === 'fixedDate' || clock.amount === undefined) {
    throw new RangeError(`clock ${clock.key} has no amount`);
  }
  const excludeStartDay = clock.excludeStartDay ?? true;
  const rolled = clock.rollIfHoliday ?? false;
  const { due, provisional } = context.calendar.add(startedAt, clock.amount, clock.unit, {
    excludeStartDay,
    rollIfHoliday: rolled,
  });
  if (!rolled) return { due, provisional };
  const plain = context.calendar.add(startedAt, clock.amount, clock.unit, {
    excludeStartDay,
    rollIfHoliday: false,
  });
  return plain.due === due ? { due, provisional } : { due, provisional, unrolledDue: plain.due };
}

/**
 * Starts a clock.
 * @returns the running clock, or a problem when a fixed date is missing.
 */
function start(
  clock: ClockDefinition,
  data: Record<string, unknown>,
  context: TimeContext,
): ClockState | Problem {
  const startedAt = startOf(clock, context.now);
  const running = { key: clock.key, status: 'running', startedAt } as const;
  if (clock.unit !== 'fixedDate') {
    const end = span(clock, startedAt, context);
    return { ...running, ...end, originalDue: end.due };
  }
  const due = data[clock.dateField ?? ''];
  if (typeof due !== 'string' || !isDay(due)) {
    return problem(
      `data.${clock.dateField}`,
      'clock-date-missing',
      `“${clock.label.zh}”没有到期日`,
      `no due date for “${clock.label.en}”`,
    );
  }
  return { ...running, due, originalDue: due, provisional: false };
}

function stop(clock: ClockState, now: Date): ClockState {
  if (clock.status !== 'running' && clock.status !== 'paused') return clock;
  const stoppedAt = clock.due.length > 10 ? now.toISOString() : localDay(now);
  // A paused clock stopped counting when it was paused.
  const reached = clock.status === 'paused' && clock.pausedAt !== undefined ? clock.pausedAt : stoppedAt;
  const late = reached > clock.due;
  return { ...clock, status: 'stopped', stoppedAt, ...(late ? { closedLate: true } : {}) };
}

function pause(clock: ClockState, now: Date): ClockState {
  if (clock.status !== 'running') return clock;
  const pausedAt = clock.due.length > 10 ? now.toISOString() : localDay(now);
  return { ...clock, status: 'paused', pausedAt };
}

/**
 * Goes on after a pause [pausedAt, resumedAt): the day of resumption counts again, so a pause within one
 * day changes nothing. What was overdue when it was paused stays overdue.
 */
function resume(
  definition: ClockDefinition,
  clock: ClockState,
  resumedAt: string,
  calendar: WorkCalendar,
): ClockState {
  if (clock.status !== 'paused' || clock.pausedAt === undefined) return clock;
  const { pausedAt, unrolledDue, ...rest } = clock;
  const pauses = [...(clock.pauses ?? []), { from: pausedAt, to: resumedAt }];
  const running: ClockState = { ...rest, status: 'running', pauses };
  if (pausedAt > clock.due || definition.unit === 'fixedDate') {
    return unrolledDue === undefined ? running : { ...running, unrolledDue };
  }
  if (definition.unit === 'h') {
    const due = Date.parse(clock.due) + Date.parse(resumedAt) - Date.parse(pausedAt);
    return { ...running, due: new Date(due).toISOString() };
  }
  if (definition.unit === 'wd') {
    const left = calendar.workingDaysBetween(addDays(pausedAt, -1), clock.due);
    const options = { excludeStartDay: false, rollIfHoliday: false };
    return { ...running, ...calendar.add(resumedAt, left, 'wd', options) };
  }
  const end = addDays(unrolledDue ?? clock.due, daysBetween(pausedAt, resumedAt));
  const options = { excludeStartDay: true, rollIfHoliday: definition.rollIfHoliday ?? false };
  const rolled = calendar.add(end, 0, 'd', options);
  return { ...running, ...rolled, ...(rolled.due === end ? {} : { unrolledDue: end }) };
}

function move(clock: ClockState, to: string, now: Date, mover: ClockMover): ClockState {
  if (clock.status !== 'running' && clock.status !== 'paused') return clock;
  if (clock.due === to) return clock;
  const { unrolledDue: _, ...rest } = clock;
  const entry = { at: now.toISOString(), from: clock.due, to, ...mover };
  return { ...rest, due: to, provisional: false, moves: [...(clock.moves ?? []), entry] };
}

/** What `applyClockEffects` works on. */
export interface ClockChange {
  record: RegistryRecord;
  definitions: readonly ClockDefinition[];
  effects: readonly ClockEffect[];
  inputs: Record<string, unknown>;
  mover: ClockMover;
}

/**
 * The clocks after a transition. `record.data` is that after the transition. Starting a clock again
 * begins it anew. A running clock with a fixed date follows its field, and every change of it is kept.
 */
export function applyClockEffects(
  change: ClockChange,
  context: TimeContext,
): { clocks: ClockState[]; problems: Problem[] } {
  const { record, definitions, effects, inputs, mover } = change;
  const problems: Problem[] = [];
  const clocks = new Map(record.clocks.map((clock) => [clock.key, clock]));
  for (const effect of effects) {
    const definition = definitions.find((candidate) => candidate.key === effect.clock);
    if (definition === undefined) continue;
    const clock = clocks.get(effect.clock);
    if (effect.action === 'start') {
      const started = start(definition, record.data, context);
      if ('key' in started) clocks.set(effect.clock, started);
      else problems.push(started);
    } else if (clock !== undefined) {
      clocks.set(effect.clock, affected(definition, clock, effect, inputs, mover, context));
    }
  }
  for (const definition of definitions) {
    const clock = clocks.get(definition.key);
    const due = record.data[definition.dateField ?? ''];
    if (definition.unit !== 'fixedDate' || clock === undefined || typeof due !== 'string') continue;
    clocks.set(definition.key, move(clock, due, context.now, mover));
  }
  return { clocks: [...clocks.values()], problems };
}

function affected(
  definition: ClockDefinition,
  clock: ClockState,
  effect: ClockEffect,
  inputs: Record<string, unknown>,
  mover: ClockMover,
  context: TimeContext,
): ClockState {
  switch (effect.action) {
    case 'start':
      return clock;
    case 'stop':
      return stop(clock, context.now);
    case 'pause':
      return pause(clock, context.now);
    case 'resume':
      return resume(definition, clock, startOf(definition, context.now), context.calendar);
    case 'cancel':
      return clock.status === 'stopped' ? clock : { ...clock, status: 'cancelled' };
    case 'move': {
      const to = inputs[effect.toInput];
      return typeof to === 'string' ? move(clock, to, context.now, mover) : clock;
    }
  }
}

/**
 * The clocks of a record under the holiday table of `context`: running clocks whose due date was
 * provisional are computed again from their start and pauses, everything else stays. Called when a new
 * year's notice is imported. A changed due date is kept as a move by `SYS`.
 */
export function advanceClocks(
  programme: Programme,
  record: RegistryRecord,
  context: TimeContext,
): ClockState[] {
  const definitions = definitionOf(programme, record).clocks;
  return record.clocks.map((clock) => {
    const definition = definitions.find((candidate) => candidate.key === clock.key);
    if (!clock.provisional || clock.status !== 'running' || definition?.amount === undefined) return clock;
    const { unrolledDue: _, pauses = [], ...rest } = clock;
    let next: ClockState = { ...rest, ...span(definition, clock.startedAt, context) };
    for (const { from, to } of pauses) {
      next = resume(definition, { ...next, status: 'paused', pausedAt: from }, to, context.calendar);
    }
    if (next.due === clock.due) return next;
    const entry = { at: context.now.toISOString(), from: clock.due, to: next.due, by: 'SYS' };
    return { ...next, moves: [...(clock.moves ?? []), entry] };
  });
}

const FORMULA: LocalText = {
  zh: '剩余超过期限的 30% 且多于 3 个工作日为绿灯；否则为黄灯；逾期为红灯；按期办结为蓝灯；暂停或未启动为灰灯',
  en: 'Green while more than 30 % of the period and more than 3 working days are left; else yellow; overdue red; closed blue; paused or not started grey',
};

/**
 * The light of one clock (workflows §1.3 [D]): blue closed (`closedLate` tells whether in time), grey
 * paused or cancelled, red overdue, yellow when little is left, else green. On the due date itself there
 * is still time. Amounts of `warn` are working days, hours for a clock in hours.
 */
export function clockLight(
  definition: ClockDefinition,
  clock: ClockState,
  context: TimeContext,
): LightReason {
  const name = definition.label;
  const say = (light: Light, zh: string, en: string, values: LightReason['values']): LightReason => ({
    light,
    reason: { zh: `${name.zh}：${zh}`, en: `${name.en}: ${en}` },
    formula: FORMULA,
    values: { due: clock.due, ...values },
  });
  if (clock.status === 'cancelled') return say('grey', '已取消', 'cancelled', {});
  if (clock.status === 'paused') return say('grey', '暂停计时', 'paused', {});
  if (clock.status === 'stopped') {
    const late = clock.closedLate === true;
    return say('blue', late ? '逾期办结' : '按期办结', late ? 'closed late' : 'closed in time', {
      stoppedAt: clock.stoppedAt ?? '',
    });
  }
  if (definition.unit === 'h') return hourLight(definition, clock, context, say);

  const today = localDay(context.now);
  if (today > clock.due) {
    const over = daysBetween(clock.due, today);
    return say('red', `逾期 ${over} 天`, `${over} d overdue`, { overdueDays: over });
  }
  const left = context.calendar.workingDaysBetween(today, clock.due);
  const [remaining, total] =
    definition.unit === 'wd'
      ? [left, context.calendar.workingDaysBetween(clock.startedAt, clock.due)]
      : [daysBetween(today, clock.due), daysBetween(clock.startedAt, clock.due)];
  const ratio = definition.warn?.ratio ?? WARN_RATIO;
  const amount = definition.warn?.amount ?? WARN_WORKING_DAYS;
  const near = left <= amount || remaining <= total * ratio;
  return say(near ? 'yellow' : 'green', `剩 ${left} 个工作日`, `${left} working days left`, {
    workingDaysLeft: left,
    remaining,
    total,
  });
}

function hourLight(
  definition: ClockDefinition,
  clock: ClockState,
  context: TimeContext,
  say: (light: Light, zh: string, en: string, values: LightReason['values']) => LightReason,
): LightReason {
  const due = Date.parse(clock.due);
  const left = Math.round(((due - context.now.getTime()) / HOUR_MS) * 10) / 10;
  if (context.now.getTime() > due) {
    return say('red', `逾期 ${-left} 小时`, `${-left} h overdue`, { overdueHours: -left });
  }
  const total = (due - Date.parse(clock.startedAt)) / HOUR_MS;
  const near =
    left <= total * (definition.warn?.ratio ?? WARN_RATIO) || left <= (definition.warn?.amount ?? 0);
  return say(near ? 'yellow' : 'green', `剩 ${left} 小时`, `${left} h left`, { hoursLeft: left, total });
}
