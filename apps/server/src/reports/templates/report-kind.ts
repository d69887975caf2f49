import type { LocalText } from '@huanzhi/registry';
import type { TemplateFields, TemplateRow } from './template-data.ts';

/** A kind of report (专报、通知、简报) that is written as Word from a template. */
export interface ReportKind {
  /** Stable, `water-monthly`. */
  id: string;
  name: LocalText;
  /** Every placeholder that a template may use. */
  fields: TemplateFields;
  /** Placeholders that a template must keep, so that every figure stays linked to its data. */
  required: readonly string[];
  /** Data with which a template is tried before it is accepted; no real figures. */
  sample: TemplateRow;
  /** The template as long as nobody has uploaded another. */
  builtIn: () => Buffer;
}

/** A report ready to be filled in and kept. */
export interface ReportContent {
  /** `2026-10`, `2026-10-05`. */
  period: string;
  /** What it is about within its period; empty for the district. */
  subject: string;
  title: string;
  fileName: string;
  data: TemplateRow;
  /** The same figures for programs. */
  figures: ReportFigure[];
}

/** One figure of a report, tied to what it is made of. */
export interface ReportFigure {
  /** Name of the placeholder, or of the row and column in a table. */
  name: string;
  /** As printed; null when there is none. */
  value: string | null;
  /** Why there is none. */
  missing: string | null;
  unit: string;
  formula: string;
  /** Names of the sites that it is made of. */
  sites: string[];
  /** `2026-01–2026-10`, or a list. */
  period: string;
  /** Address of the page that shows it. */
  page: string;
}

/** The rows of the appendix 数据来源. */
export const sourceFields = {
  序号: '行号',
  指标: '指标名称',
  数值: '报告中的数值',
  算法: '计算公式',
  点位: '所用断面或站点',
  期间: '所用月份或日期',
  地址: '系统页面地址',
} as const;

/** The appendix 数据来源 of some figures. */
export function sourceRows(figures: readonly ReportFigure[]): TemplateRow[] {
  return figures.map((one, index) => ({
    序号: String(index + 1),
    指标: one.name,
    数值: one.value === null ? { missing: one.missing ?? '未知' } : `${one.value}${one.unit}`,
    算法: one.formula,
    点位: one.sites.length === 0 ? '无' : one.sites.join('、'),
    期间: one.period,
    地址: one.page,
  }));
}

/** Placeholders and their values of figures that stand in the text. */
export function figureData(figures: readonly ReportFigure[]): TemplateRow {
  return Object.fromEntries(
    figures.map((one) => [
      one.name,
      one.value === null ? { missing: one.missing ?? '未知' } : `${one.value}${one.unit}`,
    ]),
  );
}
