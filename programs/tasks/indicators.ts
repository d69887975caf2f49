import {
  type IndicatorDefinition,
  localDay,
  type RegistryRecord,
  type RegistryRules,
  type TimeContext,
} from '@huanzhi/registry';
import { taskLight } from './progress.ts';
import { endedMonths, reportDueOn } from './reports.ts';
import { taskOf } from './task.ts';

const UNDER_WAY = ['active', 'postponing', 'checking'];
const inForce = (record: RegistryRecord): boolean =>
  record.state !== 'drafted' && record.state !== 'terminated';

/** Adds amounts of 10,000 yuan exactly, in units of 100 yuan (two decimals). */
function sum(records: RegistryRecord[], amount: (record: RegistryRecord) => number | undefined): number {
  return records.reduce((total, record) => total + Math.round((amount(record) ?? 0) * 100), 0) / 100;
}

const count = (records: RegistryRecord[], holds: (record: RegistryRecord) => boolean): number =>
  records.filter(holds).length;

/**
 * Numerators and denominators of the task indicators (workflows §2.2), over the records given. A
 * denominator of 0 means that there is nothing to judge yet, not 0 %.
 */
export const indicatorRules: NonNullable<RegistryRules['indicators']> = {
  completion(records, context) {
    const today = localDay(context.now);
    const due = records.filter((record) => inForce(record) && (taskOf(record).dueDate ?? '9999') <= today);
    return { numerator: count(due, ({ state }) => state === 'done'), denominator: due.length };
  },

  onCourse(records, context) {
    const judged = records
      .filter(({ state }) => UNDER_WAY.includes(state) || state === 'done')
      .map((record) => taskLight(record, context).light)
      .filter((light) => light !== 'grey');
    const good = judged.filter((light) => light === 'green' || light === 'blue');
    return { numerator: good.length, denominator: judged.length };
  },

  onTimeReports(records, context: TimeContext) {
    const today = localDay(context.now);
    let numerator = 0;
    let denominator = 0;
    for (const record of records.filter(inForce)) {
      const task = taskOf(record);
      for (const month of endedMonths(task, today)) {
        if (reportDueOn(month, context.calendar) >= today) continue;
        denominator += 1;
        if (task.reports?.some((item) => item.month === month && item.onTime)) numerator += 1;
      }
    }
    return { numerator, denominator };
  },

  investment(records) {
    const planned = records.filter((record) => inForce(record) && (taskOf(record).budget ?? 0) > 0);
    return {
      numerator: sum(planned, (record) => taskOf(record).paid),
      denominator: sum(planned, (record) => taskOf(record).budget),
    };
  },

  postponed(records) {
    const signed = records.filter((record) => inForce(record) && taskOf(record).signedOn !== undefined);
    const postponed = (record: RegistryRecord): boolean =>
      taskOf(record).postponements?.some(({ decision }) => decision === 'approved') ?? false;
    return { numerator: count(signed, postponed), denominator: signed.length };
  },

  returned(records) {
    const add = (key: 'returns' | 'submissions'): number =>
      records.reduce((total, record) => total + (taskOf(record)[key] ?? 0), 0);
    return { numerator: add('returns'), denominator: add('submissions') };
  },
};

/** Indicators of the tasks registry with the formula shown beside each figure. */
export const indicators: IndicatorDefinition[] = [
  {
    key: 'completion',
    label: { zh: '完成率', en: 'Completion rate' },
    unit: '%',
    formula: { zh: '已完成 ÷ 期内到期的全部任务', en: 'done ÷ all tasks whose due date has come' },
    rule: 'completion',
    version: 1,
  },
  {
    key: 'onCourse',
    label: { zh: '时序达标率', en: 'On-course rate' },
    unit: '%',
    formula: { zh: '（绿灯 + 蓝灯）÷ 全部已启动任务', en: '(green + blue) ÷ all tasks under way or done' },
    rule: 'onCourse',
    version: 1,
  },
  {
    key: 'onTimeReports',
    label: { zh: '按时报送率', en: 'Reports on time' },
    unit: '%',
    formula: { zh: '按时月报 ÷ 应报月报', en: 'reports on time ÷ reports due' },
    rule: 'onTimeReports',
    version: 1,
  },
  {
    key: 'investment',
    label: { zh: '投资完成率', en: 'Investment rate' },
    unit: '%',
    formula: { zh: '完成投资合计 ÷ 计划投资合计', en: 'Σ paid ÷ Σ planned' },
    rule: 'investment',
    version: 1,
  },
  {
    key: 'postponed',
    label: { zh: '延期率', en: 'Postponement rate' },
    unit: '%',
    formula: {
      zh: '获准延期的任务 ÷ 已签收任务',
      en: 'tasks with an approved postponement ÷ tasks signed for',
    },
    rule: 'postponed',
    version: 1,
  },
  {
    key: 'returned',
    label: { zh: '退回率', en: 'Return rate' },
    unit: '%',
    formula: { zh: '核验退回次数 ÷ 提交核验次数', en: 'completions returned ÷ completions submitted' },
    rule: 'returned',
    version: 1,
  },
];
