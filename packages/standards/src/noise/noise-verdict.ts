import type { EditionRef, Explanation, InputState } from '../result.ts';

/** A level against a limit. */
export interface NoiseVerdict {
  readonly state: InputState;
  /** null without a value. */
  readonly ok: boolean | null;
  readonly limit: number;
  /** Limit of the maximum, where one was judged. */
  readonly limitMax?: number;
  /** What failed. */
  readonly reason?: 'LEQ' | 'LMAX';
  readonly edition: EditionRef;
  /** The rule that decided. */
  readonly rule: string;
  readonly explanation?: Explanation;
}
