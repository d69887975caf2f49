import { WATER_CLASS_LABELS, type WarningLevel, type WaterClass } from '@huanzhi/standards';
import { noTown, tierWords } from '../../services/monitoring/water/load-sections.ts';
import { monthText } from '../../services/monitoring/water/months.ts';
import type { WarnedItem, WarnedSection } from '../../services/monitoring/water/warnings.ts';
import type { WaterSettings } from '../../services/monitoring/water/water-settings.ts';
import { type ReportContent, type ReportFigure, sourceRows } from '../templates/report-kind.ts';
import { figure, type MissingFigure } from '../templates/template-data.ts';
import { dayText, declaration, type Issuer } from './monthly-content.ts';

/** What the officer decides about a notice. */
export interface WarningChoice {
  level: WarningLevel;
  /** Answer until, `YYYY-MM-DD`. */
  replyBy: string;
  requirement: string;
}

/** The conditions of the levels in words. */
export function rulesText({ rules }: WaterSettings): string {
  return [
    `连续 ${rules.remindMonths} 个月超目标为提醒`,
    `连续 ${rules.warnMonths} 个月${rules.warnOnYearToDate ? '或累计均值超目标' : ''}为预警`,
    `连续 ${rules.superviseMonths} 个月${rules.superviseOnInferior ? '、当月劣Ⅴ类' : ''}${rules.superviseOnUnreachable ? '、年度目标难以达到' : ''}为督办`,
  ].join('；');
}

/** The notice about one section. @param cls class of the section in the month */
export function warningContent(
  warned: WarnedSection,
  cls: WaterClass | null,
  month: string,
  choice: WarningChoice,
  settings: WaterSettings,
  issuer: Issuer,
): ReportContent {
  const { section } = warned;
  const figures = warned.items.flatMap((item) => itemFigures(warned, item, month));
  const title = `${section.name}地表水${choice.level}通知（${monthText(month)}）`;
  return {
    period: month,
    subject: section.code,
    title,
    fileName: `${title}.docx`,
    figures,
    data: {
      区名: issuer.district,
      等级: choice.level,
      建议等级: warned.level,
      年月: monthText(month),
      责任单位: section.town === noTown ? { missing: '未指定责任街镇' } : section.town,
      断面名称: section.name,
      河流: figure(section.river, '未录入河流'),
      级别: tierWords[section.tier]?.zh ?? section.tier,
      目标: figure(section.target === null ? null : WATER_CLASS_LABELS[section.target], '未设目标'),
      本月类别: figure(cls === null ? null : WATER_CLASS_LABELS[cls], '未收到数据'),
      反馈期限: dayText(choice.replyBy),
      要求: choice.requirement,
      依据: rulesText(settings),
      编制单位: issuer.org,
      编制日期: dayText(issuer.day),
      声明: declaration,
      项目: warned.items.map((item) => ({
        项目名称: item.name,
        现值: figure(item.value, '当月未收到数据'),
        限值: item.limit,
        超标倍数: multipleCell(item),
        连续月数: String(item.running),
        累计均值: figure(item.cumulative, 'pH 不计累计均值'),
        剩余月数: String(item.remaining),
        所需均值: neededCell(item),
        原因: item.reasons.join('、'),
      })),
      数据来源: sourceRows(figures),
    },
  };
}

function multipleCell(item: WarnedItem): string | MissingFigure {
  if (item.multipleToTarget !== null) return item.multipleToTarget;
  if (item.key === 'DO' || item.key === 'pH') return '不计倍数';
  return item.value === null ? { missing: '当月未收到数据' } : '未超';
}

function neededCell(item: WarnedItem): string | MissingFigure {
  if (item.needed !== null) return item.needed.startsWith('-') ? '零也不能达到' : item.needed;
  return { missing: item.remaining === 0 ? '年内已无剩余月份' : 'pH 不计所需均值' };
}

function itemFigures({ section }: WarnedSection, item: WarnedItem, month: string): ReportFigure[] {
  const page = `/monitoring/water/${section.id}?month=${month}`;
  const make = (
    what: string,
    value: string | null,
    unit: string,
    missing: string,
    formula: string,
    period: string,
  ): ReportFigure => ({
    name: `${item.name}·${what}`,
    value,
    missing: value === null ? missing : null,
    unit: value === null ? '' : unit,
    formula,
    sites: [section.name],
    period,
    page,
  });
  const unit = item.key === 'pH' ? '' : ' mg/L';
  const months = item.months.join('、');
  const limit = item.limit.replace(/^[≤≥] /, '');
  const count = item.months.length;
  return [
    make('现值', item.value, unit, '当月未收到数据', '当月全部有效测值的算术平均', month),
    make(
      '超标倍数',
      item.multipleToTarget,
      '',
      item.key === 'DO' || item.key === 'pH' ? '不计倍数' : '当月未超',
      `（现值 − ${limit}）÷ ${limit}`,
      month,
    ),
    make('连续月数', String(item.running), '个月', '', '截至当月连续劣于目标的月数（本年内）', months),
    make('累计均值', item.cumulative, unit, 'pH 不计累计均值', `${count} 个月均值的算术平均`, months),
    make(
      '剩余月份所需均值',
      item.needed === null || item.needed.startsWith('-') ? null : item.needed,
      unit,
      item.remaining === 0 ? '年内已无剩余月份' : item.needed === null ? 'pH 不计所需均值' : '零也不能达到',
      `（${count + item.remaining} × ${limit} − 累计之和）÷ ${item.remaining}`,
      months,
    ),
  ];
}
