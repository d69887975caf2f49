import {
  daysBetween,
  type EffectResult,
  localDay,
  type RegistryRecord,
  type RegistryRules,
  type RuleContext,
  type TransitionInput,
} from '@huanzhi/registry';
import { duties, guards, validateTask } from './guards.ts';
import { indicatorRules } from './indicators.ts';
import { taskLight } from './progress.ts';
import { latestReport, pendingReports, progressLine, reportDueOn } from './reports.ts';
import { type Milestone, type Postponement, type Report, type TaskData, taskOf } from './task.ts';

type Effect = (record: RegistryRecord, input: TransitionInput, context: RuleContext) => EffectResult;

/** The data with changes; a change of `undefined` empties the field. */
function changed(
  record: RegistryRecord,
  changes: { [Key in keyof TaskData]?: TaskData[Key] | undefined },
): EffectResult {
  return { data: { ...record.data, ...changes } };
}

const report: Effect = (record, input, context) => {
  const task = taskOf(record);
  const given = input.inputs as {
    month: string;
    progress: number;
    text: string;
    problems?: string;
    nextMonth?: string;
    paid?: number;
    figures?: { name: string; current: number }[];
    milestonesDone?: { name: string; doneAt: string }[];
  };
  const today = localDay(context.now);
  const dueOn = reportDueOn(given.month, context.calendar);
  const earlier = task.reports?.find(({ month }) => month === given.month);
  const filed: Report = {
    month: given.month,
    progress: given.progress,
    text: given.text,
    ...(given.problems === undefined ? {} : { problems: given.problems }),
    ...(given.nextMonth === undefined ? {} : { nextMonth: given.nextMonth }),
    reportedBy: context.actor.userId,
    reporterName: context.actor.name,
    reportedOn: earlier?.reportedOn ?? today,
    dueOn: earlier?.dueOn ?? dueOn,
    onTime: earlier?.onTime ?? today <= dueOn,
    corrections: earlier === undefined ? 0 : earlier.corrections + 1,
    status: 'pending',
    ...(input.evidence === undefined || input.evidence.length === 0 ? {} : { evidence: input.evidence }),
  };
  const reports = [...(task.reports ?? []).filter(({ month }) => month !== given.month), filed].sort((a, b) =>
    a.month.localeCompare(b.month),
  );
  const figure = (name: string) => given.figures?.find((item) => item.name === name)?.current;
  const doneAt = (name: string) => given.milestonesDone?.find((item) => item.name === name)?.doneAt;
  return changed(record, {
    reports,
    paid: given.paid ?? task.paid,
    indicators: task.indicators?.map((item) => {
      const current = figure(item.name);
      return current === undefined ? item : { ...item, current };
    }),
    milestones: task.milestones?.map((item) => {
      const done = doneAt(item.name);
      return done === undefined ? item : { ...item, doneAt: done };
    }),
  });
};

/** Marks the report of the month named, or the oldest that waits, as checked. */
function checked(status: 'confirmed' | 'returned'): Effect {
  return (record, input, context) => {
    const task = taskOf(record);
    const month = input.inputs.month ?? pendingReports(task)[0]?.month;
    const reports = task.reports?.map((item) =>
      item.month === month && item.status === 'pending'
        ? {
            ...item,
            status,
            checkedBy: context.actor.userId,
            checkerName: context.actor.name,
            checkedOn: localDay(context.now),
          }
        : item,
    );
    return changed(record, { reports });
  };
}

/** Closes the postponement that waits. */
function decided(task: TaskData, decision: Postponement['decision'], context: RuleContext): Postponement[] {
  return (task.postponements ?? []).map((item) =>
    item.decision === 'pending' ? { ...item, decision, decidedOn: localDay(context.now) } : item,
  );
}

/** New milestones; those of the same name keep the day on which they were done. */
function replaced(next: Milestone[] | undefined, before: Milestone[] | undefined): Milestone[] | undefined {
  return next?.map((item) => {
    const doneAt = before?.find(({ name }) => name === item.name)?.doneAt ?? item.doneAt;
    return doneAt === undefined ? item : { ...item, doneAt };
  });
}

