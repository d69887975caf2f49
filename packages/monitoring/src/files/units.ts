import { factor } from '@huanzhi/standards';
import { plainText } from './plain-text.ts';

/** Units by kind: the power of ten to the first one of the kind. */
const kinds: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  gas: { 'ng/m³': -9, 'µg/m³': -6, 'mg/m³': -3, 'g/m³': 0 },
  water: { 'ng/L': -9, 'µg/L': -6, 'mg/L': -3, 'g/L': 0 },
  // 1 µS/cm = 0.1 mS/m = 0.001 mS/cm
  conductivity: { 'µS/cm': 0, 'mS/m': 1, 'mS/cm': 3 },
  pressure: { Pa: 0, hPa: 2, kPa: 3 },
  level: { dB: 0 },
  temperature: { '°C': 0 },
  share: { '%': 0 },
  number: { '1': 0 },
  turbidity: { NTU: 0 },
  speed: { 'm/s': 0 },
  direction: { degree: 0 },
  count: { 'count/L': 0 },
  flowWater: { 'L/s': 0 },
  flowGas: { 'm³/s': 0 },
  hourFlow: { 'm³/h': 0 },
  rain: { mm: 0 },
  area: { 'm²': 0 },
  colour: { 'colour degree': 0 },
};

/** Other spellings, as `plainText` makes them. */
const spellings: Readonly<Record<string, string>> = {
  'ug/m3': 'µg/m³',
  '微克/立方米': 'µg/m³',
  '毫克/立方米': 'mg/m³',
  '纳克/立方米': 'ng/m³',
  'ug/l': 'µg/L',
  '微克/升': 'µg/L',
  '毫克/升': 'mg/L',
  'us/cm': 'µS/cm',
  '微西门子/厘米': 'µS/cm',
  'ms/m': 'mS/m',
  '°c': '°C',
  度: 'degree',
  '°': 'degree',
  摄氏度: '°C',
  无量纲: '1',
  '': '1',
  倍: 'colour degree',
  'db(a)': 'dB',
  分贝: 'dB',
  '个/l': 'count/L',
  'mpn/l': 'count/L',
  '立方米/小时': 'm³/h',
  '升/秒': 'L/s',
};

const known: ReadonlyMap<string, string> = new Map([
  ...Object.values(kinds).flatMap((kind) =>
    Object.keys(kind).map((unit) => [plainText(unit), unit] as const),
  ),
  ...Object.entries(spellings),
]);

/**
 * A unit as it is written in the store, from any of its spellings: `μg/m3`, `ug/m³`, `微克/立方米` are `µg/m³`.
 * @returns null for a text that is no unit known here
 */
export function readUnit(text: string): string | null {
  return known.get(plainText(text)) ?? null;
}

/** Every unit that can be chosen. */
export const fileUnits: readonly string[] = Object.values(kinds).flatMap((kind) => Object.keys(kind));

function exponentOf(unit: string): { kind: string; power: number } | null {
  for (const [kind, units] of Object.entries(kinds)) {
    const power = units[unit];
    if (power !== undefined) return { kind, power };
  }
  return null;
}

/**
 * The power of ten by which a number in one unit is multiplied to be in another.
 * @returns null when the units measure different things: mg/m³ and ppb cannot be converted without a temperature
 */
export function powerBetween(from: string, to: string): number | null {
  if (from === to) return 0;
  const [one, other] = [exponentOf(from), exponentOf(to)];
  return one === null || other === null || one.kind !== other.kind ? null : one.power - other.power;
}

/** A decimal text times a power of ten, rounded once: `0.056` and 3 give 56, not 56.00000000000001. */
export function shifted(text: string, power: number): number {
  const [digits = '', exponent = '0'] = text.toLowerCase().split('e');
  return Number(`${digits}e${Number(exponent) + power}`);
}

/** Where a value was measured: outside air and waters, or in the stack or pipe of an enterprise. */
export type MeasuredPlace = 'ambient' | 'outlet';

/** Particulates and gases of outside air; the rest of the `a` codes are weather and flue conditions. */
const concentration = /^a(05|2\d|3[014])\d{3}$/;

/**
 * The unit in which values of a factor are published where no unit is printed: outside air µg/m³ with CO in mg/m³
 * (GB 3095), stacks mg/m³, else the unit of HJ 212-2017.
 * @returns null for an unknown factor
 */
export function usualUnit(code: string, place: MeasuredPlace): string | null {
  const entry = factor(code);
  if (entry === null) return null;
  if (!concentration.test(entry.code)) return entry.unit;
  return place === 'outlet' || entry.code === 'a21005' ? 'mg/m³' : 'µg/m³';
}
