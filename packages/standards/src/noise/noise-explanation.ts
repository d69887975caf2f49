import { subtractRational } from '../decimal/rational.ts';
import { type Measured, readMeasured } from '../measured.ts';
import type { Explanation, RoundingStep } from '../result.ts';
import { explainVerdict, measuredInput } from '../verdict-explanation.ts';
import type { BackgroundCorrection } from './background.ts';
import type { NoiseVerdict } from './noise-verdict.ts';

/** The levels that a verdict was made from. */
export interface NoiseLevels {
  readonly leq: Measured;
  readonly max?: Measured;
  readonly background?: Measured;
}

/** Tells how a verdict on noise came about: levels, correction for the background, limit, what decided. */
export function explainNoise(
  verdict: NoiseVerdict,
  levels: NoiseLevels,
  correction?: BackgroundCorrection,
): Explanation {
  const given = { Leq: levels.leq, Lmax: levels.max, background: levels.background };
  const inputs = Object.entries(given)
    .filter(([name, level]) => name === 'Leq' || level !== undefined)
    .map(([name, level]) => measuredInput(name, readMeasured(level), 'dB(A)'));
  return explainVerdict(verdict.edition, {
    method: correction === undefined ? 'Leq against the limit' : 'Leq corrected for the background',
    inputs,
    needed: 'Leq',
    rounding: correction === undefined ? [] : differenceRounding(levels, correction),
    steps: [...correctionSteps(correction), verdict.rule, ending(verdict)],
  });
}

function differenceRounding(levels: NoiseLevels, correction: BackgroundCorrection): RoundingStep[] {
  const leq = readMeasured(levels.leq);
  const background = readMeasured(levels.background);
  if (leq.state !== 'value' || background.state !== 'value') return [];
  const from = readMeasured(subtractRational(leq.value, background.value));
  const to = String(correction.difference);
  if (from.state !== 'value' || from.text === to) return [];
  return [{ name: 'Leq - background', from: from.text, to, rule: 'half-even', digits: 0 }];
}

function correctionSteps(correction: BackgroundCorrection | undefined): string[] {
  if (correction === undefined) return [];
  const difference = `${correction.difference} dB above the background`;
  if (!correction.valid) return [`${difference}: ${correction.reason}`];
  return [`${difference}: correction ${correction.correction} dB → ${correction.text} dB(A)`];
}

function ending({ ok, reason, limit, limitMax, state }: NoiseVerdict): string {
  if (ok === null) return `not judged: Leq ${state}`;
  if (ok) return 'within the limits';
  if (reason === undefined) return 'an octave band is above its limit';
  return reason === 'LEQ' ? `Leq above ${limit} dB(A)` : `maximum above ${limitMax} dB(A)`;
}
