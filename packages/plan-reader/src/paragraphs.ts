import type { CleanLine, CleanText } from './clean-text.ts';
import { RANK_ARABIC, RANK_ORDINAL, readLabel } from './numbering.ts';
import type { FoundTable } from './tables/divided-tables.ts';
import type { TableRow } from './tables/table.ts';

/** A logical paragraph: half-open range of the cleaned text. */
export interface Paragraph {
  start: number;
  end: number;
  text: string;
  /** A row of a table (cells divided by `|`). */
  row: boolean;
  /** What the row of a table of tasks or targets says. */
  cells?: TableRow;
  /** More than one physical line was joined. */
  joined: boolean;
}

const TERMINAL = /[。!?;:…|]$|[。!?;][”’)》]$|[)】]$|通知$/u;
const BULLET = /^(?:——|—|[-•●■◆▲·※])(?=[^\d])/u;
const ANNEX = /^附(?:件|表|录)?(?:\d{1,2}|[一二三四五六七八九十])?(?:[:.、]|$)/u;
const CAPTION = /^(?:表|图)\d{1,3}(?:-\d+)?(?=[^\d])/u;
const DATE_LINE = /^\d{4}年\d{1,2}月\d{1,2}日$/u;
const CLOSES = /^[,。;:、)》”’!?%]/u;
const ORDINALS = '一二三四五六七八九十';
/** Lines shorter than this and without punctuation are titles, names or cells, not running text. */
const BODY_LENGTH = 70;

/** Whether a line can only begin a new paragraph. */
function opens(text: string): boolean {
  const label = readLabel(text);
  return (
    (label !== null && label.rank < RANK_ORDINAL) ||
    BULLET.test(text) ||
    ANNEX.test(text) ||
    CAPTION.test(text) ||
    DATE_LINE.test(text) ||
    text.includes('|')
  );
}

function isRunning(text: string): boolean {
  if (text.length > BODY_LENGTH || /[。;]/u.test(text)) return true;
  // A numbered line without a full stop is a heading, commas or not.
  return text.includes(',') && text.length > 24 && readLabel(text) === null;
}

function unbalanced(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === '“' || char === '《' || char === '(') depth++;
    else if (char === '”' || char === '》' || char === ')') depth--;
  }
  return depth > 0;
}

/**
 * The width at which a document was hard-wrapped (text taken from a PDF), or null when lines are paragraphs.
 * Wrapped text has many lines that stop in mid-sentence at about the same length.
 */
export function wrapWidth(clean: CleanText, lines: readonly CleanLine[]): number | null {
  const histogram = new Map<number, number>();
  let broken = 0;
  for (let i = 0; i + 1 < lines.length; i++) {
    const line = lines[i];
    const next = lines[i + 1];
    if (!line || !next || next.afterBlank) continue;
    const length = line.end - line.start;
    if (length < 18 || length > 60) continue;
    if (TERMINAL.test(clean.text.slice(line.end - 2, line.end))) continue;
    broken++;
    histogram.set(length, (histogram.get(length) ?? 0) + 1);
  }
  if (broken < 8 || broken < lines.length / 3) return null;
  let width = 0;
  let best = 0;
  for (const length of histogram.keys()) {
    let near = 0;
    for (let d = -2; d <= 2; d++) near += histogram.get(length + d) ?? 0;
    if (near > best) {
      best = near;
      width = length;
    }
  }
  return best / broken >= 0.6 ? width : null;
}

/**
 * Joins the lines that a page end, a column width or OCR has broken.
 * @param clean the cleaned text
 * @param tables its tables of tasks and targets: each of their rows is a paragraph
 * @returns paragraphs in text order; every line belongs to at most one
 */
export function paragraphs(clean: CleanText, tables: readonly FoundTable[] = []): Paragraph[] {
  const flowing = clean.lines.filter(
    (_, index) => !tables.some(({ from, to }) => index >= from && index < to),
  );
  const width = wrapWidth(clean, flowing);
  const indented = width !== null && flowing.filter((line) => line.indent >= 2).length > 3;
  const out: Paragraph[] = [];
  let first: CleanLine | null = null;
  let last: CleanLine | null = null;
  let running = false;
  const close = (): void => {
    if (!first || !last) return;
    const text = clean.text.slice(first.start, last.end);
    out.push({ start: first.start, end: last.end, text, row: text.includes('|'), joined: first !== last });
  };
  let table = 0;
  for (const [index, line] of clean.lines.entries()) {
    const text = clean.text.slice(line.start, line.end);
    while (index >= (tables[table]?.to ?? Number.POSITIVE_INFINITY)) table++;
    const inside = tables[table];
    if (inside && index >= inside.from) {
      if (index > inside.from) continue;
      close();
      first = null;
      last = null;
      for (const cells of inside.rows) {
        const { start, end } = cells;
        out.push({ start, end, text: clean.text.slice(start, end), row: true, cells, joined: false });
      }
      continue;
    }
    if (first && last && continues(clean, first, last, line, text, running, width, indented)) {
      last = line;
      running = running || isRunning(text);
      continue;
    }
    close();
    first = line;
    last = line;
    running = isRunning(text);
  }
  close();
  return out;
}

/** A line with 二是 goes on with the paragraph that holds 一是 behind its beginning. */
function countsOn(paragraph: string, line: string): boolean {
  const label = readLabel(line);
  if (label?.rank !== RANK_ORDINAL || label.ordinal < 2) return false;
  return paragraph.indexOf(`${ORDINALS.charAt(label.ordinal - 2)}${label.number.slice(1)}`) > 0;
}

function continues(
  clean: CleanText,
  first: CleanLine,
  last: CleanLine,
  line: CleanLine,
  text: string,
  running: boolean,
  width: number | null,
  indented: boolean,
): boolean {
  const before = clean.text.slice(last.start, last.end);
  if (!line.afterBlank && countsOn(clean.text.slice(first.start, last.end), text)) return true;
  if (CLOSES.test(text) && !/^“/u.test(text)) return true;
  if (before.includes('|') && first === last) return false;
  // A dash or a figure at the head of a line begins nothing while a line of full width breaks off.
  const full = width !== null && !line.afterBlank && before.length >= width;
  const goesOn = full && !TERMINAL.test(before.slice(-2));
  if (opens(text) && !(goesOn && (BULLET.test(text) || (readLabel(text)?.rank ?? 0) >= RANK_ARABIC)))
    return false;
  const tail = before.slice(-2);
  if (/[、,]$/u.test(tail)) return true;
  if (width !== null && !line.afterBlank) {
    if (before.length < width - 4) return false;
    if (full && line.start - first.start < 400 && unbalanced(clean.text.slice(first.start, last.end)))
      return true;
    if (indented && line.indent >= 2 && last.indent < line.indent) return false;
    if (indented && line.indent < 2) return true;
    // A sentence that ends just where the line does more often ends inside its paragraph.
    return !TERMINAL.test(tail) || (full && /[。;)】”》]$/u.test(tail));
  }
  // A bracket that is still open goes on, whatever the line looks like.
  if (
    before.length > 8 &&
    line.start - first.start < 400 &&
    unbalanced(clean.text.slice(first.start, last.end))
  ) {
    return true;
  }
  return running && !TERMINAL.test(tail) && !CAPTION.test(before);
}
