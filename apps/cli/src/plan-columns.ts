import type { Comparator, Deadline, PlanIndicator, PlanReading } from '@huanzhi/plan-reader';

/** A sheet of a plan: a name, column titles and cells. Offices know these titles from their own lists. */
export interface PlanSheet {
  name: string;
  header: string[];
  rows: Array<Array<string | number>>;
}

const COMPARATORS: Readonly<Record<Comparator, string>> = {
  '>=': '≥',
  '<=': '≤',
  '=': '＝',
  '~': '约',
  '>': '＞',
  '<': '＜',
  between: '介于',
  qualitative: '定性',
};

function deadlineText(deadline: Deadline): string {
  if (deadline.date !== null) return deadline.date;
  if (deadline.start !== null && deadline.end !== null) return `${deadline.start}至${deadline.end}`;
  return deadline.text;
}

function valueCell(indicator: PlanIndicator): string | number {
  if (indicator.value === null) return indicator.raw ?? '';
  return indicator.value2 === undefined ? indicator.value : `${indicator.value}—${indicator.value2}`;
}

/**
 * What a plan reading shows as lists: 任务, 指标, 章节.
 *
 * @returns Three sheets in this order; numbers stay numbers, so that Excel can sort them.
 */
export function planSheets(reading: PlanReading): PlanSheet[] {
  return [
    {
      name: '任务',
      header: ['序号', '章节', '任务', '牵头单位', '配合单位', '责任单位', '完成时限', '内容'],
      rows: reading.tasks.map((task, index) => [
        index + 1,
        task.path,
        task.title,
        task.leads.join('、'),
        task.supports.join('、'),
        task.responsible.join('、'),
        task.deadlines.map(deadlineText).join('；'),
        task.content,
      ]),
    },
    {
      name: '指标',
      header: ['序号', '章节', '指标', '对象', '要求', '目标值', '单位', '期限', '力争', '原文'],
      rows: reading.indicators.map((indicator, index) => [
        index + 1,
        indicator.path,
        indicator.name,
        indicator.subject,
        COMPARATORS[indicator.comparator],
        valueCell(indicator),
        indicator.unit ?? '',
        indicator.deadline ?? '',
        indicator.stretch ? '是' : '',
        indicator.source,
      ]),
    },
    {
      name: '章节',
      header: ['路径', '级别', '编号', '标题', '是否任务'],
      rows: reading.sections.map((section) => [
        section.path,
        section.level,
        section.number ?? '',
        section.title,
        section.isTask ? '是' : '',
      ]),
    },
  ];
}