const effects: Record<string, Effect> = {
  issue(record, _input, context) {
    const task = taskOf(record);
    const today = localDay(context.now);
    const latestStart = task.dueDate !== undefined && task.dueDate < today ? task.dueDate : today;
    return changed(record, { originalDue: task.dueDate, startDate: task.startDate ?? latestStart });
  },

  sign(record, input, context) {
    return { data: { ...record.data, ...input.inputs, signedOn: localDay(context.now) } };
  },

  report,
  confirmReport: checked('confirmed'),
  returnReport: checked('returned'),

  requestPostponement(record, input, context) {
    const task = taskOf(record);
    const given = input.inputs as { newDue: string; reason: string; milestones?: Milestone[] };
    const fromDue = task.dueDate ?? given.newDue;
    const request: Postponement = {
      fromDue,
      newDue: given.newDue,
      days: daysBetween(task.originalDue ?? fromDue, given.newDue),
      reason: given.reason,
      requestedBy: context.actor.userId,
      requestedOn: localDay(context.now),
      decision: 'pending',
      ...(given.milestones === undefined ? {} : { milestones: given.milestones }),
    };
    return changed(record, { postponements: [...(task.postponements ?? []), request] });
  },

  approvePostponement(record, _input, context) {
    const task = taskOf(record);
    const postponements = decided(task, 'approved', context);
    const approved = postponements.at(-1);
    return changed(record, {
      postponements,
      dueDate: approved?.newDue ?? task.dueDate,
      milestones: replaced(approved?.milestones, task.milestones) ?? task.milestones,
    });
  },

  refusePostponement: (record, _input, context) =>
    changed(record, { postponements: decided(taskOf(record), 'refused', context) }),

  withdrawPostponement: (record, _input, context) =>
    changed(record, { postponements: decided(taskOf(record), 'withdrawn', context) }),

  submitCompletion: (record, _input, context) =>
    changed(record, {
      submittedOn: localDay(context.now),
      submissions: (taskOf(record).submissions ?? 0) + 1,
    }),

  verifyCompletion(record, input, context) {
    return { data: { ...record.data, ...input.inputs, completedOn: localDay(context.now) } };
  },

  returnCompletion: (record) =>
    changed(record, { submittedOn: undefined, returns: (taskOf(record).returns ?? 0) + 1 }),

  withdrawCompletion: (record) =>
    changed(record, { submittedOn: undefined, submissions: (taskOf(record).submissions ?? 1) - 1 }),

  carryOver(record, input, context) {
    const task = taskOf(record);
    const { newDue } = input.inputs as { newDue: string };
    return changed(record, {
      dueDate: newDue,
      originalDue: newDue,
      carriedFrom: task.carriedFrom ?? task.originalDue ?? task.dueDate,
      postponements: task.postponements === undefined ? undefined : decided(task, 'withdrawn', context),
    });
  },

  urge(record, input, context) {
    const entry = {
      on: localDay(context.now),
      byName: context.actor.name,
      text: input.opinion?.trim() ?? '',
    };
    return changed(record, { urges: [...(taskOf(record).urges ?? []), entry] });
  },
};

/**
 * The first lead unit owns the task, all other units share it; progress is that of the latest report that
 * stands.
 */
function derive(record: RegistryRecord): EffectResult {
  const task = taskOf(record);
  const ownerOrg = task.leads?.[0] ?? record.ownerOrg;
  const others = [...(task.leads ?? []), ...(task.assists ?? []), ...(task.towns ?? [])];
  const coOrgs = [...new Set(others)].filter((org) => org !== ownerOrg);
  const latest = latestReport(task);
  const result = changed(record, {
    progress: latest?.progress,
    progressText: latest === undefined ? undefined : progressLine(latest),
  });
  return { ...result, envelope: { ownerOrg, coOrgs } };
}

/** The rules of the tasks registry. */
export const rules: RegistryRules = {
  guards,
  duties,
  effects,
  derive,
  light: taskLight,
  validate: validateTask,
  indicators: indicatorRules,
};
