import {
  daysBetween,
  type Light,
  type LightReason,
  type LocalText,
  localDay,
  type RegistryRecord,
  type TimeContext,
} from '@huanzhi/registry';
import { missingReports } from './reports.ts';
import { type Milestone, type TaskData, taskOf } from './task.ts';

/** Thresholds of workflows §2.2 [D], editable defaults without a legal source. */
export const THRESHOLDS = {
  /** Percentage points behind plan that are still green. */
  green: 5,
  /** Percentage points behind plan that are still yellow. */
  yellow: 15,
  /** Days a milestone may be overdue before red. */
  milestoneDays: 15,
  /** Monthly reports missing before red. */
  missingReports: 2,
} as const;

const FORMULA: LocalText = {
  zh:
    '偏差 = 实际进度 − 计划进度；计划进度 = 已到期里程碑的权重之和 + 当前里程碑按天折算的部分，' +
    '没有里程碑时按开始到截止的天数折算。偏差 ≥ −5 为绿灯；−15 ≤ 偏差 < −5，或里程碑逾期 15 天以内为黄灯；' +
    '偏差 < −15，或里程碑逾期超过 15 天，或月报缺报 2 次为红灯；未到开始日期为灰灯；完成为蓝灯',
  en:
    'deviation = actual − planned progress; planned = weights of the milestones due + linear share inside the ' +
    'current one (linear from start to due without milestones). Green ≥ −5; yellow −15 to −5 or a milestone ' +
    'up to 15 days overdue; red below −15, a milestone over 15 days overdue or two monthly reports missing; ' +
    'grey before the start; blue done',
};

/**
 * Planned progress on a day, in tenths of a per cent so that shown figures add up (rounded half up).
 * Milestones due on or before the day count fully, the current one by the share of days passed since the
 * one before it (or the start); weights are scaled to 100. Without milestones: linear from start to due.
 * @returns 0 to 1000; 1000 when start or due date are unknown and the due date has passed, else 0.
 */
export function plannedTenths(task: TaskData, today: string): number {
  const milestones = [...(task.milestones ?? [])].sort((a, b) => a.due.localeCompare(b.due));
  const total = milestones.reduce((sum, { weight }) => sum + weight, 0);
  if (total <= 0) return Math.round(share(task.startDate, task.dueDate, today) * 1000);
  let done = 0;
  let from = task.startDate;
  for (const { due, weight } of milestones) {
    if (due > today) return Math.round(((done + weight * share(from, due, today)) / total) * 1000);
    done += weight;
    from = due;
  }
  return 1000;
}

/** Share of the days from `from` to `to` that have passed, 0 to 1. */
function share(from: string | undefined, to: string | undefined, today: string): number {
  if (to === undefined) return 0;
  if (today >= to) return 1;
  if (from === undefined || today <= from) return 0;
  return daysBetween(from, today) / daysBetween(from, to);
}

/** The open milestone that is overdue longest, with its days. */
export function overdueMilestone(
  task: TaskData,
  today: string,
): { milestone: Milestone; days: number } | null {
  const open = (task.milestones ?? []).filter(({ due, doneAt }) => doneAt === undefined && due < today);
  const worst = open.sort((a, b) => a.due.localeCompare(b.due))[0];
  return worst === undefined ? null : { milestone: worst, days: daysBetween(worst.due, today) };
}

const tenths = (value: number): string => {
  const text = `${Math.floor(Math.abs(value) / 10)}.${Math.abs(value) % 10}`;
  return value < 0 ? `−${text}` : text;
};

/**
 * The light of a task (workflows §2.2). The worst of three findings decides: deviation from plan, overdue
 * milestones, missing monthly reports. Trend indicators (PM2.5 and the like) are judged by their targets,
 * not here.
 * @returns light, the sentence for it, the formula, and in `values` the figures of the formula: `actual`,
 *   `planned`, `deviation` (per cent, one decimal), `milestoneOverdueDays`, `missingReports`.
 */
export function taskLight(record: RegistryRecord, context: TimeContext): LightReason {
  const task = taskOf(record);
  const say = (light: Light, zh: string, en: string, values: LightReason['values'] = {}): LightReason => ({
    light,
    reason: { zh, en },
    formula: FORMULA,
    values,
  });
  const today = localDay(context.now);
  switch (record.state) {
    case 'drafted':
      return say('grey', '未启动：待下达', 'not started: not issued');
    case 'issued':
      return signForLight(record, today, say);
    case 'done': {
      const late = record.clocks.some((clock) => clock.key === 'completion' && clock.closedLate === true);
      return late ? say('blue', '逾期完成', 'done late') : say('blue', '已完成', 'done');
    }
    case 'terminated':
      return say('grey', '已终止', 'terminated');
  }
  if (task.startDate !== undefined && today < task.startDate) {
    return say('grey', `未启动：${task.startDate} 开始`, `not started: begins ${task.startDate}`);
  }
  return courseLight(task, today, context, say);
}

type Say = (light: Light, zh: string, en: string, values?: LightReason['values']) => LightReason;

function signForLight(record: RegistryRecord, today: string, say: Say): LightReason {
  const clock = record.clocks.find((candidate) => candidate.key === 'sign-for');
  if (clock === undefined || today <= clock.due)
    return say('grey', '未启动：待签收', 'not started: not signed for');
  const days = daysBetween(clock.due, today);
  return say('red', `签收逾期 ${days} 天`, `sign-for ${days} d overdue`, { signForOverdueDays: days });
}

function courseLight(task: TaskData, today: string, context: TimeContext, say: Say): LightReason {
  const actual = Math.round((task.progress ?? 0) * 10);
  const planned = plannedTenths(task, today);
  const deviation = actual - planned;
  const overdue = overdueMilestone(task, today);
  const missing = missingReports(task, context.now, context.calendar);
  const values: LightReason['values'] = {
    actual: actual / 10,
    planned: planned / 10,
    deviation: deviation / 10,
    milestoneOverdueDays: overdue?.days ?? 0,
    missingReports: missing.length,
  };
  const behind = {
    zh: `落后 ${tenths(-deviation)} 个百分点`,
    en: `${tenths(-deviation)} points behind`,
  };
  const late = {
    zh: `里程碑“${overdue?.milestone.name}”逾期 ${overdue?.days} 天`,
    en: `milestone “${overdue?.milestone.name}” ${overdue?.days} d overdue`,
  };
  if (deviation < -10 * THRESHOLDS.yellow) return say('red', behind.zh, behind.en, values);
  if (overdue !== null && overdue.days > THRESHOLDS.milestoneDays)
    return say('red', late.zh, late.en, values);
  if (missing.length >= THRESHOLDS.missingReports) {
    const list = missing.join('、');
    return say(
      'red',
      `月报缺报 ${missing.length} 次：${list}`,
      `${missing.length} reports missing: ${list}`,
      values,
    );
  }
  if (deviation < -10 * THRESHOLDS.green) return say('yellow', behind.zh, behind.en, values);
  if (overdue !== null) return say('yellow', late.zh, late.en, values);
  const ahead = deviation >= 0 ? `超前 ${tenths(deviation)}` : `落后 ${tenths(-deviation)}`;
  return say('green', `进度正常，${ahead} 个百分点`, `on course, ${tenths(deviation)} points`, values);
}
