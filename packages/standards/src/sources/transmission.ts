import {
  compareRational,
  multiplyRational,
  type Rational,
  type RationalInput,
  ratio,
} from '../decimal/rational.ts';
import type { VerificationMark } from '../edition.ts';
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
export interface TransmissionRule {
  readonly validityBase: 'received' | 'due';
  /** % that the rate must reach. */
  readonly threshold: RationalInput;
  readonly mark: VerificationMark;
}

/** valid / received and 90 % (single source for the threshold, recall for the numerators). */
export const TRANSMISSION_RULE: TransmissionRule = {
  validityBase: 'received',
  threshold: 90,
  mark: 'recall',
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
): TransmissionRate {
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
