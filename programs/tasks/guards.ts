import {
  daysBetween,
  localDay,
  type Problem,
  type RegistryRules,
  type RoleCode,
  type RuleContext,
} from '@huanzhi/registry';
import { THRESHOLDS, taskLight } from './progress.ts';
import { filedReport, firstReportMonth, missingReports, openMonths, pendingReports } from './reports.ts';
import { type Milestone, type Postponement, type TaskData, taskOf } from './task.ts';

/** Postponements up to this many days are the coordination office's, longer ones the district's [D]. */
export const COORD_POSTPONEMENT_DAYS = 30;

function problem(path: string, code: string, zh: string, en: string): Problem {
  return { path, code, message: { zh, en } };
}

const holds = (context: RuleContext, role: RoleCode): boolean =>
  context.actor.roles.some(({ code }) => code === role);

/** The postponement that waits for a decision. */
export function pendingPostponement(task: TaskData): Postponement | undefined {
  return task.postponements?.findLast(({ decision }) => decision === 'pending');
}

/** Who decides on a postponement: the district for more than 30 days in all and for municipal key tasks. */
export function postponementRole(task: TaskData, days: number): 'COORD' | 'DIST' {
  return task.isMunicipalKey === true || days > COORD_POSTPONEMENT_DAYS ? 'DIST' : 'COORD';
}

/** Mistakes of a set of milestones: weights that are not 100 in all, dates outside the term. */
function milestoneProblems(
  milestones: Milestone[],
  from: string | undefined,
  to: string,
  path: string,
): Problem[] {
  if (milestones.length === 0) return [];
  const problems: Problem[] = [];
  const total = milestones.reduce((sum, { weight }) => sum + Math.round(weight * 100), 0);
  if (total !== 10_000) {
    const sum = total / 100;
    problems.push(
      problem(
        path,
        'weights',
        `里程碑权重合计应为 100，现为 ${sum}`,
        `weights must add up to 100, found ${sum}`,
      ),
    );
  }
  milestones.forEach(({ name, due }, index) => {
    if (due > to || (from !== undefined && due < from)) {
      problems.push(
        problem(
          `${path}.${index}.due`,
          'outside-term',
          `里程碑“${name}”的日期不在任务期限内`,
          `milestone “${name}” lies outside the term of the task`,
        ),
      );
    }
  });
  return problems;
}

