/** Why a row or a cell of a table of measurements cannot be taken. */
export type FileProblemCode =
  | 'no-site'
  | 'unknown-site'
  | 'no-date'
  | 'date-unreadable'
  | 'no-such-day'
  | 'no-year'
  | 'hour-unreadable'
  | 'no-hour'
  | 'before-1970'
  | 'future'
  | 'unknown-factor'
  | 'unknown-unit'
  | 'unknown-mark'
  | 'no-number'
  | 'negative'
  | 'implausible'
  | 'duplicate-row'
  | 'no-zone'
  | 'not-hourly'
  | 'not-one-day'
  | 'too-old'
  | 'unknown-datastream'
  | 'bad-row'
  | 'stored-otherwise';

/** A fault with the column it stands in, what was found there, and a sentence in both languages. */
export interface FileProblem {
  code: FileProblemCode;
  /** Title of the column; empty when the whole row is meant. */
  column: string;
  found: string;
  message: { zh: string; en: string };
}

/** Cells are quoted in messages up to this length. */
const quoted = 40;

/** A {@link FileProblem} in one line. */
export function fileProblem(
  code: FileProblemCode,
  column: string,
  found: string,
  zh: string,
  en: string,
): FileProblem {
  const short = found.length > quoted ? `${found.slice(0, quoted)}…` : found;
  return { code, column, found: short, message: { zh, en } };
}
