import { compareRational, type Rational, rational } from '../decimal/rational.ts';
import { type Edition, editionAt, type ObservationTime } from '../edition.ts';

/** River limits or lake and reservoir limits; they differ for 总磷. */
export type WaterBody = 'river' | 'lake';

/** Items of GB 3838-2002 table 1. */
export type WaterItemKey =
  | 'waterTemperature'
  | 'pH'
  | 'DO'
  | 'CODMn'
  | 'CODCr'
  | 'BOD5'
  | 'NH3N'
  | 'TP'
  | 'TN'
  | 'Cu'
  | 'Zn'
  | 'F'
  | 'Se'
  | 'As'
  | 'Hg'
  | 'Cd'
  | 'Cr6'
  | 'Pb'
  | 'CN'
  | 'volatilePhenol'
  | 'petroleum'
  | 'LAS'
  | 'sulfide'
  | 'fecalColiform';

/** Limits of the classes Ⅰ to Ⅴ, inclusive. */
export type ClassLimits = readonly [string, string, string, string, string];

/** One row of GB 3838-2002 table 1. */
export interface WaterItem {
  readonly no: number;
  readonly key: WaterItemKey;
  readonly name: string;
  readonly unit: string;
  /** `max`: less is better; `min`: more is better; `range`: inside for every class; `change`: no class limits. */
  readonly kind: 'max' | 'min' | 'range' | 'change';
  readonly limits?: ClassLimits;
  /** Limits of lakes and reservoirs where they differ or alone exist. */
  readonly lakeLimits?: ClassLimits;
  readonly range?: readonly [string, string];
  /**
   * Values outside this span are taken for a wrong unit or a broken instrument (setting of this package,
   * not of the standard).
   */
  readonly plausible: readonly [string, string];
}

/** GB 3838 table 1 of one edition. */
export interface WaterQualityEdition extends Edition {
  readonly items: readonly WaterItem[];
}

function max(
  no: number,
  key: WaterItemKey,
  name: string,
  limits: ClassLimits,
  plausibleMax: string,
  lakeLimits?: ClassLimits,
): WaterItem {
  const unit = key === 'fecalColiform' ? '个/L' : 'mg/L';
  const plausible = ['0', plausibleMax] as const;
  return { no, key, name, unit, kind: 'max', limits, plausible, ...(lakeLimits ? { lakeLimits } : {}) };
}

