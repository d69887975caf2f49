import { addRational, compareRational, multiplyRational, type Rational, ratio } from '../decimal/rational.ts';
import type { ObservationTime } from '../edition.ts';
import { type Measured, type ReadMeasured, readMeasured } from '../measured.ts';
import type { AbsentState } from '../result.ts';
import { WATER_CLASSES, type WaterClass } from './classes.ts';
import {
  implausible,
  type PreparedItem,
  preparedItems,
  type WaterBody,
  type WaterItemKey,
  waterQualityEdition,
} from './gb3838-2002.ts';

/**
 * How 溶解氧 reaches class Ⅰ: the standard's text (saturation >= 90 % or >= 7.5 mg/L), or by concentration
 * alone, as the national publication platform does.
 */
export type DissolvedOxygenRule = 'concentration or saturation' | 'concentration';

/** What decides the class of an item beside its value. */
export interface ItemOptions {
  readonly waterBody: WaterBody;
  /** Default `concentration or saturation`. */
  readonly dissolvedOxygen?: DissolvedOxygenRule;
  /** Water temperature in ℃; gives the saturation when the instrument does not. */
  readonly temperature?: Measured;
  /** Saturation of dissolved oxygen in %, as the instrument reports it. */
  readonly saturationPercent?: Measured;
  /** Time of the observation; the edition in force then is used. */
  readonly at?: ObservationTime;
}

/** Remarks that do not change a class but must be seen. */
export type ItemFlag = 'DETECTION_LIMIT_ABOVE_CLASS_I';

/** The class of one item, or why it has none. */
export type ItemClass =
  | {
      readonly state: 'value';
      /** null: the table has no class limits for this item and water body. */
      readonly cls: WaterClass | null;
      readonly value: Rational;
      readonly text: string;
      readonly saturationPercent?: Rational;
      readonly flags: readonly ItemFlag[];
    }
  | { readonly state: AbsentState; readonly cls: null; readonly reason?: string; readonly text?: string };

/** Thrown for an item that GB 3838-2002 table 1 does not have. */
export class UnknownWaterItemError extends RangeError {
  constructor(key: string) {
    super(`"${key}" is no item of GB 3838-2002 table 1`);
    this.name = 'UnknownWaterItemError';
  }
}

/**
 * The class of one measured item. Limits are inclusive; where neighbouring classes share a limit the
 * better one holds; pH outside 6-9 meets no class.
 * @param key item of table 1.
 * @param reading value in the table's unit (mg/L; pH without unit; 粪大肠菌群 个/L).
 * @throws UnknownWaterItemError for another item, NoEditionError before 2002-06-01.
 * Source: GB 3838-2002 table 1 and clause 5.1.
 */
export function itemClass(key: WaterItemKey, reading: Measured, options: ItemOptions): ItemClass {
  const row = preparedItems(waterQualityEdition(options.at), options.waterBody).get(key);
  if (row === undefined) throw new UnknownWaterItemError(key);
  return classOf(row, readMeasured(reading), options);
}

/** {@link itemClass} on a prepared row and a read value. */
export function classOf(row: PreparedItem, read: ReadMeasured, options: ItemOptions): ItemClass {
  if (read.state !== 'value') return { ...read, cls: null };
  const reason = implausible(row, read.value);
  if (reason !== undefined) return { state: 'invalid', cls: null, reason, text: read.text };
  const { value, text } = read;
  if (row.range !== undefined) {
    const inside = compareRational(value, row.range[0]) >= 0 && compareRational(value, row.range[1]) <= 0;
    return { state: 'value', cls: inside ? 'I' : 'V_INFERIOR', value, text, flags: [] };
  }
  if (row.limits === undefined) return { state: 'value', cls: null, value, text, flags: [] };
  if (row.item.key === 'DO') return oxygenClass(row, value, text, options);
  const flags: ItemFlag[] = [];
  const first = row.limits[0];
  if (read.detectionLimit !== undefined && first !== undefined && compareRational(value, first) > 0) {
    flags.push('DETECTION_LIMIT_ABOVE_CLASS_I');
  }
  return { state: 'value', cls: firstMet(row, value), value, text, flags };
}

function firstMet(row: PreparedItem, value: Rational): WaterClass {
  const sign = row.item.kind === 'min' ? -1 : 1;
  const rank = (row.limits ?? []).findIndex((limit) => compareRational(value, limit) * sign <= 0);
  return WATER_CLASSES[rank] ?? 'V_INFERIOR';
}

function oxygenClass(row: PreparedItem, value: Rational, text: string, options: ItemOptions): ItemClass {
  const byConcentration = firstMet(row, value);
  const saturation = saturationOf(value, options);
  const extra = saturation === undefined ? {} : { saturationPercent: saturation };
  const saturated =
    options.dissolvedOxygen !== 'concentration' &&
    saturation !== undefined &&
    compareRational(saturation, 90) >= 0;
  return { state: 'value', cls: saturated ? 'I' : byConcentration, value, text, ...extra, flags: [] };
}

function saturationOf(value: Rational, options: ItemOptions): Rational | undefined {
  const reported = readMeasured(options.saturationPercent);
  if (reported.state === 'value') return reported.value;
  const temperature = readMeasured(options.temperature);
  return temperature.state === 'value' ? oxygenSaturation(value, temperature.value) : undefined;
}

/**
 * Saturation of dissolved oxygen in % from DOf = 468 / (31.6 + T), fresh water at 1 atm.
 * @param oxygen mg/L.
 * @param temperature water temperature in ℃, above -31.6.
 * @throws DivisionByZeroError at -31.6 ℃.
 * Source: HJ 2.3-2018 annex D (recall); GB 3838 gives no formula. Use it only without a measured
 * saturation.
 */
export function oxygenSaturation(oxygen: Rational, temperature: Rational): Rational {
  return ratio(multiplyRational(multiplyRational(oxygen, addRational(temperature, '31.6')), 100), 468);
}
