import {
  dayFigures,
  type Figure,
  type FiguredSite,
  type HourDay,
  type HourVerdict,
  publishedIn,
  waterItemOf,
} from '@huanzhi/monitoring';
import { aqiCategory, itemClass, rational, roundHalfEvenText, WATER_CLASS_LABELS } from '@huanzhi/standards';
import { readHourDays } from '../../../store/monitoring/hours.queries.ts';
import { readPublishedDays } from '../../../store/monitoring/measurements/published-days.queries.ts';
import { listMarks } from '../../../store/monitoring/review/enterprise-marks.queries.ts';
import type { Env } from '../../env.ts';
import type { Session } from '../../session.ts';
import { readFiguredSites } from '../aggregate/figured-sites.ts';
import { markBlocks } from '../marks/marked-days.ts';
import { inStandardUnit } from '../water/items.ts';
import { reviewedSite } from './who.ts';

/** The figure of a day as it would be with a verdict, and one sentence about it. */
export interface DayEffect {
  verdict: HourVerdict | 'now';
  statistic: string | null;
  value: string | null;
  valid: number;
  expected: number;
  complete: boolean;
  text: { zh: string; en: string };
}

/**
 * What each verdict over hours of a series would make of the day: the same functions as the aggregation, on a copy.
 * @param hours 1 to 24
 * @throws AppError `not-found`
 */
export async function previewEffect(
  env: Env,
  session: Session,
  where: { day: string; siteId: number; factor: string; hours: readonly number[] },
): Promise<{ effects: DayEffect[] }> {
  const { day, siteId, factor } = where;
  await reviewedSite(env, session, siteId);
  const site = (await readFiguredSites(env.store.db, [siteId])).get(siteId);
  if (site === undefined) return { effects: [] };
  const blocks = await readHourDays(env.store.db, { siteIds: [siteId], from: day, to: day });
  const marks = await listMarks(env.store.db, day, [siteId]);
  const published = await readPublishedDays(env.store.db, [{ siteId, day }]);
  const effect = (verdict: HourVerdict | 'now') =>
    describe(
      verdict,
      site,
      factor,
      dayFigures(
        site,
        day,
        markBlocks(verdict === 'now' ? blocks : judged(blocks, where, verdict), marks).blocks,
        published,
      ),
      digitsOf(blocks, factor),
    );
  return { effects: (['now', 'V', 'I', 'Q'] as const).map(effect) };
}

/** Blocks with another verdict for some hours that have a number. */
function judged(
  blocks: readonly HourDay[],
  { factor, hours }: { factor: string; hours: readonly number[] },
  verdict: HourVerdict,
): HourDay[] {
  return blocks.map((block) =>
    block.factor !== factor
      ? block
      : {
          ...block,
          verdicts: [...block.verdicts]
            .map((was, index) =>
              hours.includes(index + 1) && (block.values[index] ?? null) !== null ? verdict : was,
            )
            .join(''),
        },
  );
}

/** Digits that the day's figure is shown with: those of the raw values, at least one. */
function digitsOf(blocks: readonly HourDay[], factor: string): number {
  const values = blocks.find((block) => block.factor === factor)?.values ?? [];
  return values.reduce<number>(
    (most, value) => Math.max(most, Math.min(4, String(value ?? '').split('.')[1]?.length ?? 0)),
    1,
  );
}

/** Which figure of a day tells about a factor, the most telling first. */
const telling = ['weighted', 'mda8', 'mean', 'sum', 'leq-d'] as const;

const names: Readonly<Record<(typeof telling)[number], { zh: string; en: string }>> = {
  weighted: { zh: '流量加权日均', en: 'Flow-weighted daily mean' },
  mda8: { zh: '日最大 8 小时平均', en: 'Daily maximum 8-hour mean' },
  mean: { zh: '日均', en: 'Daily mean' },
  sum: { zh: '日累计', en: 'Daily sum' },
  'leq-d': { zh: '昼间等效声级', en: 'Daytime level' },
};

function describe(
  verdict: DayEffect['verdict'],
  site: FiguredSite,
  factor: string,
  figures: readonly Figure[],
  digits: number,
): DayEffect {
  const own = figures.filter((one) => one.factor === factor);
  const statistic = telling.find((name) => own.some((one) => one.statistic === name));
  const figure = own.find((one) => one.statistic === statistic);
  if (statistic === undefined || figure === undefined)
    return {
      verdict,
      statistic: null,
      value: null,
      valid: 0,
      expected: 0,
      complete: false,
      text: { zh: '没有日值', en: 'no daily figure' },
    };
  const value = figure.value === null ? null : roundHalfEvenText(rational(figure.value), digits);
  const judgedAs = verdictOn(site, factor, figure, figures);
  const name = names[statistic];
  const parts = {
    zh: [
      value === null ? `${name.zh}无效` : `${name.zh} ${value}`,
      `有效 ${figure.valid} 时（应有 ${figure.expected}）`,
      ...(publishedIn(figure) > 0 ? ['采用公布日值'] : []),
      ...(figure.complete ? [] : ['完整性不足']),
      ...(judgedAs === null ? [] : [judgedAs.zh]),
    ],
    en: [
      value === null ? `${name.en} not valid` : `${name.en} ${value}`,
      `${figure.valid} of ${figure.expected} hours valid`,
      ...(publishedIn(figure) > 0 ? ['the published figure counts'] : []),
      ...(figure.complete ? [] : ['incomplete']),
      ...(judgedAs === null ? [] : [judgedAs.en]),
    ],
  };
  return {
    verdict,
    statistic,
    value,
    valid: figure.valid,
    expected: figure.expected,
    complete: figure.complete,
    text: { zh: parts.zh.join('，'), en: parts.en.join(', ') },
  };
}

/** What the standard calls the day: the class of a section's item, the index of an air station. */
function verdictOn(
  site: FiguredSite,
  factor: string,
  figure: Figure,
  figures: readonly Figure[],
): { zh: string; en: string } | null {
  if (site.kind === 'air') {
    const index = figures.find((one) => one.factor === 'AQI' && one.statistic === 'index');
    if (index === undefined) return null;
    if (index.value === null) return { zh: 'AQI 无效', en: 'no AQI' };
    const category = aqiCategory(Number(index.value));
    return { zh: `AQI ${index.value} ${category.nameZh}`, en: `AQI ${index.value} ${category.nameEn}` };
  }
  const key = waterItemOf(factor);
  if (site.kind !== 'section' || key === undefined || figure.value === null) return null;
  const unit = site.factors.find((one) => one.factor === factor)?.unit ?? '';
  const reading = inStandardUnit(key, figure.value, unit);
  if (reading === null) return null;
  const found = itemClass(key, reading, { waterBody: site.props.water ?? 'river', at: figure.start });
  if (found.cls === null) return null;
  const label = WATER_CLASS_LABELS[found.cls];
  return { zh: label.endsWith('类') ? label : `${label}类`, en: `class ${label}` };
}
