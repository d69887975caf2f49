import type { Edition } from '../edition.ts';

/** Day 06:00-22:00 and night 22:00-06:00, unless the city set other hours. */
export type NoisePeriod = 'day' | 'night';

/** Day and night limit in dB(A), inclusive. */
export type PeriodLimits = Readonly<Record<NoisePeriod, number>>;

function limits(day: number, night: number): PeriodLimits {
  return { day, night };
}

/** Functional zones (声环境功能区) of GB 3096-2008. */
export type NoiseZone = '0' | '1' | '2' | '3' | '4a' | '4b';

/** GB 3096 of one edition. */
export interface ZoneEdition extends Edition {
  readonly zones: Readonly<Record<NoiseZone, PeriodLimits & { readonly use: string }>>;
  /** Sudden night noise may be this much above the night limit. */
  readonly suddenNightOver: number;
}

/** Editions of GB 3096 (声环境质量标准); 4b is from a single source, the sudden-noise rule recall. */
export const GB3096_EDITIONS: readonly ZoneEdition[] = [
  {
    id: 'GB 3096-2008',
    title: '声环境质量标准',
    effectiveFrom: '2008-10-01',
    clause: 'table 1',
    mark: 'verified',
    note: 'zone 4b single source; clause number of the sudden-noise rule recall',
    zones: {
      '0': { day: 50, night: 40, use: '康复疗养区等特别需要安静' },
      '1': { day: 55, night: 45, use: '住宅、医疗、文教、科研、行政办公' },
      '2': { day: 60, night: 50, use: '商业金融、集市贸易或混杂' },
      '3': { day: 65, night: 55, use: '工业生产、仓储物流' },
      '4a': { day: 70, night: 55, use: '高速、一二级公路、快速路、主次干路、轨道交通地面段、内河航道两侧' },
      '4b': { day: 70, night: 60, use: '铁路干线两侧' },
    },
    suddenNightOver: 15,
  },
];

/** Zones at the boundary of a plant or venue. */
export type BoundaryZone = '0' | '1' | '2' | '3' | '4';

/** Indoor limits of structure-borne noise for bedrooms (A) and other rooms (B). */
export interface IndoorLimits {
  readonly zones: readonly BoundaryZone[];
  readonly A: PeriodLimits;
  readonly B: PeriodLimits;
}

/** Indoor octave-band limits in dB at 31.5, 63, 125, 250 and 500 Hz. */
export interface OctaveLimits {
  readonly zones: readonly BoundaryZone[];
  readonly period: NoisePeriod;
  readonly rooms: readonly ('A' | 'B')[];
  readonly levels: readonly [number, number, number, number, number];
}

/** An emission standard at a boundary: GB 12348 or GB 22337. */
export interface BoundaryEdition extends Edition {
  readonly boundary: Readonly<Record<BoundaryZone, PeriodLimits>>;
  /** How far the maximum at night may be above the limit; absent where the standard has no such rule. */
  readonly nightMaxOver?: { readonly frequent: number; readonly occasional: number };
  /** Non-steady indoor noise: how far its maximum may be above the indoor limit. */
  readonly indoorMaxOver?: number;
  /** Measured inside because the building is nearer than 1 m: the boundary limit less this. */
  readonly insideLess: number;
  readonly indoor: readonly IndoorLimits[];
  readonly octaves: readonly OctaveLimits[];
}

const BOUNDARY: BoundaryEdition['boundary'] = {
  '0': limits(50, 40),
  '1': limits(55, 45),
  '2': limits(60, 50),
  '3': limits(65, 55),
  '4': limits(70, 55),
};

const INDOOR: readonly IndoorLimits[] = [
  { zones: ['0'], A: limits(40, 30), B: limits(40, 30) },
  { zones: ['1'], A: limits(40, 30), B: limits(45, 35) },
  { zones: ['2', '3', '4'], A: limits(45, 35), B: limits(50, 40) },
];

/** Frequencies of the octave table in Hz. */
export const INDOOR_OCTAVES_HZ = [31.5, 63, 125, 250, 500] as const;

