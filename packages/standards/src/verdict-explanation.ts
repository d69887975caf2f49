import type { ReadMeasured } from './measured.ts';
import {
  type EditionRef,
  type Explanation,
  missingInputs,
  type RoundingStep,
  type UsedInput,
} from './result.ts';

/** What a verdict says about itself; what is missing follows from the inputs. */
export interface VerdictStory {
  readonly method: string;
  readonly inputs: readonly UsedInput[];
  /** The input that the verdict cannot do without. */
  readonly needed: string;
  readonly rounding?: readonly RoundingStep[];
  readonly steps: readonly string[];
}

/** The explanation of a verdict that rests on one needed value. */
export function explainVerdict(edition: EditionRef, story: VerdictStory): Explanation {
  const { method, inputs, needed, rounding, steps } = story;
  const state = inputs.find(({ name }) => name === needed)?.state ?? 'missing';
  return {
    edition,
    method,
    inputs,
    completeness: [
      {
        sufficient: state === 'value',
        rule: state === 'value' ? `${needed} has a value` : `${needed} is ${state}; needed`,
        clause: edition.clause,
      },
    ],
    rounding: rounding ?? [],
    missing: missingInputs(inputs),
    steps,
  };
}

/** A measured quantity as an explanation lists it, as it was given. */
export function measuredInput(name: string, read: ReadMeasured, unit: string): UsedInput {
  return { name, state: read.state, ...(read.state === 'value' ? { value: read.text } : {}), unit };
}
