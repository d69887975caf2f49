import { type Env, localDay } from '../services/env.ts';
import { listSources } from '../services/monitoring/sources/list-sources.ts';
import { noiseAndDust } from '../services/monitoring/sources/noise-and-dust.ts';
import type { SourceDay } from '../services/monitoring/sources/source-day.ts';
import { sourcePage } from '../services/monitoring/sources/source-page.ts';
import { audit, type Origin, type Session } from '../services/session.ts';
import { type SheetCell, type SheetContent, writeSheets, xlsxType } from '../services/tables/write-sheet.ts';
import { captionOf } from './export-records.ts';

const outcomeWords = { exceeds: '超标', within: '达标', 'not-judged': '不判定' };
const mediumWords = { water: '废水', gas: '废气' };
const hourWords = { exceeds: '超标', warning: '高于限值（预警）', within: '' };

/** The list of outlets as seen: one line an outlet. */
export async function exportSources(env: Env, session: Session, day: string | undefined, origin: Origin) {
  const list = await listSources(env, session, day);
  await audit(env, session.user, 'source.export', 'list', { day: list.day }, origin.ip);
  return download(env, `污染源-${list.day}`, [
    {
      name: '排放口',
      caption: `${list.day}　传输有效率要求 ≥ ${list.rule.threshold}%（${list.rule.mark}）　${captionOf(env, session)}`,
      columns: [
        { title: '编号', width: 16 },
        { title: '排放口', width: 28 },
        { title: '企业', width: 28 },
        { title: '类别', width: 8 },
        { title: '判定', width: 10 },
        { title: '说明', width: 40 },
        { title: '日均值', width: 48 },
        { title: '小时预警（时）', width: 14 },
        { title: '传输有效率（%）', width: 16 },
        { title: '未关闭告警', width: 12 },
      ],
      rows: list.items.map(({ source, result, alerts }): SheetCell[] => [
        source.code,
        source.name,
        source.enterpriseName,
        mediumWords[source.medium],
        judged(result),
        result.reason?.zh ?? '',
        figuresText(result),
        result.warnings,
        result.rate.text === null ? null : Number(result.rate.text),
        alerts.open,
      ]),
    },
  ]);
}

/** Days and hours of an outlet as seen. */
export async function exportSource(
  env: Env,
  session: Session,
  id: number,
  span: { from?: string | undefined; to?: string | undefined },
  origin: Origin,
) {
  const page = await sourcePage(env, session, id, span);
  await audit(env, session.user, 'source.export', String(id), { from: page.from, to: page.to }, origin.ip);
  const caption = `${page.source.name} ${page.from} 至 ${page.to}　时次为该小时结束时刻　${captionOf(env, session)}`;
  const figures = page.series.map(({ factor, name, unit }) => ({
    factor,
    title: `${name.zh}${unit === '' ? '' : `（${unit}）`}`,
  }));
  return download(env, `排放口-${page.source.name}-${page.from}-${page.to}`, [
    {
      name: '日',
      caption,
      columns: [
        { title: '日期', width: 14 },
        ...figures.map(({ title }) => ({ title, width: 16 })),
        { title: '排水（m³）', width: 12 },
        { title: '传输有效率（%）', width: 16 },
        { title: '判定', width: 14 },
        { title: '小时预警（时）', width: 14 },
        { title: '不参评', width: 40 },
        { title: '说明', width: 40 },
      ],
      rows: page.days.map((day): SheetCell[] => [
        day.day,
        ...figures.map(({ factor }) => numberOf(day.figures.find((one) => one.factor === factor)?.value)),
        numberOf(day.discharge?.value),
        numberOf(day.rate.text),
        judged(day),
        day.warnings,
        day.leftOut.map(({ reason, hours }) => `${reason.zh} ${hours} 时`).join('、'),
        day.reason?.zh ?? '',
      ]),
    },
    {
      name: '小时',
      caption,
      columns: [
        { title: '日期', width: 14 },
        { title: '时次', width: 8 },
        ...figures.map(({ title }) => ({ title, width: 16 })),
        { title: '说明', width: 48 },
      ],
      rows: (page.series[0]?.hours ?? []).map(({ day, hour }, index): SheetCell[] => {
        const cells = page.series.map((one) => ({ name: one.name.zh, hour: one.hours[index] }));
        const notes = cells.flatMap(({ name, hour: cell }) => {
          const word = cell?.reason?.zh ?? (cell?.outcome == null ? '' : hourWords[cell.outcome]);
          return word === '' ? [] : [`${name} ${word}`];
        });
        return [day, hour, ...cells.map((cell) => cell.hour?.value ?? null), notes.join('；')];
      }),
    },
  ]);
}

