import { problem } from './problems.ts';
import type { Problem } from './types.ts';

/** A problem of a definition. */
export type Mistake = Problem;

/** A mistake at a path of the definition. */
export function mistake(path: string, en: string, zh: string): Mistake {
  return problem(path, 'definition', zh, en);
}

/** The values that stand more than once, each named once. */
export function duplicates(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
