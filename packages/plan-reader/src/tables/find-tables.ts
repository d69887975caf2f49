import type { CleanText } from '../clean-text.ts';
import { type FoundTable, findDividedTables } from './divided-tables.ts';
import { findFlatTables } from './flat-tables.ts';

/** The first year that a text names as a span of years in its first lines (2025—2027年), else its first 十X五. */
function startYearOf(clean: CleanText): number | null {
  const head = clean.text.slice(0, 400);
  const span = /(20\d\d)年?[-—–~至]+20\d\d年/u.exec(head) ?? /(20\d\d)年/u.exec(head);
  return span ? Number(span[1]) : null;
}

/**
 * Finds the tables of tasks and targets of a text, divided by marks or flattened to one cell per line.
 * @returns tables in text order; they do not overlap
 */
export function findTables(clean: CleanText): FoundTable[] {
  const startYear = startYearOf(clean);
  const divided = findDividedTables(clean, startYear);
  const flat = findFlatTables(clean, startYear).filter(
    (table) => !divided.some(({ from, to }) => table.from < to && from < table.to),
  );
  return [...divided, ...flat].sort((a, b) => a.from - b.from);
}
