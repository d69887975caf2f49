import { type DecimalInput, formatDecimal } from '../decimal/decimal.ts';
import {
  addRational,
  multiplyRational,
  type Rational,
  type RationalInput,
  ratio,
} from '../decimal/rational.ts';
import type { Edition, ObservationTime } from '../edition.ts';
import { roundHalfEven } from '../rounding/half-even.ts';
import { airLimit } from './limits.ts';
import { POLLUTANTS, type Pollutant } from './pollutants.ts';

/** A set of weights of the composite index, with how well it is known. */
export interface CompositeWeights extends Pick<Edition, 'id' | 'mark'> {
  readonly note?: string;
  readonly weights: Readonly<Record<Pollutant, DecimalInput>>;
}

/** The sum of the six ratios as rankings state it (confirmed by official notes). */
export const EQUAL_WEIGHTS: CompositeWeights = {
  id: 'equal',
  mark: 'verified',
  weights: { SO2: 1, NO2: 1, CO: 1, O3: 1, PM10: 1, 'PM2.5': 1 },
};

/** Weights found in one place only; ask for them explicitly. */
export const GUANGDONG_WEIGHTS: CompositeWeights = {
  id: 'PM2.5 3, O3 2, NO2 2',
  mark: 'single source',
  note: 'one repository (Guangdong practice) calls this HJ 663-2026; not confirmed',
  weights: { SO2: 1, NO2: 2, CO: 1, O3: 2, PM10: 1, 'PM2.5': 3 },
};

/** Choices of {@link compositeIndex}. */
export interface CompositeOptions {
  /** Reference values by pollutant, instead of the class II limits of the edition. */
  readonly limits?: Readonly<Record<Pollutant, DecimalInput>>;
  readonly weights?: CompositeWeights;
  /** Sum of exact ratios, or of ratios rounded half to even to two digits as some reports do. Default exact. */
  readonly subIndices?: 'exact' | 'two digits';
}

/** A composite index with its parts. */
export interface AirCompositeIndex {
  /** Exact sum; null when a pollutant has no value. */
  readonly exact: Rational | null;
  /** Rounded half to even to two digits. */
  readonly value: string | null;
  /** Weighted share of each pollutant; null without a value. */
  readonly parts: Readonly<Record<Pollutant, Rational | null>>;
  /** The pollutant with the largest share, all of them when tied. */
  readonly largest: readonly Pollutant[];
  readonly weights: Pick<CompositeWeights, 'id' | 'mark'>;
  readonly missing: readonly Pollutant[];
}

/**
 * Composite index 环境空气质量综合指数: Σ w·C / S over the six pollutants.
 * @param concentration period means of SO2, NO2, PM10, PM2.5, P95 of CO, P90 of O3 (see {@link periodFigures});
 *   null where there is none.
 * @param at day of observation, which chooses the limits S (annual class II; daily for CO, MDA8 for O3).
 * @throws NoEditionError, DecimalError, DivisionByZeroError (a limit of 0).
 * Source: 城市环境空气质量排名技术规定 2014, revised 2018 (clause not named; wording confirmed by official notes); weights see {@link CompositeWeights}.
 */
export function compositeIndex(
  concentration: Readonly<Record<Pollutant, RationalInput | null>>,
  at: ObservationTime,
  options: CompositeOptions = {},
): AirCompositeIndex {
  const weights = options.weights ?? EQUAL_WEIGHTS;
  const entries = POLLUTANTS.map((pollutant): readonly [Pollutant, Rational | null] => {
    const value = concentration[pollutant];
    if (value === null) return [pollutant, null];
    const single = ratio(value, options.limits?.[pollutant] ?? referenceLimit(pollutant, at));
    const used = options.subIndices === 'two digits' ? roundHalfEven(single, 2) : single;
    return [pollutant, multiplyRational(used, weights.weights[pollutant])];
  });
  const missing = entries.flatMap(([pollutant, part]) => (part === null ? [pollutant] : []));
  let exact: Rational | null = missing.length > 0 ? null : { numerator: 0n, denominator: 1n };
  for (const [, part] of entries) if (exact !== null && part !== null) exact = addRational(exact, part);
  return {
    exact,
    value: exact === null ? null : formatDecimal(roundHalfEven(exact, 2)),
    parts: Object.fromEntries(entries) as Record<Pollutant, Rational | null>,
    largest: largestOf(entries),
    weights: { id: weights.id, mark: weights.mark },
    missing,
  };
}

function referenceLimit(pollutant: Pollutant, at: ObservationTime) {
  const period = pollutant === 'CO' ? '24h' : pollutant === 'O3' ? '8h' : 'year';
  return airLimit(pollutant, period, 2, { at }).limit;
}

function largestOf(entries: readonly (readonly [Pollutant, Rational | null])[]): Pollutant[] {
  let largest: Rational | null = null;
  let names: Pollutant[] = [];
  for (const [pollutant, part] of entries) {
    if (part === null) continue;
    const difference: bigint =
      largest === null ? 1n : part.numerator * largest.denominator - largest.numerator * part.denominator;
    if (difference > 0n) {
      largest = part;
      names = [pollutant];
    } else if (difference === 0n) names.push(pollutant);
  }
  return names;
}