/** Guards of the tasks registry, by the names that the definition uses. */
export const guards: NonNullable<RegistryRules['guards']> = {
  readyToIssue(record) {
    const task = taskOf(record);
    return task.dueDate === undefined
      ? []
      : milestoneProblems(task.milestones ?? [], task.startDate, task.dueDate, 'data.milestones');
  },

  reportFits(record, input, context) {
    const task = taskOf(record);
    const problems: Problem[] = [];
    const month = input.inputs.month;
    if (typeof month === 'string') {
      const first = firstReportMonth(task) ?? '';
      if (month > localDay(context.now).slice(0, 7)) {
        problems.push(problem('inputs.month', 'future', `${month} 尚未开始`, `${month} has not begun`));
      } else if (month < first) {
        problems.push(
          problem('inputs.month', 'too-early', `自 ${first} 起填报`, `reports begin with ${first}`),
        );
      } else if (filedReport(task, month)?.status === 'confirmed') {
        problems.push(
          problem(
            'inputs.month',
            'confirmed',
            `${month} 月报已确认，不能再改`,
            `${month} is confirmed already`,
          ),
        );
      }
    }
    const named = (list: unknown, known: string[], path: string): void => {
      if (!Array.isArray(list)) return;
      (list as { name: string }[]).forEach(({ name }, index) => {
        if (known.includes(name)) return;
        const at = `inputs.${path}.${index}.name`;
        problems.push(problem(at, 'unknown-name', `任务中没有“${name}”`, `the task has no “${name}”`));
      });
    };
    named(
      input.inputs.figures,
      (task.indicators ?? []).map(({ name }) => name),
      'figures',
    );
    named(
      input.inputs.milestonesDone,
      (task.milestones ?? []).map(({ name }) => name),
      'milestonesDone',
    );
    const doneAt = (input.inputs.milestonesDone ?? []) as { doneAt: string }[];
    doneAt.forEach((item, index) => {
      if (item.doneAt <= localDay(context.now)) return;
      const at = `inputs.milestonesDone.${index}.doneAt`;
      problems.push(problem(at, 'future', '完成日期不能晚于今天', 'done in the future'));
    });
    return problems;
  },

  reportPending(record) {
    return pendingReports(taskOf(record)).length > 0
      ? []
      : [problem('', 'nothing-pending', '没有待确认的月报', 'no report waits for confirmation')];
  },

  notOwnReport(record, input, context) {
    const pending = pendingReports(taskOf(record));
    const wanted = input.inputs.month;
    const report = wanted === undefined ? pending[0] : pending.find(({ month }) => month === wanted);
    if (report === undefined) {
      return [
        problem('inputs.month', 'nothing-pending', `${String(wanted)} 没有待确认的月报`, 'no such report'),
      ];
    }
    return report.reportedBy === context.actor.userId
      ? [problem('', 'four-eyes', '月报须由填报人以外的人确认', 'a report is confirmed by another person')]
      : [];
  },

  newDueFits(record, input) {
    const task = taskOf(record);
    const newDue = input.inputs.newDue;
    if (typeof newDue !== 'string' || task.dueDate === undefined) return [];
    if (newDue <= task.dueDate) {
      return [
        problem(
          'inputs.newDue',
          'not-later',
          `应晚于现时限 ${task.dueDate}`,
          `expected a day after ${task.dueDate}`,
        ),
      ];
    }
    const milestones = input.inputs.milestones as Milestone[] | undefined;
    return milestoneProblems(milestones ?? [], task.startDate, newDue, 'inputs.milestones');
  },

  postponementLevel(record, _input, context) {
    const task = taskOf(record);
    const role = postponementRole(task, pendingPostponement(task)?.days ?? 0);
    return holds(context, role)
      ? []
      : [
          role === 'DIST'
            ? problem('', 'level', '累计延期超过 30 天或市级重点任务由区领导审批', 'decided by the district')
            : problem(
                '',
                'level',
                '累计延期 30 天以内由协调办公室审批',
                'decided by the coordination office',
              ),
        ];
  },

  verifierLevel(record, _input, context) {
    const isKey = taskOf(record).isMunicipalKey === true;
    return holds(context, isKey ? 'MUN' : 'COORD')
      ? []
      : [
          isKey
            ? problem(
                '',
                'level',
                '市级重点任务由市级部门核验',
                'municipal key tasks are verified by the city',
              )
            : problem('', 'level', '由协调办公室核验', 'verified by the coordination office'),
        ];
  },

  fullProgress(record) {
    const { progress } = taskOf(record);
    return progress === 100
      ? []
      : [
          problem(
            'data.progress',
            'not-complete',
            `进度须为 100%，最近一次填报为 ${progress ?? '无'}`,
            `progress must be 100 %, last reported: ${progress ?? 'none'}`,
          ),
        ];
  },

  spotCheckForProjects(record, input) {
    const { taskKind } = taskOf(record);
    return taskKind === 'project' && input.inputs.spotCheck === undefined
      ? [problem('inputs.spotCheck', 'required', '工程类任务须填写抽查情况', 'projects need a spot check')]
      : [];
  },

  worthUrging(record, _input, context) {
    const missing = missingReports(taskOf(record), context.now, context.calendar).length;
    return missing >= THRESHOLDS.missingReports || taskLight(record, context).light === 'red'
      ? []
      : [problem('', 'not-red', '红灯或缺报 2 次月报时方可督办', 'only when red or two reports are missing')];
  },
};

/** Whose-turn conditions, by the names that the definition uses. */
export const duties: NonNullable<RegistryRules['duties']> = {
  reportDue: (record, context) => openMonths(taskOf(record), context.now).length > 0,
  readyToSubmit: (record) => taskOf(record).progress === 100,
};

/** Mistakes in the data of a task that no single field shows. */
export function validateTask(data: Record<string, unknown>): Problem[] {
  const task = taskOf({ data });
  const problems: Problem[] = [];
  if (
    task.startDate !== undefined &&
    task.dueDate !== undefined &&
    daysBetween(task.startDate, task.dueDate) < 0
  ) {
    problems.push(problem('data.dueDate', 'before-start', '完成时限早于开始日期', 'due before the start'));
  }
  if ((task.assists ?? []).some((org) => (task.leads ?? []).includes(org))) {
    problems.push(
      problem('data.assists', 'lead-too', '配合单位不能同时是牵头单位', 'a lead unit cannot assist too'),
    );
  }
  const names = (task.milestones ?? []).map(({ name }) => name);
  if (new Set(names).size < names.length) {
    problems.push(problem('data.milestones', 'same-name', '里程碑名称重复', 'two milestones have one name'));
  }
  return problems;
}
