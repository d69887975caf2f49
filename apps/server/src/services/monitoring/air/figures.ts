import type { LocalText } from '@huanzhi/registry';
import { type AqiResult, aqiLevel, type Pollutant, pollutantUnit, type Rational } from '@huanzhi/standards';
import { shownConcentration } from './pollutants.ts';
import { indexReason, stateWords } from './reasons.ts';

/** The four states; zero is a value. */
export type AirState = 'value' | 'missing' | 'invalid' | 'not-monitored';

/** One concentration as shown. */
export interface Figure {
  pollutant: Pollutant;
  unit: string;
  value: string | null;
  state: AirState;
  iaqi: number | null;
  valid: number;
  expected: number;
  /** How many figures behind it a network published: a station's day 0 or 1, a district's day its stations. */
  published: number;
  reason: LocalText | null;
}

/** An index as shown. */
export interface ShownIndex {
  value: number | null;
  level: number | null;
  primary: Pollutant[];
  /** Pollutants whose concentration is, or contains, a published day figure. */
  published: Pollutant[];
  state: AirState;
  reason: LocalText | null;
}

/** A concentration with what it is made of, before it is rounded. */
export interface Measured {
  pollutant: Pollutant;
  state: AirState;
  value: Rational | null;
  valid: number;
  expected: number;
  published: number;
  reason: LocalText | null;
}

/** A concentration rounded for output, with its sub-index. */
export function figureOf(measured: Measured, iaqi: number | null): Figure {
  const { pollutant, value, state, valid, expected, published, reason } = measured;
  return {
    pollutant,
    unit: pollutantUnit(pollutant),
    value: value === null ? null : shownConcentration(pollutant, value),
    state,
    iaqi: value === null ? null : iaqi,
    valid,
    expected,
    published,
    reason: state === 'value' ? null : (reason ?? stateWords[state]),
  };
}

/** An index as the standard's functions give it; without one, the reason names the pollutants that lack. */
export function indexOf(result: Pick<AqiResult, 'aqi' | 'primary'>, figures: readonly Figure[]): ShownIndex {
  return shownIndex({ value: result.aqi, primary: [...result.primary], published: [] }, figures);
}

/** An index kept as a number; `figures` say why there is none. */
export function shownIndex(
  { value, primary, published }: Pick<ShownIndex, 'value' | 'primary' | 'published'>,
  figures: readonly Pick<Figure, 'pollutant' | 'state' | 'reason'>[],
): ShownIndex {
  if (value !== null)
    return { value, level: aqiLevel(value), primary, published, state: 'value', reason: null };
  const monitored = figures.filter((figure) => figure.state !== 'not-monitored');
  const gaps = monitored.filter((figure) => figure.state !== 'value');
  const nothing = gaps.length === monitored.length && gaps.every((figure) => figure.state === 'missing');
  const state =
    monitored.length === 0 && figures.length > 0 ? 'not-monitored' : nothing ? 'missing' : 'invalid';
  return {
    value: null,
    level: null,
    primary: [],
    published: [],
    state,
    reason: state === 'not-monitored' ? stateWords[state] : nothing ? indexReason([]) : indexReason(gaps),
  };
}
