import { GB3838_EDITIONS, type Rational, ratio, type WaterItem, type WaterItemKey } from '@huanzhi/standards';

/**
 * HJ 212-2017 codes of the items of GB 3838-2002 table 1. 铜, 锌, 硒, 砷, 汞, 镉, 铅 have the codes of their totals,
 * which is what an instrument at a section sends.
 */
const keys: Readonly<Record<string, WaterItemKey>> = {
  w01010: 'waterTemperature',
  w01001: 'pH',
  w01009: 'DO',
  w01019: 'CODMn',
  w01018: 'CODCr',
  w01017: 'BOD5',
  w21003: 'NH3N',
  w21011: 'TP',
  w21001: 'TN',
  w20122: 'Cu',
  w20123: 'Zn',
  w21017: 'F',
  w20128: 'Se',
  w20119: 'As',
  w20111: 'Hg',
  w20115: 'Cd',
  w20117: 'Cr6',
  w20120: 'Pb',
  w21016: 'CN',
  w23002: 'volatilePhenol',
  w22001: 'petroleum',
  w19002: 'LAS',
  w21019: 'sulfide',
  w02003: 'fecalColiform',
};

/** Factors that belong to GB 3838. */
export const waterFactors: readonly string[] = Object.keys(keys);

/** The item of GB 3838 that a factor is; undefined for another one (浊度, 电导率). */
export function waterItemKey(code: string): WaterItemKey | undefined {
  return keys[code];
}

/** The factor of an item. */
export function factorOfItem(key: WaterItemKey): string {
  return waterFactors.find((code) => keys[code] === key) ?? key;
}

const rows: readonly WaterItem[] = GB3838_EDITIONS.at(-1)?.items ?? [];

/** Name, unit and limits of an item as GB 3838 table 1 has them. */
export function waterItem(key: WaterItemKey): WaterItem {
  const row = rows.find((one) => one.key === key);
  if (row === undefined) throw new RangeError(`GB 3838 has no item ${key}`);
  return row;
}

/** Decimal places that a figure of an item needs, by the power of ten of a shift from its unit. */
const shifts: Readonly<Record<string, number>> = { 'mg/L': 0, 'µg/L': -3, 'μg/L': -3, 'ug/L': -3 };

/**
 * A value in the unit of GB 3838 (mg/L), exact.
 * @param value decimal text, or a fraction, in the unit of the site's factor
 * @returns null for a unit that cannot be turned into the standard's
 */
export function inStandardUnit(key: WaterItemKey, value: string, unit: string): string | null;
export function inStandardUnit(key: WaterItemKey, value: Rational, unit: string): Rational | null;
export function inStandardUnit(
  key: WaterItemKey,
  value: string | Rational,
  unit: string,
): string | Rational | null {
  if (waterItem(key).unit !== 'mg/L') return value;
  const shift = shifts[unit];
  if (shift === undefined) return null;
  if (shift === 0) return value;
  return typeof value === 'string' ? `${value}e${shift}` : ratio(value, 10 ** -shift);
}
