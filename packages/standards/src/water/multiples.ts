import { compareRational, type Rational, ratio, subtractRational } from '../decimal/rational.ts';
import type { ObservationTime } from '../edition.ts';
import { type Measured, readMeasured } from '../measured.ts';
import { roundHalfEvenText } from '../rounding/half-even.ts';
import type { WaterClass } from './classes.ts';
import { waterClassRank } from './classes.ts';
import { WATER_EVALUATION_2011, type WaterEvaluationMethod } from './evaluation-2011.ts';
import { preparedItems, type WaterBody, type WaterItemKey, waterQualityEdition } from './gb3838-2002.ts';

/** How far a value lies over a limit: (C − S) / S. */
export interface ExceedanceMultiple {
  readonly exact: Rational;
  /** One digit by GB/T 8170, as it is printed: `0.4`. */
  readonly text: string;
}

/**
 * 超标倍数 (C − S) / S of an item against the limit of a class. Two multiples exist: against Ⅲ (primary
 * pollutants, 环办〔2011〕22号, recall) and against the target class (GB 3838-2002 clause 5.1).
 * @param key item of GB 3838-2002 table 1.
 * @param reading value in the table's unit.
 * @param cls class whose limit counts; 劣Ⅴ has none.
 * @returns null when the item has no multiple (水温, pH, 溶解氧), has no limit, no value, or is not over it.
 * Source: GB 3838-2002 clause 5.1; 环办〔2011〕22号 (recall).
 */
export function exceedanceMultiple(
  key: WaterItemKey,
  reading: Measured,
  cls: WaterClass,
  options: { readonly waterBody: WaterBody; readonly at?: ObservationTime },
  method: WaterEvaluationMethod = WATER_EVALUATION_2011,
): ExceedanceMultiple | null {
  if (method.noMultiple.includes(key)) return null;
  const row = preparedItems(waterQualityEdition(options.at), options.waterBody).get(key);
  const limit = row?.limits?.[waterClassRank(cls)];
  const read = readMeasured(reading);
  if (limit === undefined || read.state !== 'value' || compareRational(read.value, limit) <= 0) return null;
  const exact = ratio(subtractRational(read.value, limit), limit);
  return { exact, text: roundHalfEvenText(exact, 1) };
}
