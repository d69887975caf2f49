import type { Comparator, IndicatorKind } from './types.ts';

/** A target with its place in the cleaned text given. */
export interface FoundIndicator {
  start: number;
  end: number;
  name: string;
  comparator: Comparator;
  value: number | string | null;
  value2?: number;
  unit: string | null;
  kind: IndicatorKind;
  stretch: boolean;
  raw?: string;
}
