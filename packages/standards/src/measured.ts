import { formatDecimal } from './decimal/decimal.ts';
import { type Rational, ratio, rational } from './decimal/rational.ts';
import type { AbsentState, Reading } from './result.ts';

/**
 * A measured quantity as water, noise and soil functions take it: a reading, an exact fraction (a mean),
 * or a laboratory's non-detect such as `"0.05L"` or `"<0.05"`.
 */
export type Measured = Reading | Rational;

/** A measured quantity split into its state and, when it has one, its exact value. */
export type ReadMeasured =
  | {
      readonly state: 'value';
      readonly value: Rational;
      /** The value as given, for explanations. */
      readonly text: string;
      /** The detection limit, when the laboratory reported a non-detect. */
      readonly detectionLimit?: Rational;
    }
  | { readonly state: AbsentState; readonly reason?: string; readonly text?: string };

const NON_DETECT = /^(?:<\s*([\d.]+(?:[eE][+-]?\d+)?)|([\d.]+(?:[eE][+-]?\d+)?)\s*[Ll])$/;

/**
 * Reads a measured quantity without throwing: what cannot be read has the state `invalid` with a reason.
 * A non-detect counts as half its detection limit (环办〔2011〕22号, recall).
 * Source: own utility; half the detection limit by 环办〔2011〕22号 (recall).
 */
export function readMeasured(input: Measured): ReadMeasured {
  if (input === null || input === undefined) return { state: 'missing' };
  if (input === 'missing' || input === 'invalid' || input === 'not-monitored') return { state: input };
  if (typeof input === 'object' && 'denominator' in input) {
    return { state: 'value', value: input, text: fractionText(input) };
  }
  if (typeof input === 'string') {
    const trimmed = input.trim();
    if (trimmed === '') return { state: 'missing' };
    const nonDetect = NON_DETECT.exec(trimmed);
    const limit = nonDetect?.[1] ?? nonDetect?.[2];
    if (limit !== undefined) return readNonDetect(limit, trimmed);
  }
  try {
    const value = rational(input);
    return { state: 'value', value, text: typeof input === 'string' ? input.trim() : formatDecimal(input) };
  } catch {
    const text = String(input);
    return { state: 'invalid', text, reason: `expected a number, found ${JSON.stringify(text)}` };
  }
}

function readNonDetect(limit: string, text: string): ReadMeasured {
  try {
    const detectionLimit = rational(limit);
    return { state: 'value', value: ratio(detectionLimit, 2), text, detectionLimit };
  } catch {
    return { state: 'invalid', text, reason: `expected a detection limit, found ${JSON.stringify(text)}` };
  }
}

/** A fraction as text: exact when it is a short decimal, else its first digits with a mark. */
function fractionText({ numerator, denominator }: Rational): string {
  const scaled = (numerator * 1_000_000n) / denominator;
  const exact = scaled * denominator === numerator * 1_000_000n;
  const text = formatDecimal({ units: scaled, digits: 6 }).replace(/\.?0+$/, '');
  return exact ? text : `${text}…`;
}
