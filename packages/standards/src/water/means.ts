import { mean, type Rational } from '../decimal/rational.ts';
import { type Measured, readMeasured } from '../measured.ts';

/** An arithmetic mean with what went into it. */
export interface MeanResult {
  /** null when nothing had a value. */
  readonly mean: Rational | null;
  readonly used: number;
  /** Non-detects among the used values; each counted as half its detection limit. */
  readonly nonDetects: number;
  readonly missing: number;
  readonly invalid: number;
  readonly notMonitored: number;
}

/**
 * The mean of the samples of one item (month: one or several samples; year: the monthly means).
 * Non-detects (`"0.05L"`) take part as half the detection limit. Nothing is rounded.
 * Source: 环办〔2011〕22号, 数据统计 (recall).
 */
export function meanConcentration(samples: readonly Measured[]): MeanResult {
  const read = samples.map(readMeasured);
  const values = read.flatMap((entry) => (entry.state === 'value' ? [entry] : []));
  const count = (state: string): number => read.filter((entry) => entry.state === state).length;
  return {
    mean: values.length === 0 ? null : mean(values.map((entry) => entry.value)),
    used: values.length,
    nonDetects: values.filter((entry) => entry.detectionLimit !== undefined).length,
    missing: count('missing'),
    invalid: count('invalid'),
    notMonitored: count('not-monitored'),
  };
}

/**
 * Means of every item over several places: sections of a short river, or points of a lake.
 * An item counts with the places that have a value for it.
 * @returns exact means by item key; items without any value are left out.
 * Source: 环办〔2011〕22号 (fewer than five sections: verified; lake points: recall).
 */
export function meansOverPlaces(
  places: readonly Readonly<Record<string, Measured>>[],
): Record<string, Rational> {
  const keys = new Set(places.flatMap((place) => Object.keys(place)));
  const means: Record<string, Rational> = {};
  for (const key of keys) {
    const result = meanConcentration(places.map((place) => place[key]));
    if (result.mean !== null) means[key] = result.mean;
  }
  return means;
}