const dustWords = {
  exceeds: '超标',
  within: '达标',
  open: '未见超标，不能排除',
  none: '没有数据',
} as const;

/** Noise points and dust sites of a day as seen. */
export async function exportNoise(env: Env, session: Session, day: string | undefined, origin: Origin) {
  const page = await noiseAndDust(env, day);
  await audit(env, session.user, 'noise.export', page.day, {}, origin.ip);
  const { noiseStandard, dustRule } = page;
  return download(env, `噪声与扬尘-${page.day}`, [
    {
      name: '噪声',
      caption: `${page.day}　${noiseStandard.id} ${noiseStandard.clause}（${noiseStandard.mark}）　${captionOf(env, session)}`,
      columns: [
        { title: '编号', width: 16 },
        { title: '点位', width: 28 },
        { title: '功能区', width: 10 },
        ...['昼间 Ld', '昼间限值', '昼间判定', '夜间 Ln', '夜间限值', '夜间判定', 'Ldn'].map((title) => ({
          title,
          width: 12,
        })),
      ],
      rows: page.points.map((one): SheetCell[] => [
        one.code,
        one.name,
        one.zone,
        ...[one.day, one.night].flatMap((level): SheetCell[] => [
          numberOf(level.value),
          level.limit,
          outcomeWords[level.outcome],
        ]),
        numberOf(one.ldn),
      ]),
    },
    {
      name: '扬尘',
      caption: `${page.day}　${dustRule.id}（${dustRule.mark}）按 ${dustRule.averagingMinutes} 分钟均值计数，没有均值的小时按一次计　${captionOf(env, session)}`,
      columns: [
        { title: '编号', width: 16 },
        { title: '工地', width: 28 },
        { title: `最高小时（${dustRule.unit}）`, width: 16 },
        { title: '有效小时', width: 12 },
        { title: '有效均值 ÷ 应有', width: 16 },
        { title: '计数', width: 40 },
        { title: '判定', width: 16 },
      ],
      rows: page.dust.map((one): SheetCell[] => [
        one.code,
        one.name,
        one.highest?.value ?? null,
        one.valid,
        `${one.means.used} ÷ ${one.means.due}`,
        one.counts.map((count) => `> ${count.limit}：${count.count} 次，允许 ${count.allowed}`).join('；'),
        dustWords[one.outcome],
      ]),
    },
  ]);
}

function judged(day: SourceDay): string {
  return `${outcomeWords[day.outcome]}${day.provisional ? '（暂定）' : ''}`;
}

function figuresText(day: SourceDay): string {
  return day.figures
    .filter((one) => one.limit !== null)
    .map((one) => `${one.name.zh} ${one.value ?? '—'} ${one.unit}`.trim())
    .join('；');
}

function numberOf(text: string | null | undefined): number | null {
  return text == null ? null : Number(text);
}

function download(env: Env, name: string, sheets: SheetContent[]) {
  const fileName = `${name.slice(0, 100)}-${localDay(env.clock())}.xlsx`;
  return { fileName, mime: xlsxType, body: writeSheets(sheets) };
}
