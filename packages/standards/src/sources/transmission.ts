import {
  compareRational,
  multiplyRational,
  type Rational,
  type RationalInput,
  ratio,
} from '../decimal/rational.ts';
import type { Edition, VerificationMark } from '../edition.ts';
import { type ExplainOption, type Explanation, editionRef } from '../result.ts';
import { roundHalfEvenText } from '../rounding/half-even.ts';
import { percentOf } from '../share.ts';

/** Counts of one outlet and period. */
export interface TransmissionCounts {
  /** Data due (exempt stops taken off). */
  readonly due: number;
  readonly received: number;
  readonly valid: number;
}

/** The definition as settings: which counts the validity rate divides by, and the threshold. */
export interface TransmissionRule extends Edition {
  readonly validityBase: 'received' | 'due';
  /** % that the rate must reach. */
  readonly threshold: RationalInput;
}

/** valid / received and 90 % (single source for the threshold, recall for the numerators). */
export const TRANSMISSION_RULE: TransmissionRule = {
  id: '污染源自动监控数据传输有效率考核',
  title: '数据传输有效率',
  effectiveFrom: '2022-01-01',
  clause: 'definition single source, clause not read',
  mark: 'recall',
  validityBase: 'received',
  threshold: 90,
};

/** 数据传输有效率 with its two parts. */
export interface TransmissionRate {
  /** null when nothing was due. */
  readonly transmission: Rational | null;
  readonly validity: Rational | null;
  readonly percent: Rational | null;
  /** Two digits. */
  readonly text: string | null;
  readonly meets: boolean | null;
  readonly mark: VerificationMark;
  readonly explanation?: Explanation;
}

/**
 * 数据传输有效率 = 数据传输率 (received / due) × 数据有效率 (valid / received, a setting). Nothing received gives 0.
 * @throws RangeError when counts are no whole numbers of 0 or more, or received > due, or valid > received.
 * Source: 污染源自动监控数据传输有效率考核 (definition single source; numerators recall; threshold 75 % in the 十二五
 * assessment, 90 % since 2022).
 */
export function transmissionEffectiveRate(
  counts: TransmissionCounts,
  rule: TransmissionRule = TRANSMISSION_RULE,
  options: ExplainOption = {},
): TransmissionRate {
  const rate = rateOf(counts, rule);
  return options.explain === true ? { ...rate, explanation: explainRate(rate, counts, rule) } : rate;
}

function explainRate(
  rate: TransmissionRate,
  counts: TransmissionCounts,
  rule: TransmissionRule,
): Explanation {
  const { percent, text, meets } = rate;
  const from = percent === null ? '' : `${percent.numerator}/${percent.denominator}`;
  return {
    edition: editionRef(rule),
    method: `received / due × valid / ${rule.validityBase}`,
    inputs: Object.entries(counts).map(([name, value]) => ({ name, state: 'value', value: String(value) })),
    completeness: [
      {
        sufficient: counts.due > 0,
        rule: `${counts.due} data due; at least 1 needed`,
        clause: rule.clause,
      },
    ],
    rounding: text === null ? [] : [{ name: 'rate', from, to: text, rule: 'half-even', digits: 2 }],
    missing: [],
    steps: [
      text === null
        ? 'nothing was due: not judged'
        : `${text} % ${meets === true ? '>=' : '<'} ${String(rule.threshold)} %`,
    ],
  };
}

function rateOf(counts: TransmissionCounts, rule: TransmissionRule): TransmissionRate {
  const { due, received, valid } = counts;
  if (![due, received, valid].every((count) => Number.isInteger(count) && count >= 0)) {
    throw new RangeError('expected whole numbers of 0 or more');
  }
  if (received > due || valid > received) {
    throw new RangeError(`expected valid <= received <= due, found ${valid}, ${received}, ${due}`);
  }
  const { mark } = rule;
  if (due === 0) {
    return { transmission: null, validity: null, percent: null, text: null, meets: null, mark };
  }
  const base = rule.validityBase === 'received' ? received : due;
  const transmission = ratio(received, due);
  const validity = base === 0 ? null : ratio(valid, base);
  const percent = multiplyRational(multiplyRational(transmission, validity ?? 0), 100);
  const meets = compareRational(percent, rule.threshold) >= 0;
  return {
    transmission: percentOf(received, due),
    validity: validity === null ? null : multiplyRational(validity, 100),
    percent,
    text: roundHalfEvenText(percent, 2),
    meets,
    mark,
  };
}
