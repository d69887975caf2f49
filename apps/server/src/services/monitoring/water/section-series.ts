import type { Answer, Query } from '@huanzhi/contract';
import { daysBetween, effectiveHour, type HourDay, type HourMark } from '@huanzhi/monitoring';
import type { LocalText } from '@huanzhi/registry';
import { parseWaterClass } from '@huanzhi/standards';
import { readHourDays } from '../../../store/monitoring/hours.queries.ts';
import { readPeriodValues } from '../../../store/monitoring/period-values.queries.ts';
import { listSiteFactors } from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { AppError, problem } from '../../errors.ts';
import { itemLimit } from './figures.ts';
import { inStandardUnit, waterItem, waterItemKey } from './items.ts';
import { sectionOr404 } from './section-page.ts';

type Series = Answer<'waterSeries'>;
type Point = Series['points'][number];

const spans = { hour: 31, day: 366 } as const;

const markWords: Partial<Record<HourMark, LocalText>> = {
  F: { zh: '停运', en: 'stopped' },
  M: { zh: '维护', en: 'maintenance' },
  D: { zh: '故障', en: 'fault' },
  C: { zh: '校准', en: 'calibration' },
  T: { zh: '超量程', en: 'over range' },
  B: { zh: '通信中断', en: 'no communication' },
  '!': { zh: '不是数值', en: 'not a number' },
};

/**
 * Hours or days of one factor of a section, in the unit of GB 3838 where it is one of its items. Absent values keep
 * their place and say why.
 * @throws AppError `not-found` for a section or factor, `invalid-input` for a span that is empty or too long
 */
export async function sectionSeries(env: Env, id: number, query: Query<'waterSeries'>): Promise<Series> {
  const site = await sectionOr404(env, id);
  const { from, to, step } = query;
  const days = daysBetween(from, to);
  if (days.length === 0 || days.length > spans[step])
    throw new AppError('invalid-input', [
      problem(
        'to',
        'span',
        `起止日期须在 1 至 ${spans[step]} 天之间。`,
        `The span must be 1 to ${spans[step]} days.`,
      ),
    ]);
  const own = (await listSiteFactors(env.store.db, [id])).find((one) => one.factor === query.factor);
  if (own === undefined) throw new AppError('not-found');
  const key = waterItemKey(own.factor);
  const standard = key !== undefined && inStandardUnit(key, '0', own.unit) !== null;
  const convert = (value: number) =>
    standard ? Number(inStandardUnit(key, String(value), own.unit)) : value;
  const target = site.props.targetClass === undefined ? undefined : parseWaterClass(site.props.targetClass);
  const limit = standard && target !== undefined ? itemLimit(key, site.props.water ?? 'river', target) : null;
  const unit = standard ? waterItem(key).unit : own.unit;
  return {
    unit: unit === '1' ? '' : unit,
    limit:
      limit === null
        ? null
        : {
            text: limit.sign === '–' ? limit.text : `${limit.sign} ${limit.text}`,
            value: limit.value === null ? null : Number(limit.value),
          },
    points:
      step === 'day'
        ? await dayPoints(env, id, own.factor, days, convert)
        : await hourPoints(env, id, own.factor, days, site.intervalHours, convert),
  };
}

type Convert = (value: number) => number;

async function dayPoints(
  env: Env,
  siteId: number,
  code: string,
  days: readonly string[],
  convert: Convert,
): Promise<Point[]> {
  const [from = '', to = ''] = [days[0], days.at(-1)];
  const rows = await readPeriodValues(env.store.db, {
    siteIds: [siteId],
    period: 'day',
    from,
    to,
    factors: [code],
    statistics: ['mean'],
  });
  const byDay = new Map(rows.map((row) => [row.start, row]));
  return days.map((at) => {
    const row = byDay.get(at);
    const value = row?.value == null ? null : convert(Number(row.value));
    const invalid = value === null && (row?.received ?? 0) > 0;
    return {
      at,
      value,
      state: value !== null ? 'value' : invalid ? 'invalid' : 'missing',
      raw: null,
      reason:
        value !== null
          ? null
          : invalid
            ? { zh: '数据均无效', en: 'no valid data' }
            : { zh: '未收到数据', en: 'no data came' },
      reviewed: false,
    };
  });
}

async function hourPoints(
  env: Env,
  siteId: number,
  code: string,
  days: readonly string[],
  interval: number,
  convert: Convert,
): Promise<Point[]> {
  const [from = '', to = ''] = [days[0], days.at(-1)];
  const blocks = await readHourDays(env.store.db, { siteIds: [siteId], factors: [code], from, to });
  const byDay = new Map(blocks.map((block) => [block.day, block]));
  return days.flatMap((day) => {
    const block = byDay.get(day);
    return Array.from({ length: 24 }, (_, index) => index).flatMap((index) => {
      const came = block !== undefined && (block.marks[index] ?? '-') !== '-';
      // A section that measures every four hours owes no value for the hours between.
      if (!came && (interval === 0 || (index + 1) % interval !== 0)) return [];
      return [hourPoint(day, index, block, convert)];
    });
  });
}

function hourPoint(day: string, index: number, block: HourDay | undefined, convert: Convert): Point {
  const at = `${day}T${String(index + 1).padStart(2, '0')}:00`;
  if (block === undefined)
    return {
      at,
      value: null,
      state: 'missing',
      raw: null,
      reason: { zh: '未收到数据', en: 'no data came' },
      reviewed: false,
    };
  const { state, value } = effectiveHour(block, index);
  const raw = block.values[index] ?? null;
  const verdict = block.verdicts[index] ?? '.';
  return {
    at,
    value: value === null ? null : convert(value),
    state,
    raw: value === null && raw !== null ? convert(raw) : null,
    reason: state === 'value' ? null : hourReason(block, index),
    reviewed: verdict === 'V' || verdict === 'I',
  };
}

function hourReason(block: HourDay, index: number): LocalText {
  if (block.verdicts[index] === 'I') return { zh: '审核为无效', en: 'invalidated in review' };
  const mark = (block.marks[index] ?? '-') as HourMark;
  if (mark === '/') return { zh: '未监测', en: 'not monitored' };
  return markWords[mark] ?? { zh: '未收到数据', en: 'no data came' };
}
