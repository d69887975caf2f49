import {
  type MonthlyFigures,
  type RatioChange,
  type Share,
  WATER_CLASS_LABELS,
  WATER_CLASSES,
  type WaterClass,
} from '@huanzhi/standards';
import { noTown, tierWords } from '../../services/monitoring/water/load-sections.ts';
import { monthText, shiftMonth } from '../../services/monitoring/water/months.ts';
import type { WarnedItem, WarnedSection } from '../../services/monitoring/water/warnings.ts';
import {
  isGood,
  overText,
  type SectionYear,
  type WaterYear,
} from '../../services/monitoring/water/water-year.ts';
import { figureData, type ReportContent, type ReportFigure, sourceRows } from '../templates/report-kind.ts';
import { figure, type MissingFigure, type TemplateRow } from '../templates/template-data.ts';

/** Who issues a report and when. */
export interface Issuer {
  district: string;
  org: string;
  /** `YYYY-MM-DD` */
  day: string;
  /** Until when warned units answer, `YYYY-MM-DD`. */
  replyBy: string;
}

export const declaration = '数据未经最终审核，最终以市局发布为准。';

/** `2026年11月3日` */
export function dayText(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

const label = (cls: WaterClass | null) => (cls === null ? null : WATER_CLASS_LABELS[cls]);

/** The monthly report of a year of sections. @param warned sections for which a notice is due in the month */
export function monthlyContent(
  year: WaterYear,
  warned: readonly WarnedSection[],
  issuer: Issuer,
): ReportContent {
  const overall = overallFigures(year);
  const groups = [
    ...groupFigures(year, 'tier', year.report.byTier),
    ...groupFigures(year, 'town', year.report.byTown),
  ];
  const sections = year.assessed.flatMap((one) => sectionFigures(year, one));
  const figures = [...overall, ...groups, ...sections];
  const title = `${issuer.district}地表水环境质量专报（${monthText(year.month)}）`;
  return {
    period: year.month,
    subject: '',
    title,
    fileName: `${title}.docx`,
    figures,
    data: {
      ...figureData(overall),
      区名: issuer.district,
      年月: monthText(year.month),
      编制单位: issuer.org,
      编制日期: dayText(issuer.day),
      声明: declaration,
      评价方法: methodText,
      累计月份: cumulativeSpan(year),
      分级: groupRows('级别', year.report.byTier),
      分街镇: groupRows('街镇', year.report.byTown),
      断面: year.assessed.map(sectionRow),
      累计: year.assessed.map((one) => cumulativeRow(one, warned)),
      工作要求: requests(year, warned, issuer),
      数据来源: sourceRows(figures),
    },
  };
}

export const methodText =
  'GB 3838-2002 表 1；环办〔2011〕22号单因子评价，最差一项定类别，水温、总氮、粪大肠菌群不参评；溶解氧按浓度评价；月均值为当月全部有效测值的算术平均，累计为各月均值的算术平均。';

const overallPage = (year: WaterYear) => `/monitoring/water?month=${year.month}`;
const cumulativeSpan = (year: WaterYear) =>
  year.month.endsWith('-01') ? '1月' : `1–${Number(year.month.slice(5))}月`;

function overallFigures(year: WaterYear): ReportFigure[] {
  const { overall } = year.report;
  const names = year.assessed.map((one) => one.section.name);
  const judged = year.assessed.filter((one) => one.current.cls !== null);
  const namesOf = (list: readonly SectionYear[]) => list.map((one) => one.section.name);
  const make = (
    name: string,
    value: string | null,
    unit: string,
    formula: string,
    sites: string[],
    more: { missing?: string; period?: string } = {},
  ): ReportFigure => ({
    name,
    value,
    missing: value === null ? (more.missing ?? '本月没有断面参评') : null,
    unit: value === null ? '' : unit,
    formula,
    sites,
    period: more.period ?? year.month,
    page: overallPage(year),
  });
  const count = (name: string, list: readonly SectionYear[], formula: string) =>
    make(name, String(list.length), '个', formula, namesOf(list));
  const share = (name: string, of: Share, what: string) =>
    make(name, of.text, '%', `${what} ${of.count} ÷ 参评断面 ${of.of} × 100`, namesOf(judged));
  const span = { period: `${year.year}-01–${year.month}` };
  const cumulated = year.assessed.filter((one) => one.cumulative.cls !== null);
  const near = year.assessed.filter((one) => one.cumulative.near.length > 0);
  const { cumulative, headroom } = year;
  return [
    make('断面总数', String(names.length), '个', '参加评价且设有目标的断面', names),
    count('参评断面数', judged, '本月有类别的断面'),
    count(
      '未参评断面数',
      year.assessed.filter((one) => one.current.cls === null),
      '断面总数 − 参评断面数',
    ),
    count(
      '优良断面数',
      judged.filter((one) => one.current.cls !== null && isGood(one.current.cls)),
      '本月类别为Ⅰ–Ⅲ的断面',
    ),
    share('优良比例', overall.goodShare, 'Ⅰ–Ⅲ类断面'),
    count(
      '劣五类断面数',
      judged.filter((one) => one.current.cls === 'V_INFERIOR'),
      '本月类别为劣Ⅴ的断面',
    ),
    share('劣五类比例', overall.inferiorShare, '劣Ⅴ类断面'),
    count(
      '达标断面数',
      judged.filter((one) => one.current.meets === true),
      '本月类别达到或优于目标的断面',
    ),
    share('达标率', overall.compliance, '达标断面'),
    count(
      '超目标断面数',
      judged.filter((one) => one.current.meets === false),
      '本月类别劣于目标的断面',
    ),
    make('类别分布', classCounts(overall.classes), '', '各类别断面计数', namesOf(judged)),
    make('环比', changeText(overall.monthOnMonth), '', changeFormula, names, {
      missing: '上月没有断面参评',
      period: `${shiftMonth(year.month, -1)}、${year.month}`,
    }),
    make('同比', changeText(overall.yearOnYear), '', changeFormula, names, {
      missing: '去年同月没有断面参评',
      period: `${shiftMonth(year.month, -12)}、${year.month}`,
    }),
    make('累计参评断面数', String(cumulative.of), '个', '累计均值有类别的断面', namesOf(cumulated), span),
    make(
      '累计优良断面数',
      String(cumulative.good),
      '个',
      '累计均值为Ⅰ–Ⅲ类的断面',
      namesOf(cumulated.filter((one) => one.cumulative.cls !== null && isGood(one.cumulative.cls))),
      span,
    ),
    make(
      '累计优良比例',
      cumulative.text,
      '%',
      `累计Ⅰ–Ⅲ类断面 ${cumulative.good} ÷ 累计参评断面 ${cumulative.of} × 100`,
      namesOf(cumulated),
      { ...span, missing: '累计没有断面参评' },
    ),
    make(
      '年度要求比例',
      headroom === null ? null : `≥ ${headroom.share}`,
      '%',
      headroom === null ? '本区未录入年度要求' : `依据：${headroom.basis || '本区录入'}`,
      [],
      { ...span, missing: '未录入年度要求' },
    ),
    make(
      '断面余量',
      headroom === null ? null : spareText(headroom.spare),
      '',
      headroom === null
        ? '累计Ⅰ–Ⅲ类断面 − 要求断面'
        : `累计Ⅰ–Ⅲ类断面 ${headroom.good} − 要求断面 ${headroom.required}（${headroom.share}% × ${headroom.of} 进位取整）`,
      namesOf(cumulated),
      { ...span, missing: '未录入年度要求' },
    ),
    make(
      '临界断面数',
      String(near.length),
      '个',
      `累计均值达标且距目标限值不足 ${year.settings.nearPercent}%（本区设定）`,
      namesOf(near),
      span,
    ),
  ];
}

const changeFormula =
  '（Ⅰ–Ⅲ类比例之差）−（劣Ⅴ类比例之差），绝对值 ≤ 10 无明显变化，≤ 20 有所变化，> 20 明显变化';

/** `有所好转（12.5 个百分点）` */
function changeText(change: RatioChange | null): string | null {
  if (change === null) return null;
  const direction = change.direction === 'better' ? '好转' : '变差';
  const word = change.word === '无明显变化' ? change.word : change.word.replace('变化', direction);
  return `${word}（${change.text.replace('-', '−')} 个百分点）`;
}

function classCounts(classes: Readonly<Partial<Record<WaterClass, number>>>): string | null {
  const parts = WATER_CLASSES.flatMap((cls) =>
    classes[cls] === undefined ? [] : [`${WATER_CLASS_LABELS[cls]}类 ${classes[cls]} 个`],
  );
  return parts.length === 0 ? null : parts.join('、');
}

/** What the headroom in sections means in words. */
export function spareText(spare: number): string {
  if (spare < 0) return `还差 ${-spare} 个断面达到年度要求`;
  return spare === 0
    ? '再失 1 个断面即不达年度要求'
    : `再失 ${spare} 个断面仍达年度要求，再失 ${spare + 1} 个不达`;
}

type Groups = Readonly<Record<string, MonthlyFigures>>;

function groupFigures(year: WaterYear, by: 'tier' | 'town', groups: Groups): ReportFigure[] {
  return Object.entries(groups).flatMap(([name, one]) => {
    const members = year.assessed.filter(({ section }) =>
      by === 'town' ? section.town === name : (tierWords[section.tier]?.zh ?? section.tier) === name,
    );
    const sites = members.map((member) => member.section.name);
    const make = (what: string, value: string | null, unit: string, formula: string): ReportFigure => ({
      name: `${name}·${what}`,
      value,
      missing: value === null ? '没有断面参评' : null,
      unit: value === null ? '' : unit,
      formula,
      sites,
      period: year.month,
      page: overallPage(year),
    });
    const share = (what: string, of: Share, top: string) =>
      make(what, of.text, '%', `${top} ${of.count} ÷ 参评断面 ${of.of} × 100`);
    return [
      share('优良比例', one.goodShare, 'Ⅰ–Ⅲ类断面'),
      share('劣五类比例', one.inferiorShare, '劣Ⅴ类断面'),
      share('达标率', one.compliance, '达标断面'),
    ];
  });
}

function groupRows(first: string, groups: Groups): TemplateRow[] {
  const none = '没有断面参评';
  const percent = (of: Share) => figure(of.text === null ? null : `${of.text}%`, none);
  return Object.entries(groups).map(([name, one]) => ({
    [first]: name,
    断面数: String(one.sections),
    参评数: String(one.judged),
    优良数: String(one.goodShare.count),
    优良比例: percent(one.goodShare),
    劣五类比例: percent(one.inferiorShare),
    达标数: String(one.compliance.count),
    达标率: percent(one.compliance),
    环比: figure(changeText(one.monthOnMonth), '上月没有断面参评'),
    同比: figure(changeText(one.yearOnYear), '去年同月没有断面参评'),
  }));
}

function sectionFigures(year: WaterYear, one: SectionYear): ReportFigure[] {
  const { section, current, cumulative } = one;
  const page = `/monitoring/water/${section.id}?month=${year.month}`;
  const formula = (items: typeof current.items) =>
    items.length === 0
      ? '没有可评价的均值'
      : `最差一项定类别：${items
          .filter((item) => item.cls !== null)
          .map((item) => `${item.name} ${item.text}（${label(item.cls)}）`)
          .join('、')}`;
  return [
    {
      name: `${section.name}·本月类别`,
      value: label(current.cls),
      missing: current.cls === null ? (current.reason?.zh ?? '未收到数据') : null,
      unit: '',
      formula: formula(current.items),
      sites: [section.name],
      period: year.month,
      page,
    },
    {
      name: `${section.name}·累计类别`,
      value: label(cumulative.cls),
      missing: cumulative.cls === null ? '累计没有数据' : null,
      unit: '',
      formula: formula(cumulative.items),
      sites: [section.name],
      period: `${year.year}-01–${year.month}（${cumulative.months} 个月有值）`,
      page,
    },
  ];
}

const classCell = (cls: WaterClass | null, reason: string): string | MissingFigure =>
  figure(label(cls), reason);
const meetsCell = (meets: boolean | null, reason: string): string | MissingFigure =>
  meets === null ? { missing: reason } : meets ? '达标' : '超目标';

function sectionRow({ section, current, before, lastYear }: SectionYear, index: number): TemplateRow {
  const none = current.reason?.zh ?? '未收到数据';
  return {
    行号: String(index + 1),
    责任街镇: section.town === noTown ? { missing: '未指定责任街镇' } : section.town,
    断面名称: section.name,
    河流: figure(section.river, '未录入'),
    级别: tierWords[section.tier]?.zh ?? section.tier,
    目标: figure(label(section.target), '未设目标'),
    本月类别: classCell(current.cls, none),
    上月类别: classCell(before, '上月无类别'),
    去年同期: classCell(lastYear, '去年同月无类别'),
    是否达标: meetsCell(current.meets, none),
    超标项目: current.cls === null ? '无' : current.over.map(overText).join('、') || '无',
    备注: current.reason?.zh ?? '无',
  };
}

function cumulativeRow({ section, cumulative }: SectionYear, warned: readonly WarnedSection[]): TemplateRow {
  const items = warned.find((one) => one.section.id === section.id)?.items ?? [];
  const over = cumulative.over.map((item) => {
    const found = items.find((one) => one.key === item.key);
    return found === undefined ? `${item.name}累计 ${item.text}，超目标` : riskText(found);
  });
  const near = cumulative.near.map((item) => `${item.name}累计 ${item.text}，接近限值 ${item.limit}`);
  return {
    断面名称: section.name,
    目标: figure(label(section.target), '未设目标'),
    累计类别: classCell(cumulative.cls, '累计没有数据'),
    是否达标: meetsCell(cumulative.meets, '累计没有数据'),
    累计超标项目: cumulative.over.map(overText).join('、') || '无',
    风险: cumulative.cls === null ? { missing: '累计没有数据' } : [...over, ...near].join('；') || '暂无',
  };
}

/** `氨氮累计 1.21，其余 2 个月均值须 ≤ 0.95，年度目标已难以达到` */
export function riskText(item: WarnedItem): string {
  const sign = item.limit.startsWith('≥') ? '≥' : '≤';
  const parts = [
    item.cumulative === null ? `${item.name}超出范围 ${item.limit}` : `${item.name}累计 ${item.cumulative}`,
    ...(item.needed === null || item.remaining === 0
      ? []
      : item.needed.startsWith('-')
        ? [`其余 ${item.remaining} 个月即使为零也不能达到年度目标`]
        : [`其余 ${item.remaining} 个月均值须 ${sign} ${item.needed}`]),
    ...(item.outlook === 'unreachable' ? ['年度目标已难以达到'] : []),
  ];
  return parts.join('，');
}

function requests(year: WaterYear, warned: readonly WarnedSection[], issuer: Issuer): TemplateRow[] {
  const counted = warned.filter((one) =>
    year.assessed.some((assessed) => assessed.section.id === one.section.id),
  );
  if (counted.length === 0) return [{ 内容: '本月没有断面达到预警条件，请各责任单位继续做好日常管护。' }];
  return counted.map(({ section, level, items }, index) => ({
    内容: `${index + 1}. ${section.name}（${section.town}，${level}）：${items
      .map((item) => `${item.name}${item.reasons.join('、')}`)
      .join('；')}。请排查原因并采取措施，于${dayText(issuer.replyBy)}前反馈。`,
  }));
}
