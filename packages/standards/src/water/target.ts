import { type Share, shareOf } from '../share.ts';
import { type WaterClass, waterClassRank } from './classes.ts';
import type { WaterItemKey } from './gb3838-2002.ts';
import type { ExceedanceMultiple } from './multiples.ts';

/** An item that is worse than the water's target class. */
export interface OverTarget {
  readonly key: WaterItemKey;
  readonly name: string;
  readonly cls: WaterClass;
  /** Multiple over the limit of the target class (GB 3838-2002 clause 5.1); null for pH and 溶解氧. */
  readonly multipleToTarget: ExceedanceMultiple | null;
  /** Multiple over class Ⅲ (环办〔2011〕22号). Never mix the two. */
  readonly multipleToIII: ExceedanceMultiple | null;
}

/** A section against the target class of its functional zone. */
export interface TargetResult {
  readonly target: WaterClass;
  /** null when nothing could be judged. */
  readonly meets: boolean | null;
  readonly over: readonly OverTarget[];
}

/**
 * 水环境功能区达标率: compliant sections (or section-times) / judged ones. What was not judged counts in neither.
 * @param results class found and target class of each section or section-time; a null class was not judged.
 * Source: rate formula of functional-zone statistics; 环办〔2011〕22号 refers to the zoning rules (recall).
 */
export function zoneComplianceRate(
  results: readonly { readonly cls: WaterClass | null; readonly target: WaterClass }[],
): Share {
  const judged = results.filter((entry) => entry.cls !== null);
  const met = judged.filter((entry) => entry.cls !== null && meetsTarget(entry.cls, entry.target));
  return shareOf(met.length, judged.length);
}

/** Whether a class is the target class or better. Source: GB 3838-2002 clause 5.1. */
export function meetsTarget(cls: WaterClass, target: WaterClass): boolean {
  return waterClassRank(cls) <= waterClassRank(target);
}
