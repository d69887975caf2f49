import {
  addRational,
  compareRational,
  multiplyRational,
  type Rational,
  ratio,
  subtractRational,
} from '../decimal/rational.ts';
import type { ObservationTime } from '../edition.ts';
import { type Measured, readMeasured } from '../measured.ts';
import { type WaterClass, waterClassRank } from './classes.ts';
import { preparedItems, type WaterBody, type WaterItemKey, waterQualityEdition } from './gb3838-2002.ts';

/** What is known about an item of a section in the running year. */
export interface HeadroomInput {
  readonly key: WaterItemKey;
  readonly waterBody: WaterBody;
  /** Class that the yearly mean must meet. */
  readonly target: WaterClass;
  /** Monthly means of the year so far, in order; months without a value do not count as done. */
  readonly months: readonly Measured[];
  /** Best monthly mean of the last two years, to tell what is within reach. */
  readonly bestMonth?: Measured;
  /** Months of the year that count; default 12. */
  readonly monthsInYear?: number;
  readonly at?: ObservationTime;
}

/** How much room an item has until the end of the year. */
export interface Headroom {
  readonly limit: Rational;
  readonly done: number;
  readonly remaining: number;
  /** Months passed without a value. */
  readonly gaps: number;
  /** Mean so far; null before the first month. */
  readonly meanSoFar: Rational | null;
  /**
   * Mean that the remaining months may have (溶解氧: must have) for the yearly mean to meet the target;
   * null when none remain.
   */
  readonly neededMean: Rational | null;
  /** `within`: so far on target; `tight`: over target but reachable; `unreachable`; `unknown`: no best month given. */
  readonly outlook: 'met' | 'missed' | 'within' | 'tight' | 'unreachable' | 'unknown';
}

/**
 * What the rest of the year may be: needed mean = (N·S − Σ done) / (N − n), with the limit S of the target class.
 * Unreachable when it lies below the best month of the last two years (溶解氧: above), or below zero.
 * @throws RangeError for an item without a limit in the target class, or more months than the year has.
 * Source: arithmetic on the yearly mean of monthly data (环办〔2011〕22号, recall); "within reach" is a
 * proposal.
 */
export function sectionHeadroom(input: HeadroomInput): Headroom {
  const { key, target, waterBody, months } = input;
  const row = preparedItems(waterQualityEdition(input.at), waterBody).get(key);
  const limit = row?.limits?.[waterClassRank(target)];
  if (row === undefined || limit === undefined) {
    throw new RangeError(`${key} has no limit of class ${target} for a ${waterBody}`);
  }
  const all = input.monthsInYear ?? 12;
  if (months.length > all) throw new RangeError(`${months.length} months given, the year has ${all}`);
  const done = months.map(readMeasured).flatMap((read) => (read.state === 'value' ? [read.value] : []));
  const gaps = months.length - done.length;
  const remaining = all - months.length;
  const counted = all - gaps;
  const total = done.reduce<Rational>((sum, value) => addRational(sum, value), {
    numerator: 0n,
    denominator: 1n,
  });
  const meanSoFar = done.length === 0 ? null : ratio(total, done.length);
  const neededMean =
    remaining === 0 ? null : ratio(subtractRational(multiplyRational(limit, counted), total), remaining);
  const higherIsBetter = row.item.kind === 'min';
  const meets = (value: Rational): boolean => compareRational(value, limit) * (higherIsBetter ? -1 : 1) <= 0;
  return {
    limit,
    done: done.length,
    remaining,
    gaps,
    meanSoFar,
    neededMean,
    outlook: outlook(meanSoFar, neededMean, readMeasured(input.bestMonth), meets, higherIsBetter),
  };
}

function outlook(
  meanSoFar: Rational | null,
  needed: Rational | null,
  best: ReturnType<typeof readMeasured>,
  meets: (value: Rational) => boolean,
  higherIsBetter: boolean,
): Headroom['outlook'] {
  if (needed === null) return meanSoFar === null ? 'unknown' : meets(meanSoFar) ? 'met' : 'missed';
  if (!higherIsBetter && needed.numerator < 0n) return 'unreachable';
  if (meanSoFar === null || meets(meanSoFar)) return 'within';
  if (best.state !== 'value') return 'unknown';
  return compareRational(needed, best.value) * (higherIsBetter ? -1 : 1) < 0 ? 'unreachable' : 'tight';
}
