import { mean, type Rational, ratio } from '../decimal/rational.ts';
import { type Measured, readMeasured } from '../measured.ts';
import { type WaterClass, waterClassRank } from './classes.ts';
import { preparedItems, type WaterBody, type WaterItemKey, waterQualityEdition } from './gb3838-2002.ts';

/** The composite pollution index of a section. */
export interface CompositeIndex {
  /** Mean of Ci / Si; null when no item has a value. */
  readonly index: Rational | null;
  readonly parts: readonly { readonly key: WaterItemKey; readonly ratio: Rational }[];
  readonly missing: readonly WaterItemKey[];
}

/**
 * 综合污染指数 as the mean of Ci / Si over the chosen items. The districts publish the index without its
 * formula: items and class are settings.
 * @param items items that take part; those with a maximum only (no pH, no 溶解氧).
 * @param cls class whose limits are Si, usually the target class.
 * @throws RangeError for an item without a maximum limit in that class.
 * Source: common practice (recall); limits GB 3838-2002 table 1.
 */
export function compositePollutionIndex(
  values: Readonly<Partial<Record<WaterItemKey, Measured>>>,
  items: readonly WaterItemKey[],
  cls: WaterClass,
  waterBody: WaterBody,
): CompositeIndex {
  const rows = preparedItems(waterQualityEdition(), waterBody);
  const parts: { key: WaterItemKey; ratio: Rational }[] = [];
  const missing: WaterItemKey[] = [];
  for (const key of items) {
    const row = rows.get(key);
    const limit = row?.item.kind === 'max' ? row.limits?.[waterClassRank(cls)] : undefined;
    if (limit === undefined)
      throw new RangeError(`${key} has no maximum limit of class ${cls} for a ${waterBody}`);
    const read = readMeasured(values[key]);
    if (read.state === 'value') parts.push({ key, ratio: ratio(read.value, limit) });
    else missing.push(key);
  }
  return { index: parts.length === 0 ? null : mean(parts.map((part) => part.ratio)), parts, missing };
}
