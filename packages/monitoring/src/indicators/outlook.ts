import type { Words } from './indicator.ts';
import type { IndicatorStatus } from './status.ts';

/** What the rest of the year may still bring, in figures for the picture and in words. */
export type Headroom =
  | {
      kind: 'mean';
      /** Days to come. */
      remaining: number;
      /** Highest mean of these days that keeps the target; null when none does or none is left. */
      restMean: string | null;
      /** Mean of the same days in past years: middle, lowest and highest year; null without any. */
      samePeriod: { value: string; low: string; high: string } | null;
    }
  | {
      kind: 'days';
      remaining: number;
      /** Days of the bad kind that the whole year may have, that it had, that it may still have. */
      allowed: number;
      used: number;
      left: number;
      /** Days of the bad kind in the same period of past years. */
      samePeriod: { value: string; low: string; high: string } | null;
    }
  | {
      kind: 'sections';
      /** Months to come. */
      remaining: number;
      judged: number;
      counted: number;
      /** Sections that the target needs (or allows, for 劣Ⅴ). */
      bound: number;
      /** Sections that may be lost (or added); negative: that are missing (or too many). */
      spare: number;
    };

/** How a target stands. */
export interface Outlook {
  status: IndicatorStatus;
  /** The sentence that an officer must know, short enough for a heading. */
  headline: Words;
  /** Why the status is what it is, one sentence with figures. */
  reason: Words;
  headroom: Headroom | null;
  /** The headroom in a few words for a column; null without any. */
  short: Words | null;
  /** Year's end by the projection, as the standard prints it, and its ends. */
  projected: { value: string; low: string; high: string } | null;
  /** The status can still change. */
  open: boolean;
}
