import { compareRational } from '../decimal/rational.ts';
import type { WaterClass } from './classes.ts';
import { waterClassRank } from './classes.ts';
import { WATER_EVALUATION_2011, type WaterEvaluationMethod } from './evaluation-2011.ts';
import type { WaterItemKey } from './gb3838-2002.ts';
import type { ExceedanceMultiple } from './multiples.ts';

/** One 主要污染指标 as it is printed. */
export interface PrimaryPollutant {
  readonly key: WaterItemKey;
  readonly name: string;
  readonly cls: WaterClass;
  /** Multiple over class Ⅲ; null for pH and 溶解氧. */
  readonly multiple: ExceedanceMultiple | null;
  /** `氨氮(0.4)`, or the name alone without a multiple. */
  readonly display: string;
}

/** An item with its class, as the order of primary pollutants needs it. */
export interface RatedItem {
  readonly key: WaterItemKey;
  readonly name: string;
  readonly cls: WaterClass;
  readonly multiple: ExceedanceMultiple | null;
}

/**
 * The primary pollutants (主要污染指标) of a section: none when it is 优 or 良好; else the items over
 * class Ⅲ, cyanide and heavy metals first, then by class, worst first, then by multiple; the first three.
 * Source: 环办〔2011〕22号, 断面主要污染指标 (recall; the order is a setting of `method`).
 */
export function primaryPollutants(
  items: readonly RatedItem[],
  method: WaterEvaluationMethod = WATER_EVALUATION_2011,
): PrimaryPollutant[] {
  const over = items.filter((item) => method.items.includes(item.key) && waterClassRank(item.cls) > 2);
  const rank = (item: RatedItem): number => (method.priorityItems.includes(item.key) ? 0 : 1);
  return over
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        waterClassRank(b.cls) - waterClassRank(a.cls) ||
        compareMultiples(b.multiple, a.multiple) ||
        method.items.indexOf(a.key) - method.items.indexOf(b.key),
    )
    .slice(0, method.primaryCount)
    .map((item) => ({
      ...item,
      display: item.multiple === null ? item.name : `${item.name}(${item.multiple.text})`,
    }));
}

function compareMultiples(a: ExceedanceMultiple | null, b: ExceedanceMultiple | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  return compareRational(a.exact, b.exact);
}

/** How often an item is over class Ⅲ among the sections of a basin. */
export interface BasinPollutant {
  readonly key: WaterItemKey;
  readonly name: string;
  /** Sections over class Ⅲ and all judged sections; their quotient is the 断面超标率. */
  readonly over: number;
  readonly judged: number;
}

/**
 * The primary pollutants of a river or basin of five or more sections: items ordered by 断面超标率
 * (sections over class Ⅲ / all judged sections), the first three.
 * @param sections rated items of each judged section.
 * Source: 环办〔2011〕22号, 河流、流域主要污染指标 (recall).
 */
export function basinPollutants(
  sections: readonly (readonly RatedItem[])[],
  method: WaterEvaluationMethod = WATER_EVALUATION_2011,
): BasinPollutant[] {
  const found = new Map<WaterItemKey, { name: string; over: number }>();
  for (const item of sections.flat()) {
    if (waterClassRank(item.cls) <= 2 || !method.items.includes(item.key)) continue;
    const entry = found.get(item.key);
    found.set(item.key, { name: item.name, over: (entry?.over ?? 0) + 1 });
  }
  return [...found]
    .map(([key, entry]) => ({ key, ...entry, judged: sections.length }))
    .sort((a, b) => b.over - a.over || method.items.indexOf(a.key) - method.items.indexOf(b.key))
    .slice(0, method.primaryCount);
}
