import { rational, rationalToNumber } from '@huanzhi/standards';
import { plainText } from './plain-text.ts';

/** Units of one dimension and how many of the first unit one of them is, as decimal text or `a/b`. */
const dimensions: readonly Readonly<Record<string, string>>[] = [
  { 'µg/m³': '1', 'ng/m³': '0.001', 'mg/m³': '1000', 'g/m³': '1000000' },
  { 'µg/L': '1', 'ng/L': '0.001', 'mg/L': '1000', 'g/L': '1000000' },
  {
    'L/s': '1',
    'm³/s': '1000',
    'm³/h': '1000/3600',
    'L/h': '1/3600',
    'L/min': '1/60',
    'm³/min': '1000/60',
    'm³/d': '1000/86400',
  },
  { Pa: '1', hPa: '100', kPa: '1000', MPa: '1000000' },
  { 'm/s': '1', 'km/h': '1000/3600' },
  { 'µS/cm': '1', 'mS/cm': '1000', 'mS/m': '10' },
  { '°C': '1' },
  { '%': '1' },
  { '1': '1' },
  { dB: '1' },
  { degree: '1' },
  { mm: '1' },
  { NTU: '1' },
  { 'count/L': '1' },
  { 'm²': '1' },
  { 'colour degree': '1' },
];

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
  degreecelsius: '°C',
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
  ...dimensions.flatMap((dimension) =>
    Object.keys(dimension).map((unit) => [plainText(unit), unit] as const),
  ),
  ...Object.entries(spellings),
]);

/** What stands for a unit in the settings of an instrument, and would be no unit in a table. */
const instrumentSpellings: Readonly<Record<string, string>> = { '-': '1', '%RH': '%' };

/**
 * A unit as it is written in the store, from any of its spellings: `μg/m3`, `ug/m³`, `微克/立方米` are `µg/m³`.
 * @returns null for a text that is no unit known here
 * Source: own utility, no standard.
 */
export function readUnit(text: string): string | null {
  return known.get(plainText(text)) ?? null;
}

function unitName(text: string): string {
  const plain = text.trim().replaceAll('^', '');
  return readUnit(plain) ?? instrumentSpellings[plain] ?? plain;
}

/**
 * What one `from` is in `to`, as a fraction; null when they measure different things (mg/m³ and ppb cannot be
 * converted without a temperature) or one is unknown, which nobody may guess.
 * Source: SI; own utility, no standard.
 */
export function unitFactor(from: string, to: string): { times: bigint; over: bigint } | null {
  const source = unitName(from);
  const target = unitName(to);
  if (source === target) return { times: 1n, over: 1n };
  const dimension = dimensions.find((one) => source in one && target in one);
  if (dimension === undefined) return null;
  const a = fraction(dimension[source] ?? '');
  const b = fraction(dimension[target] ?? '');
  return { times: a.numerator * b.denominator, over: a.denominator * b.numerator };
}

/** The units known here into which a unit can be converted, itself first; itself alone when it is not known. */
export function unitsLike(unit: string): string[] {
  const name = unitName(unit);
  const dimension = dimensions.find((one) => name in one);
  return [name, ...Object.keys(dimension ?? {}).filter((one) => one !== name)];
}

/** A value in another unit, to 15 significant digits; null when there is no way, see {@link unitFactor}. */
export function convertUnit(value: number, from: string, to: string): number | null {
  const factor = unitFactor(from, to);
  if (factor === null) return null;
  if (factor.times === factor.over) return value;
  const { numerator, denominator } = rational(value);
  const converted = { numerator: numerator * factor.times, denominator: denominator * factor.over };
  return Number(rationalToNumber(converted).toPrecision(15));
}

function fraction(text: string): { numerator: bigint; denominator: bigint } {
  const [above = '0', below = '1'] = text.split('/');
  const top = rational(above);
  const bottom = rational(below);
  return {
    numerator: top.numerator * bottom.denominator,
    denominator: top.denominator * bottom.numerator,
  };
}
