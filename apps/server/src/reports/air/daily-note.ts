import { aqiCategory, pollutantNameZh } from '@huanzhi/standards';
import { district } from '../../services/district.ts';
import { type Env, localDay } from '../../services/env.ts';
import { AppError, problem } from '../../services/errors.ts';
import { airDay } from '../../services/monitoring/air/day.ts';
import type { ShownIndex } from '../../services/monitoring/air/figures.ts';
import { yearToDate } from '../../services/monitoring/air/year-to-date.ts';
import type { Origin, Session } from '../../services/session.ts';
import { issueReport } from '../templates/issue-report.ts';
import { figureData, type ReportContent, type ReportFigure, sourceRows } from '../templates/report-kind.ts';
import { figure } from '../templates/template-data.ts';
import { airNoteKind } from './note-kind.ts';

/**
 * Writes the note of a day from the newest template and keeps it with its figures.
 * @param day `YYYY-MM-DD`, a day that has ended
 * @throws AppError `validation-failed` for a day that has not ended
 */
export async function issueAirNote(env: Env, session: Session, day: string, origin: Origin) {
  if (day >= localDay(env.clock())) {
    throw new AppError('validation-failed', [
      problem('day', 'day', `${day} 还没有结束，不能出日报。`, `${day} has not ended yet.`),
    ]);
  }
  return issueReport(env, session, airNoteKind.id, await noteContent(env, session, day), origin);
}

/** What the note of a day says; every figure tied to its data, what is missing named with its reason. */
export async function noteContent(env: Env, session: Session, day: string): Promise<ReportContent> {
  const [value, year, { name }] = await Promise.all([
    airDay(env, 0, day),
    yearToDate(env, 0, day),
    district(env),
  ]);
  const sites = value.stations.map(({ site }) => site.name);
  const reason = value.index.reason?.zh ?? '没有收到数据';
  const page = `/monitoring/air?day=${day}`;
  const span = `${year.from}–${day}`;
  const figureOf = (
    what: string,
    text: string | null,
    unit: string,
    formula: string,
    missing = reason,
    period = day,
  ): ReportFigure => ({
    name: what,
    value: text,
    missing: text === null ? missing : null,
    unit,
    formula,
    sites,
    period,
    page,
  });
  const yearNone = '今年还没有有效日值';
  const inText = [
    figureOf('指数', value.index.value === null ? null : String(value.index.value), '', value.formula.zh),
    figureOf('年内优良天数', String(year.good), '天', 'AQI ≤ 100 的天数', yearNone, span),
    figureOf('年内有效天数', String(year.valid), '天', '有 AQI 的天数', yearNone, span),
    figureOf('优良率', year.percent, '%', '优良天数 ÷ 有效天数', yearNone, span),
    figureOf('细颗粒物累计', year.pm25, '微克/立方米', `${year.pm25Days} 个有效日均值的平均`, yearNone, span),
  ];
  const pollutants = value.figures.map((one) =>
    figureOf(
      `${pollutantNameZh(one.pollutant)}浓度`,
      one.value,
      one.unit,
      `${one.pollutant === 'O3' ? '各评价站日最大 8 小时平均的平均' : '各评价站日均值的平均'}${
        one.published > 0 ? `（${one.valid} 站中 ${one.published} 站为公布日值）` : ''
      }`,
      one.reason?.zh ?? '没有收到数据',
    ),
  );
  const stations = value.stations.map(
    ({ site, index }): ReportFigure => ({
      ...figureOf(
        `${site.name}指数`,
        index.value === null ? null : String(index.value),
        '',
        `按 ${value.edition} 算`,
        index.reason?.zh,
      ),
      sites: [site.name],
      page: `/monitoring/air/${site.id}?from=${day}&to=${day}`,
    }),
  );
  const figures = [...inText, ...pollutants, ...stations];
  const title = `${name}空气质量日报（${day}）`;
  return {
    period: day,
    subject: '',
    title,
    fileName: `${title}.docx`,
    figures,
    data: {
      ...figureData(inText),
      区名: name,
      日期: dateZh(day),
      级别: figure(levelOf(value.index), reason),
      首要污染物: figure(primaryOf(value.index), reason),
      评价标准: value.edition,
      编制单位: session.user.orgName,
      编制日期: dateZh(localDay(env.clock())),
      声明: '实时数据未经最终审核，以最终发布为准。',
      污染物: value.figures.map((one) => ({
        名称: pollutantNameZh(one.pollutant),
        浓度: figure(
          one.value === null ? null : `${one.value} ${one.unit}`,
          one.reason?.zh ?? '没有收到数据',
        ),
        分指数: figure(one.iaqi === null ? null : String(one.iaqi), one.reason?.zh ?? '没有浓度'),
      })),
      站点:
        value.stations.length === 0
          ? [stationRow('全区', value.index)]
          : value.stations.map(({ site, index }) => stationRow(site.name, index)),
      数据来源: sourceRows(figures),
    },
  };
}

function stationRow(name: string, index: ShownIndex) {
  const reason = index.reason?.zh ?? '没有收到数据';
  return {
    站名: name,
    站点指数: figure(index.value === null ? null : String(index.value), reason),
    站点级别: figure(levelOf(index), reason),
    站点首要: figure(primaryOf(index), reason),
  };
}

function levelOf(index: ShownIndex): string | null {
  return index.value === null ? null : aqiCategory(index.value).nameZh;
}

/** 首要污染物 is named above 50 only. */
function primaryOf(index: ShownIndex): string | null {
  if (index.value === null) return null;
  return index.primary.length === 0 ? '无' : index.primary.map(pollutantNameZh).join('、');
}

function dateZh(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
