import { type Decimal, type DecimalInput, decimal, formatDecimal } from './decimal/decimal.ts';
import type { Edition, VerificationMark } from './edition.ts';

/** Why an input has no value. Zero is a value and none of these. */
export type AbsentState = 'missing' | 'invalid' | 'not-monitored';

/** The four states of an input. */
export type InputState = 'value' | AbsentState;

/**
 * One input: a decimal, or the reason why there is none. `null` and `undefined` mean `missing`;
 * the words `missing`, `invalid` and `not-monitored` name the state, any other text must be a number.
 */
export type Reading = DecimalInput | AbsentState | null | undefined;

/** A reading split into its state and, when it has one, its exact value. */
export type ReadReading =
  | { readonly state: 'value'; readonly value: Decimal }
  | { readonly state: AbsentState; readonly value?: undefined };

/** The edition as a result names it. */
export interface EditionRef {
  readonly id: string;
  readonly clause: string;
  readonly effectiveFrom: string;
  readonly mark: VerificationMark;
}

/** An input as it was used. */
export interface UsedInput {
  /** Name of the input, for example `"PM2.5"`. */
  readonly name: string;
  readonly state: InputState;
  /** The value as given, in plain notation; absent when there is none. */
  readonly value?: string;
  readonly unit?: string;
}

/** One rounding that was applied, in order. */
export interface RoundingStep {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly rule: 'half-even' | 'up';
  readonly digits: number;
}

/** Whether the inputs suffice under the standard's completeness rule. */
export interface Completeness {
  readonly sufficient: boolean;
  /** The rule as the standard puts it, with the figures found, for example `"20 of 24 hours; 20 needed"`. */
  readonly rule: string;
  /** Clause of the rule. */
  readonly clause: string;
}

/** What a result can tell about itself (asked for with an `explain` option). */
export interface Explanation {
  readonly edition: EditionRef;
  /** Name of the method, for example `"letter"` or `"platform practice"`. */
  readonly method: string;
  readonly inputs: readonly UsedInput[];
  readonly completeness: readonly Completeness[];
  readonly rounding: readonly RoundingStep[];
  /** Names of inputs without a value, with their state. */
  readonly missing: readonly { readonly name: string; readonly state: AbsentState }[];
  /** The calculation in plain words, one step each; short sentences in the field's terms. */
  readonly steps: readonly string[];
}

/** Asks a function to add an {@link Explanation} to its result. */
export interface ExplainOption {
  readonly explain?: boolean;
}

/**
 * The part of an edition that a result carries.
 * Source: own utility, no standard.
 */
export function editionRef(edition: Edition): EditionRef {
  return {
    id: edition.id,
    clause: edition.clause,
    effectiveFrom: edition.effectiveFrom,
    mark: edition.mark,
  };
}

/**
 * Splits a reading into state and exact value.
 * @throws DecimalError when it is neither a state nor a decimal number.
 * Source: own utility, no standard.
 */
export function readReading(reading: Reading): ReadReading {
  if (reading === null || reading === undefined) return { state: 'missing' };
  if (reading === 'missing' || reading === 'invalid' || reading === 'not-monitored')
    return { state: reading };
  return { state: 'value', value: decimal(reading) };
}

/**
 * A reading as an explanation lists it.
 * Source: own utility, no standard.
 */
export function usedInput(name: string, reading: ReadReading, unit?: string): UsedInput {
  return {
    name,
    state: reading.state,
    ...(reading.state === 'value' ? { value: formatDecimal(reading.value) } : {}),
    ...(unit === undefined ? {} : { unit }),
  };
}

/**
 * The inputs without a value, as an explanation lists them.
 * Source: own utility, no standard.
 */
export function missingInputs(inputs: readonly UsedInput[]): { name: string; state: AbsentState }[] {
  return inputs.flatMap(({ name, state }) => (state === 'value' ? [] : [{ name, state }]));
}
