import type { Edition, VerificationMark } from '../edition.ts';
import type { WaterClass } from './classes.ts';
import type { WaterItemKey } from './gb3838-2002.ts';

/** Words of a water body's condition (水质状况). */
export type WaterGrade = '优' | '良好' | '轻度污染' | '中度污染' | '重度污染';

/** The grades, best first. */
export const WATER_GRADES: readonly WaterGrade[] = ['优', '良好', '轻度污染', '中度污染', '重度污染'];

/** One row of the section table: class, word and colour. */
export interface SectionGrade {
  readonly classes: readonly WaterClass[];
  readonly grade: WaterGrade;
  readonly colour: string;
  /** A suggestion: the document names colours only. */
  readonly hex: string;
}

/** 环办〔2011〕22号 地表水环境质量评价办法（试行） as data; city rules may replace single parts. */
export interface WaterEvaluationMethod extends Edition {
  /** Items that decide the class. */
  readonly items: readonly WaterItemKey[];
  readonly sectionGrades: readonly SectionGrade[];
  /** From this number of sections on a river or basin is judged by ratio. */
  readonly ratioFromSections: number;
  /** 重度污染 when Ⅰ-Ⅲ is below this share and 劣Ⅴ at least `severeInferior`: 60 nationally, 75 in Shenzhen. */
  readonly severeBelow: number;
  readonly severeInferior: number;
  readonly moderateInferior: number;
  /** Items without a multiple. */
  readonly noMultiple: readonly WaterItemKey[];
  /** Over the limit, these come first among the primary pollutants. */
  readonly priorityItems: readonly WaterItemKey[];
  readonly primaryCount: number;
  /** Upper bounds of |x| for 无明显变化 and 有所变化 in a comparison by ratio. */
  readonly changeBands: readonly [number, number];
  /** Marks of the parts that are less sure than the whole. */
  readonly marks: Readonly<Record<string, VerificationMark>>;
}

/** 环办〔2011〕22号, in force since 2011-03-09; parts marked `recall` are settings to check. */
export const WATER_EVALUATION_2011: WaterEvaluationMethod = {
  id: '环办〔2011〕22号',
  title: '地表水环境质量评价办法（试行）',
  effectiveFrom: '2011-03-09',
  clause: '二、三 (河流、流域、湖泊评价)',
  mark: 'single source',
  note: 'items and the rule for fewer than five sections are verified; see marks for the rest',
  items: [
    'pH',
    'DO',
    'CODMn',
    'CODCr',
    'BOD5',
    'NH3N',
    'TP',
    'Cu',
    'Zn',
    'F',
    'Se',
    'As',
    'Hg',
    'Cd',
    'Cr6',
    'Pb',
    'CN',
    'volatilePhenol',
    'petroleum',
    'LAS',
    'sulfide',
  ],
  sectionGrades: [
    { classes: ['I', 'II'], grade: '优', colour: '蓝色', hex: '#0000FF' },
    { classes: ['III'], grade: '良好', colour: '绿色', hex: '#00FF00' },
    { classes: ['IV'], grade: '轻度污染', colour: '黄色', hex: '#FFFF00' },
    { classes: ['V'], grade: '中度污染', colour: '橙色', hex: '#FF9B00' },
    { classes: ['V_INFERIOR'], grade: '重度污染', colour: '红色', hex: '#FF0000' },
  ],
  ratioFromSections: 5,
  severeBelow: 60,
  severeInferior: 40,
  moderateInferior: 20,
  noMultiple: ['waterTemperature', 'pH', 'DO'],
  priorityItems: ['CN', 'Hg', 'Cd', 'Cr6', 'Pb', 'As', 'Cu', 'Zn'],
  primaryCount: 3,
  changeBands: [10, 20],
  marks: {
    items: 'verified',
    sectionGrades: 'single source',
    colours: 'recall',
    ratioFromSections: 'verified',
    severeBelow: 'recall',
    primaryPollutants: 'recall',
    changeBands: 'recall',
    nonDetect: 'recall',
  },
};

/** The grade row of a section's class. Source: 环办〔2011〕22号, table of section grades. */
export function sectionGrade(
  cls: WaterClass,
  method: WaterEvaluationMethod = WATER_EVALUATION_2011,
): SectionGrade {
  const row = method.sectionGrades.find((entry) => entry.classes.includes(cls));
  if (row === undefined) throw new RangeError(`the method "${method.id}" has no grade for class ${cls}`);
  return row;
}
