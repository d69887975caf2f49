import type { Problem } from './types.ts';

/**
 * Makes a problem. Texts name what is wrong and what was expected.
 * @param path place as described at `Problem`; `''` for the whole.
 */
export function problem(path: string, code: string, zh: string, en: string): Problem {
  return { path, code, message: { zh, en } };
}
