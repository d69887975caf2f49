import {
  compareRational,
  type Rational,
  type RationalInput,
  rational,
  subtractRational,
} from '../decimal/rational.ts';
import type { Edition } from '../edition.ts';
import { roundHalfEvenText } from '../rounding/half-even.ts';
import { percentOf } from '../share.ts';
import type { WaterClass } from './classes.ts';
import {
  sectionGrade,
  WATER_EVALUATION_2011,
  WATER_GRADES,
  type WaterEvaluationMethod,
} from './evaluation-2011.ts';

/** Which way a change goes. */
export type ChangeDirection = 'better' | 'worse' | 'same';

/** A change between two periods. */
export interface GradeChange {
  /** Grades risen (positive) or fallen (negative). */
  readonly steps: number;
  readonly direction: ChangeDirection;
  readonly word: '无明显变化' | '有所好转' | '有所变差' | '明显好转' | '明显变差';
}

/**
 * The change of a section or water between two periods by its grade (状况等级): one grade 有所, two or more 明显.
 * @param before class of the earlier period; @param after class of the later one.
 * Source: 环办〔2011〕22号, 不同时段定量比较 (recall).
 */
export function gradeChange(
  before: WaterClass,
  after: WaterClass,
  method: WaterEvaluationMethod = WATER_EVALUATION_2011,
): GradeChange {
  const rank = (cls: WaterClass): number => WATER_GRADES.indexOf(sectionGrade(cls, method).grade);
  const steps = rank(before) - rank(after);
  const direction = directionOf(steps);
  if (direction === 'same') return { steps, direction, word: '无明显变化' };
  const strong = Math.abs(steps) >= 2;
  const word = direction === 'better' ? (strong ? '明显好转' : '有所好转') : strong ? '明显变差' : '有所变差';
  return { steps, direction, word };
}

/** A change of a river or basin between two periods by ratios. */
export interface RatioChange {
  /** ΔG − ΔD in percentage points. */
  readonly x: Rational;
  readonly text: string;
  readonly direction: ChangeDirection;
  readonly word: '无明显变化' | '有所变化' | '明显变化';
}

/**
 * The change of a river or basin by ratios: x = ΔG − ΔD, the change of the Ⅰ-Ⅲ share less that of the 劣Ⅴ
 * share, in points; |x| <= 10 无明显变化, <= 20 有所变化, above 明显变化.
 * @param before shares in % of the earlier period; @param after of the later one.
 * Source: 环办〔2011〕22号, 不同时段定量比较 (recall; the bands are settings of `method`).
 */
export function ratioChange(
  before: { readonly good: RationalInput; readonly inferior: RationalInput },
  after: { readonly good: RationalInput; readonly inferior: RationalInput },
  method: WaterEvaluationMethod = WATER_EVALUATION_2011,
): RatioChange {
  const x = subtractRational(
    subtractRational(after.good, before.good),
    subtractRational(after.inferior, before.inferior),
  );
  const size = magnitude(x);
  const [little, some] = method.changeBands;
  const word =
    compareRational(size, little) <= 0
      ? '无明显变化'
      : compareRational(size, some) <= 0
        ? '有所变化'
        : '明显变化';
  return { x, text: roundHalfEvenText(x, 1), direction: directionOf(compareRational(x, 0)), word };
}

function directionOf(sign: number): ChangeDirection {
  return sign > 0 ? 'better' : sign < 0 ? 'worse' : 'same';
}

function magnitude(value: Rational): Rational {
  return value.numerator < 0n ? { numerator: -value.numerator, denominator: value.denominator } : value;
}

/** Word bands for the change of the 综合污染指数; the edges are inclusive by choice. */
export interface CompositeIndexWords extends Edition {
  readonly bands: readonly {
    readonly upTo: string | null;
    readonly better: string;
    readonly worse: string;
  }[];
}

/** Inferred from 20 published comparisons of Yangpu district, 2024-06: settings, not a published rule. */
export const COMPOSITE_INDEX_WORDS: CompositeIndexWords = {
  id: '综合污染指数 words',
  title: '上海市区级水环境质量公报用语（推断）',
  effectiveFrom: '2024-06-01',
  clause: 'inferred from published comparisons',
  mark: 'recall',
  bands: [
    { upTo: '5', better: '基本持平', worse: '基本持平' },
    { upTo: '10', better: '略有改善', worse: '略有恶化' },
    { upTo: '20', better: '轻微改善', worse: '轻微恶化' },
    { upTo: null, better: '显著改善', worse: '显著恶化' },
  ],
};

/** A change of the composite index. */
export interface CompositeIndexChange {
  readonly percent: Rational;
  /** One digit by GB/T 8170. */
  readonly text: string;
  readonly word: string;
}

/**
 * The change of a section's 综合污染指数 and its word; a rise is worse.
 * @param previous index of the earlier period, above 0; @param current index of the later one.
 * @throws DivisionByZeroError when `previous` is 0.
 * Source: none published; bands inferred (recall), see {@link COMPOSITE_INDEX_WORDS}.
 */
export function compositeIndexChange(
  previous: RationalInput,
  current: RationalInput,
  words: CompositeIndexWords = COMPOSITE_INDEX_WORDS,
): CompositeIndexChange {
  const percent = percentOf(subtractRational(current, previous), previous);
  const size = magnitude(percent);
  const band = words.bands.find(({ upTo }) => upTo === null || compareRational(size, rational(upTo)) <= 0);
  const word = percent.numerator > 0n ? band?.worse : band?.better;
  return { percent, text: roundHalfEvenText(percent, 1), word: word ?? '' };
}
