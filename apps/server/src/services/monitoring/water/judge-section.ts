import { oxygenRule } from '@huanzhi/monitoring';
import type { LocalText } from '@huanzhi/registry';
import {
  evaluateSection,
  meanConcentration,
  type Rational,
  type RationalInput,
  type SectionResult,
  type WaterClass,
  type WaterItemKey,
} from '@huanzhi/standards';
import { itemLimit, meanText, multipleText, nearLimit } from './figures.ts';
import { waterItem } from './items.ts';
import type { MonthMeans, Section } from './load-sections.ts';
import { firstDay } from './months.ts';

/** One item of a section against its target. */
export interface ItemFigure {
  key: WaterItemKey;
  name: string;
  unit: string;
  /** Exact. */
  mean: RationalInput;
  /** As printed. */
  text: string;
  cls: WaterClass | null;
  /** Limit of the target class as printed with its sign, `≤ 1.0`; empty without a target. */
  limit: string;
  over: boolean;
  /** Keeps the target's limit by less than the share that the district set. */
  near: boolean;
  /** As printed; null where the item has none (pH, 溶解氧) or is not over. */
  multipleToTarget: string | null;
  multipleToIII: string | null;
}

/** Means of one section judged once. */
export interface Judged {
  cls: WaterClass | null;
  /** null without a class or a target. */
  meets: boolean | null;
  items: ItemFigure[];
  over: ItemFigure[];
  near: ItemFigure[];
  /** Items that decide the class. */
  deciding: string[];
  /** Printed `氨氮(0.4)`, against Ⅲ, worst first. */
  primary: string[];
  edition: string;
}

/** A month of a section. */
export interface MonthJudged extends Judged {
  month: string;
  /** `judged`, `none` (should have data and has none), `future`. */
  state: 'judged' | 'none' | 'future';
  /** The running month: automatic data that nobody has reviewed. */
  tentative: boolean;
  /** Why there is no class; null when there is one. */
  reason: LocalText | null;
}

/**
 * Judges means by single factor (单因子评价). 溶解氧 by concentration alone, as the national platform publishes.
 * Source: GB 3838-2002 table 1, clause 5.1; 环办〔2011〕22号.
 * @param means by item, in the units of GB 3838
 * @param month the edition in force then counts
 * @param nearPercent decimal text, `5`
 */
export function judgeMeans(
  section: Pick<Section, 'water' | 'target'>,
  means: Readonly<Partial<Record<WaterItemKey, RationalInput>>>,
  month: string,
  nearPercent: string,
): Judged {
  const { water, target } = section;
  const result: SectionResult = evaluateSection(means, {
    waterBody: water,
    dissolvedOxygen: oxygenRule,
    at: firstDay(month),
    ...(target === null ? {} : { target }),
  });
  const over = result.target?.over ?? [];
  const keys = (Object.keys(means) as WaterItemKey[]).sort((a, b) => waterItem(a).no - waterItem(b).no);
  const items = keys.flatMap((key) => {
    const mean = means[key];
    if (mean === undefined) return [];
    const rated = result.rated.find((one) => one.key === key);
    const limit = target === null ? null : itemLimit(key, water, target);
    const broken = over.find((one) => one.key === key);
    const row = waterItem(key);
    return [
      {
        key,
        name: row.name,
        unit: row.unit === '1' ? '' : row.unit,
        mean,
        text: meanText(key, mean, limit),
        cls: rated?.cls ?? null,
        limit: limit === null ? '' : limit.sign === '–' ? limit.text : `${limit.sign} ${limit.text}`,
        over: broken !== undefined,
        near:
          broken === undefined &&
          rated !== undefined &&
          limit !== null &&
          nearLimit(mean, limit, nearPercent),
        multipleToTarget: broken?.multipleToTarget ? multipleText(broken.multipleToTarget) : null,
        multipleToIII: rated?.multiple ? multipleText(rated.multiple) : null,
      },
    ];
  });
  return {
    cls: result.cls,
    meets: result.target?.meets ?? null,
    items,
    over: worstFirst(items.filter((item) => item.over)),
    near: items.filter((item) => item.near),
    deciding: result.deciding.map((key) => waterItem(key).name),
    primary: result.primary.map((one) =>
      one.multiple === null ? one.name : `${one.name}(${multipleText(one.multiple)})`,
    ),
    edition: result.edition.id,
  };
}

function worstFirst(items: ItemFigure[]): ItemFigure[] {
  return items.sort((a, b) => Number(b.multipleToTarget ?? -1) - Number(a.multipleToTarget ?? -1));
}

/**
 * One month of a section.
 * @param current the running month, `YYYY-MM`
 */
export function judgeMonth(
  section: Section,
  month: string,
  current: string,
  nearPercent: string,
): MonthJudged {
  const found = section.months.get(month);
  const judged = judgeMeans(section, found?.values ?? {}, month, nearPercent);
  // A running month in which nothing has come yet is no gap.
  const open = month > current || (month === current && found === undefined);
  const state = judged.cls !== null ? 'judged' : open ? 'future' : 'none';
  return {
    ...judged,
    month,
    state,
    tentative: month === current,
    reason: state === 'none' ? whyNone(section, month, found) : null,
  };
}

function whyNone(section: Section, month: string, found: MonthMeans | undefined): LocalText {
  const note = section.notes.get(month);
  if (note !== undefined) return { zh: note, en: note };
  if (section.since === null) return { zh: '未设监测项目', en: 'no items are monitored' };
  if (month < section.since) return { zh: '尚未开始监测', en: 'monitoring had not begun' };
  if (section.until !== null && month > section.until)
    return { zh: '已停止监测', en: 'monitoring has ended' };
  const unit = found?.badUnits[0];
  if (unit !== undefined) {
    const { name } = waterItem(unit.key);
    return { zh: `${name}的单位“${unit.unit}”不能换算`, en: `unit “${unit.unit}” of ${name} is not known` };
  }
  if (found?.received) return { zh: '数据均无效', en: 'no valid data' };
  return { zh: '未收到数据', en: 'no data came' };
}

/**
 * Means of the months so far: of each item the mean of its month means, so that a long month counts no more than a
 * short one. Source: 环办〔2011〕22号, 数据统计 (recall).
 */
export function cumulativeMeans(
  section: Section,
  months: readonly string[],
): { means: Partial<Record<WaterItemKey, RationalInput>>; counts: Partial<Record<WaterItemKey, number>> } {
  const lists = new Map<WaterItemKey, Rational[]>();
  for (const month of months) {
    const values = section.months.get(month)?.values ?? {};
    for (const [key, value] of Object.entries(values)) {
      const list = lists.get(key as WaterItemKey) ?? [];
      list.push(value);
      lists.set(key as WaterItemKey, list);
    }
  }
  const means: Partial<Record<WaterItemKey, RationalInput>> = {};
  const counts: Partial<Record<WaterItemKey, number>> = {};
  for (const [key, list] of lists) {
    const { mean } = meanConcentration(list);
    if (mean !== null) means[key] = mean;
    counts[key] = list.length;
  }
  return { means, counts };
}
