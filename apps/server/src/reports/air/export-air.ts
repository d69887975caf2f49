import type { Query } from '@huanzhi/contract';
import { type Env, localDay } from '../../services/env.ts';
import { airCalendar } from '../../services/monitoring/air/calendar.ts';
import { shownPollutants } from '../../services/monitoring/air/pollutants.ts';
import { airRanking } from '../../services/monitoring/air/ranking.ts';
import { stateWords } from '../../services/monitoring/air/reasons.ts';
import { airSitePage } from '../../services/monitoring/air/site-page.ts';
import { audit, type Origin, type Session } from '../../services/session.ts';
import {
  type SheetCell,
  type SheetContent,
  writeSheets,
  xlsxType,
} from '../../services/tables/write-sheet.ts';
import { captionOf } from '../export-records.ts';

const levelWords = ['优', '良', '轻度污染', '中度污染', '重度污染', '严重污染'];

/** The calendar of days as seen: one line a day, and the months. */
export async function exportAirCalendar(
  env: Env,
  session: Session,
  query: Query<'exportAirCalendar'>,
  origin: Origin,
) {
  const calendar = await airCalendar(env, query.site, query.year);
  await audit(env, session.user, 'air.calendar.export', String(query.site), { ...query }, origin.ip);
  const who = calendar.site?.name ?? '全区';
  const editions = calendar.editions.map((one) => `${one.id}（${one.from} 起）`).join('，');
  const caption = `${who} ${calendar.year} 年　${calendar.total.formula.zh}　评价：${editions}　${captionOf(env, session)}`;
  const days = calendar.days.filter((one) => one.state !== 'future');
  return download(env, `空气日历-${who}-${calendar.year}`, [
    {
      name: '日',
      caption,
      columns: [
        { title: '日期', width: 14 },
        { title: 'AQI', width: 8 },
        { title: '级别', width: 12 },
        { title: '首要污染物', width: 18 },
        { title: '状态', width: 10 },
        { title: '公布日值', width: 24 },
        { title: '说明', width: 60 },
      ],
      rows: days.map((one) => [
        one.day,
        one.value,
        one.level === null ? null : (levelWords[one.level - 1] ?? null),
        one.primary.join('、'),
        one.state === 'value' ? '有效' : stateWords[one.state as keyof typeof stateWords].zh,
        one.published.join('、'),
        one.reason?.zh ?? '',
      ]),
    },
    {
      name: '月',
      caption,
      columns: [
        { title: '月份', width: 8 },
        { title: '优良天数', width: 12 },
        { title: '有效天数', width: 12 },
        { title: '全月天数', width: 12 },
      ],
      rows: calendar.months.map((one) => [one.month, one.good, one.valid, one.days]),
    },
  ]);
}

const measureWords = { pm25: '细颗粒物', composite: '综合指数', good: '优良天数比率' };

/** The ranking as seen: same rows, same order. */
export async function exportAirRanking(
  env: Env,
  session: Session,
  query: Query<'exportAirRanking'>,
  origin: Origin,
) {
  const ranking = await airRanking(env, query);
  await audit(env, session.user, 'air.ranking.export', query.period, { ...query }, origin.ip);
  return download(env, `空气排名-${measureWords[query.measure]}-${query.period}`, [
    {
      name: '排名',
      caption: `${query.period}　${ranking.formula.zh}　${ranking.limits}，${ranking.method}　${captionOf(env, session)}`,
      columns: [
        { title: '名次', width: 8 },
        { title: query.by === 'site' ? '站点' : '街镇', width: 24 },
        { title: 'PM2.5（µg/m³）', width: 14 },
        { title: 'PM2.5 有效天数', width: 14 },
        { title: '综合指数', width: 12 },
        { title: '优良天数', width: 12 },
        { title: '有效天数', width: 12 },
        { title: '优良天数比率（%）', width: 16 },
        { title: '缺项', width: 24 },
        { title: '天数不足', width: 24 },
        { title: '用到公布日值的站日', width: 18 },
      ],
      rows: ranking.rows.map((row) => [
        row.rank,
        row.name,
        numberOf(row.pm25),
        row.pm25Days,
        numberOf(row.composite),
        row.good,
        row.valid,
        numberOf(row.percent),
        row.missing.join('、'),
        row.short.join('、'),
        row.publishedDays,
      ]),
    },
  ]);
}

/** Hours and days of a station as seen. */
export async function exportAirHours(
  env: Env,
  session: Session,
  siteId: number,
  query: Query<'exportAirHours'>,
  origin: Origin,
) {
  const page = await airSitePage(env, siteId, query);
  await audit(env, session.user, 'air.hours.export', String(siteId), { ...query }, origin.ip);
  const caption = `${page.site.name} ${page.from} 至 ${page.to}　时次为该小时结束时刻　${captionOf(env, session)}`;
  const titles = page.series.map(({ pollutant, unit }) => ({ title: `${pollutant}（${unit}）`, width: 14 }));
  const [first] = page.series;
  return download(env, `空气小时值-${page.site.name}-${page.from}-${page.to}`, [
    {
      name: '小时',
      caption,
      columns: [
        { title: '日期', width: 14 },
        { title: '时次', width: 8 },
        ...titles,
        { title: '说明', width: 48 },
      ],
      rows: (first?.hours ?? []).map((hour, index): SheetCell[] => {
        const cells = page.series.map((series) => series.hours[index]);
        return [
          hour.day,
          hour.hour,
          ...cells.map((cell) => numberOf(cell?.value ?? null)),
          cells
            .flatMap((cell, at) =>
              cell?.reason == null ? [] : `${page.series[at]?.pollutant} ${cell.reason.zh}`,
            )
            .join('；'),
        ];
      }),
    },
    {
      name: '日',
      caption,
      columns: [
        { title: '日期', width: 14 },
        { title: 'AQI', width: 8 },
        { title: '首要污染物', width: 18 },
        ...shownPollutants.map((pollutant) => ({ title: pollutant, width: 12 })),
        { title: '评价标准', width: 16 },
        { title: '公布日值', width: 24 },
        { title: '说明', width: 48 },
      ],
      rows: page.days.map((day): SheetCell[] => [
        day.day,
        day.index.value,
        day.index.primary.join('、'),
        ...day.figures.map((figure) => numberOf(figure.value)),
        day.edition,
        day.figures.flatMap((figure) => (figure.published > 0 ? figure.pollutant : [])).join('、'),
        day.index.reason?.zh ?? '',
      ]),
    },
  ]);
}

function numberOf(text: string | null): number | null {
  return text === null ? null : Number(text);
}

function download(env: Env, name: string, sheets: SheetContent[]) {
  const named = name.slice(0, 100);
  return { fileName: `${named}-${localDay(env.clock())}.xlsx`, mime: xlsxType, body: writeSheets(sheets) };
}