/** Editions of GB 3838 table 1 (地表水环境质量标准基本项目标准限值). */
export const GB3838_EDITIONS: readonly WaterQualityEdition[] = /* @__PURE__ */ (() => [
  {
    id: 'GB 3838-2002',
    title: '地表水环境质量标准',
    effectiveFrom: '2002-06-01',
    clause: 'table 1',
    mark: 'verified' as const,
    items: [
      { no: 1, key: 'waterTemperature', name: '水温', unit: '℃', kind: 'change', plausible: ['-5', '60'] },
      { no: 2, key: 'pH', name: 'pH值', unit: '1', kind: 'range', range: ['6', '9'], plausible: ['0', '14'] },
      {
        no: 3,
        key: 'DO',
        name: '溶解氧',
        unit: 'mg/L',
        kind: 'min',
        limits: ['7.5', '6', '5', '3', '2'],
        plausible: ['0', '60'],
      },
      max(4, 'CODMn', '高锰酸盐指数', ['2', '4', '6', '10', '15'], '5000'),
      max(5, 'CODCr', '化学需氧量', ['15', '15', '20', '30', '40'], '50000'),
      max(6, 'BOD5', '五日生化需氧量', ['3', '3', '4', '6', '10'], '50000'),
      max(7, 'NH3N', '氨氮', ['0.15', '0.5', '1.0', '1.5', '2.0'], '5000'),
      max(8, 'TP', '总磷', ['0.02', '0.1', '0.2', '0.3', '0.4'], '1000', [
        '0.01',
        '0.025',
        '0.05',
        '0.1',
        '0.2',
      ]),
      {
        no: 9,
        key: 'TN',
        name: '总氮',
        unit: 'mg/L',
        kind: 'max',
        lakeLimits: ['0.2', '0.5', '1.0', '1.5', '2.0'],
        plausible: ['0', '5000'],
      },
      max(10, 'Cu', '铜', ['0.01', '1.0', '1.0', '1.0', '1.0'], '5000'),
      max(11, 'Zn', '锌', ['0.05', '1.0', '1.0', '2.0', '2.0'], '5000'),
      max(12, 'F', '氟化物', ['1.0', '1.0', '1.0', '1.5', '1.5'], '5000'),
      max(13, 'Se', '硒', ['0.01', '0.01', '0.01', '0.02', '0.02'], '1000'),
      max(14, 'As', '砷', ['0.05', '0.05', '0.05', '0.1', '0.1'], '1000'),
      max(15, 'Hg', '汞', ['0.00005', '0.00005', '0.0001', '0.001', '0.001'], '1000'),
      max(16, 'Cd', '镉', ['0.001', '0.005', '0.005', '0.005', '0.01'], '1000'),
      max(17, 'Cr6', '铬(六价)', ['0.01', '0.05', '0.05', '0.05', '0.1'], '1000'),
      max(18, 'Pb', '铅', ['0.01', '0.01', '0.05', '0.05', '0.1'], '1000'),
      max(19, 'CN', '氰化物', ['0.005', '0.05', '0.2', '0.2', '0.2'], '1000'),
      max(20, 'volatilePhenol', '挥发酚', ['0.002', '0.002', '0.005', '0.01', '0.1'], '1000'),
      max(21, 'petroleum', '石油类', ['0.05', '0.05', '0.05', '0.5', '1.0'], '5000'),
      max(22, 'LAS', '阴离子表面活性剂', ['0.2', '0.2', '0.2', '0.3', '0.3'], '5000'),
      max(23, 'sulfide', '硫化物', ['0.05', '0.1', '0.2', '0.5', '1.0'], '5000'),
      max(24, 'fecalColiform', '粪大肠菌群', ['200', '2000', '10000', '20000', '40000'], '1000000000000'),
    ],
  },
])();

/** A row with its figures as exact fractions. */
export interface PreparedItem {
  readonly item: WaterItem;
  readonly limits: readonly Rational[] | undefined;
  readonly range: readonly [Rational, Rational] | undefined;
  readonly plausible: readonly [Rational, Rational];
}

const prepared = new Map<string, ReadonlyMap<string, PreparedItem>>();

/** The rows of an edition for one kind of water body, keyed by item, with exact figures; built once. */
export function preparedItems(
  edition: WaterQualityEdition,
  body: WaterBody,
): ReadonlyMap<string, PreparedItem> {
  const id = `${edition.id} ${body}`;
  const known = prepared.get(id);
  if (known !== undefined) return known;
  const rows = new Map(edition.items.map((item) => [item.key as string, prepare(item, body)]));
  prepared.set(id, rows);
  return rows;
}

function prepare(item: WaterItem, body: WaterBody): PreparedItem {
  const limits = body === 'lake' ? (item.lakeLimits ?? item.limits) : item.limits;
  return {
    item,
    limits: limits?.map((limit) => rational(limit)),
    range: item.range && [rational(item.range[0]), rational(item.range[1])],
    plausible: [rational(item.plausible[0]), rational(item.plausible[1])],
  };
}

/** Why a value cannot be right, or undefined when it can. */
export function implausible(row: PreparedItem, value: Rational): string | undefined {
  const [low, high] = row.plausible;
  const { name, unit, plausible } = row.item;
  if (compareRational(value, low) >= 0 && compareRational(value, high) <= 0) return undefined;
  return `${name} outside ${plausible[0]}..${plausible[1]} ${unit}: negative, or in a wrong unit`;
}

/**
 * The edition of GB 3838 table 1 in force at a time; without a time the newest.
 * @throws NoEditionError before 2002-06-01.
 * Source: GB 3838-2002, in force from 2002-06-01 (no clause).
 */
export function waterQualityEdition(at?: ObservationTime): WaterQualityEdition {
  return editionAt(GB3838_EDITIONS, at ?? '9999-12-31');
}
