import type { CleanLine, CleanText } from '../clean-text.ts';
import { buildRows } from './build-rows.ts';
import { numberCell, opensChapter } from './cell-shape.ts';
import { columnOf, settleColumns, type TableKind, tableKind } from './column-roles.ts';
import { cellsOfLine, leadingTabs } from './row-cells.ts';
import { type Cell, type Column, joinCells, type RawRow, type TableRow } from './table.ts';

/** A table found in the lines of a text: half-open range of lines and what its rows say. */
export interface FoundTable {
  from: number;
  to: number;
  rows: TableRow[];
}

interface Header {
  kind: TableKind;
  columns: Column[];
  texts: string[];
  lines: number;
}

/**
 * Finds tables whose rows are lines with cells divided by tabs or `|`.
 * @param startYear first year of the plan: years before it are the state at the outset
 */
export function findDividedTables(clean: CleanText, startYear: number | null): FoundTable[] {
  const out: FoundTable[] = [];
  for (let i = 0; i < clean.lines.length; i++) {
    const header = readHeader(clean, i, startYear);
    if (!header) continue;
    const { rows, to } = readRows(clean, i + header.lines, header, startYear);
    const built = buildRows(clean, header.columns, header.kind, rows);
    if (built.length === 0) {
      i = to - 1;
      continue;
    }
    const first = clean.lines[i];
    const last = clean.lines[i + header.lines - 1];
    out.push({ from: i, to, rows: [...headerRow(first, last), ...built] });
    i = to - 1;
  }
  return out;
}

function headerRow(first: CleanLine | undefined, last: CleanLine | undefined): TableRow[] {
  if (!first || !last) return [];
  const empty = { number: null, title: [], content: [], units: [], times: [], measure: [], values: [] };
  return [{ kind: 'header', start: first.start, end: last.end, first: true, ...empty }];
}

const isRow = (clean: CleanText, line: CleanLine): boolean =>
  clean.text.slice(line.start, line.end).includes('|');

const textOf = (clean: CleanText, cell: Cell | undefined): string =>
  (cell ?? []).map(({ start, end }) => clean.text.slice(start, end)).join('');

/** The header in one line, or in two where cells over several columns are divided (目标值: 2025年 | 2027年). */
function readHeader(clean: CleanText, index: number, startYear: number | null): Header | null {
  const line = clean.lines[index];
  if (!line || !isRow(clean, line)) return null;
  const cells = cellsOfLine(clean, line.start, line.end);
  const texts = cells.map((cell) => textOf(clean, cell));
  if (texts.some((text) => text.length > 24)) return null;
  const next = clean.lines[index + 1];
  if (next && (isRow(clean, next) || leadingTabs(clean, next.start) > 0)) {
    const below = cellsOfLine(clean, next.start, next.end).map((cell) => textOf(clean, cell));
    const sub =
      below.length > 2 && below[0] === '' && below.every((text) => text === '' || columnOf(text) !== null);
    if (sub) {
      let over = '';
      const joined = Array.from({ length: Math.max(texts.length, below.length) }, (_, i) => {
        if ((texts[i] ?? '') !== '') over = texts[i] ?? '';
        const under = below[i] ?? '';
        return under === '' ? (texts[i] ?? '') : under + over;
      });
      const header = headerOf(joined, startYear, 2);
      if (header) return header;
    }
  }
  return headerOf(texts, startYear, 1);
}

function headerOf(texts: string[], startYear: number | null, lines: number): Header | null {
  const columns = texts.map(columnOf);
  const kind = tableKind(columns);
  return kind ? { kind, columns: settleColumns(columns, kind, startYear), texts, lines } : null;
}

function readRows(
  clean: CleanText,
  from: number,
  header: Header,
  startYear: number | null,
): { rows: RawRow[]; to: number } {
  const rows: RawRow[] = [];
  const width = header.columns.length;
  const numberFirst = header.columns[0]?.role === 'number';
  let i = from;
  for (; i < clean.lines.length; i++) {
    const line = clean.lines[i];
    if (!line) break;
    const row: RawRow = { start: line.start, end: line.end, cells: cellsOfLine(clean, line.start, line.end) };
    const last = rows.at(-1);
    if (isRow(clean, line)) {
      const again = readHeader(clean, i, startYear);
      if (again) {
        if (again.texts.join('|') !== header.texts.join('|')) break;
        i += again.lines - 1;
        continue;
      }
      const head = textOf(clean, row.cells[0]);
      const broken = numberFirst && head !== '' && numberCell(head) === null;
      if (last && broken && last.cells.length + row.cells.length - 1 === width)
        rows.splice(-1, 1, joined(last, row));
      else rows.push(row);
      continue;
    }
    if (leadingTabs(clean, line.start) > 0 && row.cells.length > 1) {
      rows.push(row);
      continue;
    }
    // A line without marks: a heading over the rows that follow, or the rest of a cell.
    const text = clean.text.slice(line.start, line.end);
    const behind = rowBehind(clean, i, opensChapter(text));
    const next = clean.lines[behind];
    if (!next || !isRow(clean, next) || readHeader(clean, behind, startYear)) break;
    if (text.startsWith('附') || text.startsWith('表')) break;
    const opens = numberCell(textOf(clean, cellsOfLine(clean, next.start, next.end)[0])) !== null;
    if (
      opensChapter(text) ||
      !last ||
      (opens && text.length <= 20 && !/[。,;]$/u.test(text) && last.cells.length >= width)
    )
      rows.push(row);
    else rows.splice(-1, 1, joined(last, row));
  }
  return { rows, to: i };
}

/** The line behind; behind a heading other headings may stand first (一、… （一）…). */
function rowBehind(clean: CleanText, index: number, heading: boolean): number {
  const next = clean.lines[index + 1];
  const headingToo = heading && next && opensChapter(clean.text.slice(next.start, next.end));
  return headingToo ? index + 2 : index + 1;
}

/** A row that a line break divides inside a cell. */
function joined(a: RawRow, b: RawRow): RawRow {
  const middle = joinCells(a.cells.at(-1) ?? [], b.cells[0] ?? []);
  return { start: a.start, end: b.end, cells: [...a.cells.slice(0, -1), middle, ...b.cells.slice(1)] };
}
