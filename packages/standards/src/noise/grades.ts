import {
  addRational,
  compareRational,
  mean,
  multiplyRational,
  type Rational,
  type RationalInput,
  ratio,
} from '../decimal/rational.ts';
import type { ObservationTime } from '../edition.ts';
import { type Measured, readMeasured } from '../measured.ts';
import { type EditionRef, editionRef } from '../result.ts';
import { roundHalfEven, roundHalfEvenText } from '../rounding/half-even.ts';
import { NoiseLevelError } from './levels.ts';
import { HJ640_EDITIONS, type NoisePeriod } from './tables.ts';
import { noiseEdition } from './zone.ts';

/** Grade and word of a city's noise; HJ 640-2012 replaced the pollution words of the 2004 rule. */
export interface NoiseGrade {
  readonly grade: '一级' | '二级' | '三级' | '四级' | '五级';
  readonly word: '好' | '较好' | '一般' | '较差' | '差';
  readonly edition: EditionRef;
}

const GRADES = ['一级', '二级', '三级', '四级', '五级'] as const;
const WORDS = ['好', '较好', '一般', '较差', '差'] as const;

/**
 * The grade of a mean level; upper bounds are inclusive after rounding to 0.1 dB.
 * @param kind regional noise or road traffic noise.
 * @param level dB(A).
 * @throws DecimalError when the level is no number; NoEditionError before 2013-03-01.
 * Source: HJ 640-2012 tables 1 and 2 (day single source, night recall).
 */
export function noiseGrade(
  kind: 'regional' | 'road',
  period: NoisePeriod,
  level: RationalInput,
  at?: ObservationTime,
): NoiseGrade {
  const edition = noiseEdition(HJ640_EDITIONS, at);
  const rounded = roundHalfEven(level, 1);
  const found = edition[kind][period].findIndex((bound) => compareRational(rounded, bound) <= 0);
  const index = found < 0 ? 4 : found;
  return { grade: GRADES[index] ?? '五级', word: WORDS[index] ?? '差', edition: editionRef(edition) };
}

/** A mean with its grade. */
export interface GradedMean extends NoiseGrade {
  readonly mean: Rational;
  /** One digit. */
  readonly text: string;
  /** Cells or segments that counted, and those without a value. */
  readonly used: number;
  readonly notUsed: number;
}

/**
 * Regional noise: the arithmetic mean of the Leq of the grid cells, day and night apart, with its grade.
 * @throws NoiseLevelError when no cell has a value.
 * Source: HJ 640-2012 clause 5 (clause number recall; arithmetic mean of the grid).
 */
export function regionalNoise(
  cells: readonly Measured[],
  period: NoisePeriod,
  at?: ObservationTime,
): GradedMean {
  const read = cells.map(readMeasured);
  const values = read.flatMap((entry) => (entry.state === 'value' ? [entry.value] : []));
  if (values.length === 0) throw new NoiseLevelError('no grid cell has a value');
  return graded('regional', period, mean(values), values.length, cells.length - values.length, at);
}

/** One road segment. */
export interface RoadSegment {
  readonly km: RationalInput;
  readonly leq: Measured;
}

/**
 * Road traffic noise: the mean of the segments' Leq weighted by their length, with its grade.
 * @throws NoiseLevelError when no segment has a value and a length above 0.
 * Source: HJ 640-2012 clause 6 (clause number recall; mean weighted by length).
 */
export function roadNoise(
  segments: readonly RoadSegment[],
  period: NoisePeriod,
  at?: ObservationTime,
): GradedMean {
  let weighted: Rational = { numerator: 0n, denominator: 1n };
  let length: Rational = { numerator: 0n, denominator: 1n };
  let used = 0;
  for (const segment of segments) {
    const read = readMeasured(segment.leq);
    if (read.state !== 'value' || compareRational(segment.km, 0) <= 0) continue;
    weighted = addRational(weighted, multiplyRational(read.value, segment.km));
    length = addRational(length, segment.km);
    used += 1;
  }
  if (used === 0) throw new NoiseLevelError('no road segment has a value and a length');
  return graded('road', period, ratio(weighted, length), used, segments.length - used, at);
}

function graded(
  kind: 'regional' | 'road',
  period: NoisePeriod,
  value: Rational,
  used: number,
  notUsed: number,
  at: ObservationTime | undefined,
): GradedMean {
  const grade = noiseGrade(kind, period, value, at);
  return { ...grade, mean: value, text: roundHalfEvenText(value, 1), used, notUsed };
}
