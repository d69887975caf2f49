import type { CleanText } from '../clean-text.ts';
import type { Cell } from './table.ts';

/**
 * The cells of a line whose cells are divided by tabs or `|`. Tabs beside each other stand for empty cells; the
 * cleaned text holds only one mark for them, so they are counted in the text that was read.
 */
export function cellsOfLine(clean: CleanText, start: number, end: number): Cell[] {
  const out: Cell[] = [];
  for (let n = leadingTabs(clean, start); n > 0; n--) out.push([]);
  let from = start;
  for (let i = start; i <= end; i++) {
    if (i < end && clean.text.charAt(i) !== '|') continue;
    out.push(i > from ? [{ start: from, end: i }] : []);
    if (i < end) for (let n = tabsAt(clean, i) - 1; n > 0; n--) out.push([]);
    from = i + 1;
  }
  // A row framed by | has no cell before the first and behind the last.
  if (clean.text.charAt(start) === '|' && clean.raw.charAt(clean.at[start] ?? 0) === '|') out.shift();
  if (out.length > 1 && out.at(-1)?.length === 0) out.pop();
  return out;
}

/** Tabs between the characters on both sides of a mark; 1 for a printed `|`. */
function tabsAt(clean: CleanText, mark: number): number {
  if (clean.raw.charAt(clean.at[mark] ?? 0) === '|') return 1;
  const from = (clean.at[mark - 1] ?? 0) + 1;
  const to = clean.at[mark + 1] ?? clean.raw.length;
  return countTabs(clean.raw, from, to);
}

/** Tabs in front of a line: empty first cells of a row whose first cell is merged. */
export function leadingTabs(clean: CleanText, start: number): number {
  const to = clean.at[start] ?? 0;
  let from = to;
  while (from > 0 && /[^\S\r\n\f]/u.test(clean.raw.charAt(from - 1))) from--;
  return countTabs(clean.raw, from, to);
}

function countTabs(raw: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (raw.charAt(i) === '\t') count++;
  return Math.max(count, 0);
}