const OCTAVES: readonly OctaveLimits[] = [
  { zones: ['0'], period: 'day', rooms: ['A', 'B'], levels: [76, 59, 48, 39, 34] },
  { zones: ['0'], period: 'night', rooms: ['A', 'B'], levels: [69, 51, 39, 30, 24] },
  { zones: ['1'], period: 'day', rooms: ['A'], levels: [76, 59, 48, 39, 34] },
  { zones: ['1'], period: 'day', rooms: ['B'], levels: [79, 63, 52, 44, 38] },
  { zones: ['1'], period: 'night', rooms: ['A'], levels: [69, 51, 39, 30, 24] },
  { zones: ['1'], period: 'night', rooms: ['B'], levels: [72, 55, 43, 35, 29] },
  { zones: ['2', '3', '4'], period: 'day', rooms: ['A'], levels: [79, 63, 52, 44, 38] },
  { zones: ['2', '3', '4'], period: 'day', rooms: ['B'], levels: [82, 67, 56, 49, 43] },
  { zones: ['2', '3', '4'], period: 'night', rooms: ['A'], levels: [72, 55, 43, 35, 29] },
  { zones: ['2', '3', '4'], period: 'night', rooms: ['B'], levels: [76, 59, 48, 39, 34] },
];

/** Editions of GB 12348 (工业企业厂界环境噪声排放标准). */
export const GB12348_EDITIONS: readonly BoundaryEdition[] = [
  {
    id: 'GB 12348-2008',
    title: '工业企业厂界环境噪声排放标准',
    effectiveFrom: '2008-10-01',
    clause: 'clause 4, tables 1-3',
    mark: 'verified',
    boundary: BOUNDARY,
    nightMaxOver: { frequent: 10, occasional: 15 },
    insideLess: 10,
    indoor: INDOOR,
    octaves: OCTAVES,
  },
];

/** Editions of GB 22337 (社会生活环境噪声排放标准); it has no night rule for the maximum at the boundary. */
export const GB22337_EDITIONS: readonly BoundaryEdition[] = [
  {
    id: 'GB 22337-2008',
    title: '社会生活环境噪声排放标准',
    effectiveFrom: '2008-10-01',
    clause: 'clause 4, tables 1-3',
    mark: 'verified',
    boundary: BOUNDARY,
    indoorMaxOver: 10,
    insideLess: 10,
    indoor: INDOOR,
    octaves: OCTAVES,
  },
];

/** GB 12523 of one edition. */
export interface ConstructionNoiseEdition extends Edition {
  readonly limits: PeriodLimits;
  readonly nightMaxOver: number;
  /** Measured inside when outside is impossible: the limit less this. */
  readonly insideLess: number;
  /** Length of one equivalent level in minutes. */
  readonly leqMinutes: number;
}

/** Editions of GB 12523; the limits of 2025 are recall: its preface lists no change to them. */
export const GB12523_EDITIONS: readonly ConstructionNoiseEdition[] = [
  {
    id: 'GB 12523-2011',
    title: '建筑施工场界环境噪声排放标准',
    effectiveFrom: '2012-07-01',
    supersededOn: '2026-01-01',
    clause: 'clause 4, table 1',
    mark: 'verified',
    limits: limits(70, 55),
    nightMaxOver: 15,
    insideLess: 10,
    leqMinutes: 20,
  },
  {
    id: 'GB 12523-2025',
    title: '建筑施工噪声排放标准',
    effectiveFrom: '2026-01-01',
    clause: 'limits not read',
    mark: 'recall',
    note: 'existence and date verified; limits carried over from 2011, check the text before release',
    limits: limits(70, 55),
    nightMaxOver: 15,
    insideLess: 10,
    leqMinutes: 20,
  },
];

/** Upper bounds of the grades 一级 to 四级 in dB(A), inclusive after rounding to 0.1 dB. */
export type GradeBounds = readonly [number, number, number, number];

/** HJ 640 of one edition. */
export interface NoiseGradesEdition extends Edition {
  readonly regional: Readonly<Record<NoisePeriod, GradeBounds>>;
  readonly road: Readonly<Record<NoisePeriod, GradeBounds>>;
}

/** Editions of HJ 640; day bands single source, night bands recall. */
export const HJ640_EDITIONS: readonly NoiseGradesEdition[] = [
  {
    id: 'HJ 640-2012',
    title: '环境噪声监测技术规范 城市声环境常规监测',
    effectiveFrom: '2013-03-01',
    clause: 'clauses 5-7, tables 1 and 2',
    mark: 'single source',
    note: 'night bands and formulas recall',
    regional: { day: [50, 55, 60, 65], night: [40, 45, 50, 55] },
    road: { day: [68, 70, 72, 74], night: [58, 60, 62, 64] },
  },
];
