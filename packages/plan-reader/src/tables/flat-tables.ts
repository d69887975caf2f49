import type { CleanText } from '../clean-text.ts';
import { ordinalOf } from '../numbering.ts';
import { alignCells } from './align-cells.ts';
import { buildRows } from './build-rows.ts';
import { numberCell, opensChapter } from './cell-shape.ts';
import { columnOf, settleColumns, type TableKind, tableKind } from './column-roles.ts';
import type { FoundTable } from './divided-tables.ts';
import { type Cell, type Column, joinCells, type RawRow, type TableRow } from './table.ts';

/** A piece of a flattened table: a cell, or one of its lines. */
interface Piece {
  start: number;
  end: number;
  text: string;
  /** First line and the one behind the last. */
  from: number;
  to: number;
}

interface FlatHeader {
  length: number;
  columns: (Column | null)[];
  kind: TableKind;
  start: number;
}

/** Headers without rows behind them that are tried: a text full of them is no plan. */
const EMPTY_MAX = 20;
const HEADER_MAX = 16;
const COLUMNS_MAX = 12;
const ENDS = /^(?:附(?:件|表|录)|注[:]|备注[:]|抄送|联系人|信息公开|\d{4}年\d{1,2}月\d{1,2}日$)/u;
const PAGE_NUMBER = /^[-—–·]+\d{1,4}[-—–·]+$/u;

/**
 * Finds tables that were flattened to one cell per line (text taken from a PDF or by OCR): cells divided by empty
 * lines, or one line after the other. The header must name its columns, and with a number column the rows must
 * count up.
 * @param startYear first year of the plan
 */
export function findFlatTables(clean: CleanText, startYear: number | null): FoundTable[] {
  const out: FoundTable[] = [];
  let empty = 0;
  for (let i = 0; i + 4 < clean.lines.length && empty < EMPTY_MAX; i++) {
    const header = headerAt(clean, i);
    if (!header) continue;
    const found = readTable(clean, i, header, startYear);
    if (!found) {
      empty++;
      continue;
    }
    out.push(found);
    i = found.to - 1;
  }
  return out;
}

function piecesFrom(clean: CleanText, from: number, limit: number): Piece[] {
  const apart = clean.lines[from + 1]?.afterBlank === true;
  const out: Piece[] = [];
  for (let i = from; i < clean.lines.length && out.length < limit; i++) {
    const line = clean.lines[i];
    if (!line) break;
    const text = clean.text.slice(line.start, line.end);
    const last = out.at(-1);
    if (apart && last && !line.afterBlank) {
      last.end = line.end;
      last.text += text;
      last.to = i + 1;
    } else out.push({ start: line.start, end: line.end, text, from: i, to: i + 1 });
  }
  return out;
}

/** Pieces of the header and what the columns hold, or null. */
function readHeader(pieces: readonly Piece[]): { length: number; columns: (Column | null)[] } | null {
  const columns: (Column | null)[] = [];
  const numbered = pieces[0] !== undefined && columnOf(pieces[0].text)?.role === 'number';
  let i = 0;
  while (i < pieces.length && columns.length <= COLUMNS_MAX) {
    const piece = pieces[i];
    if (!piece || piece.text.length > HEADER_MAX || piece.text.includes('|')) break;
    if (columns.length > 0 && numberCell(piece.text) !== null) break;
    // A header word broken over two lines (完成 / 时限).
    const next = pieces[i + 1];
    const joined = next && next.text.length <= 6 ? columnOf(piece.text + next.text) : null;
    const own = columnOf(piece.text);
    if (!own && joined) {
      columns.push(joined);
      i += 2;
      continue;
    }
    if (!own && (!numbered || /[。,;:]/u.test(piece.text) || opensChapter(piece.text))) break;
    columns.push(own);
    i++;
  }
  return columns.length >= 3 ? { length: i, columns } : null;
}

function headerAt(clean: CleanText, from: number): FlatHeader | null {
  const first = clean.lines[from];
  if (!first || first.end - first.start > HEADER_MAX) return null;
  const start = columnOf(clean.text.slice(first.start, first.end));
  if (!start || !['number', 'group', 'title', 'name', 'content'].includes(start.role)) return null;
  const header = readHeader(piecesFrom(clean, from, COLUMNS_MAX + 4));
  const kind = header ? tableKind(header.columns) : null;
  return header && kind ? { ...header, kind, start: first.start } : null;
}

function readTable(
  clean: CleanText,
  from: number,
  header: FlatHeader,
  startYear: number | null,
): FoundTable | null {
  const { kind } = header;
  const columns = settleColumns(header.columns, kind, startYear);
  const all = piecesFrom(clean, from, Number.POSITIVE_INFINITY);
  const numbered = columns[0]?.role === 'number';
  const body = bodyOf(all, header.length, numbered);
  const segments = numbered ? numberedRows(body) : [body];
  const rows: RawRow[] = [];
  let end = -1;
  for (const [i, segment] of segments.entries()) {
    const open = startsAnew(segments[i + 1]);
    const read = numbered
      ? numberedRow(segment, columns, open, i + 1 < segments.length)
      : wrappedRows(segment, columns);
    rows.push(...read.rows);
    end = read.end;
  }
  const built = buildRows(clean, columns, kind, rows);
  const tasks = built.filter((row) => row.kind !== 'group');
  if (
    tasks.length === 0 ||
    !tasks.some(({ units, times, values }) => units.length + times.length + values.length > 0)
  )
    return null;
  const last = body[end];
  const head = all[header.length - 1];
  if (!last || !head) return null;
  const empty = { number: null, title: [], content: [], units: [], times: [], measure: [], values: [] };
  const top: TableRow = { kind: 'header', start: header.start, end: head.end, first: true, ...empty };
  return { from, to: last.to, rows: [top, ...built] };
}

/** The pieces behind the header up to the end of the table; headers repeated on later pages are left out. */
function bodyOf(
  all: readonly Piece[],
  headerLength: number,
  numbered: boolean,
): (Piece & { index: number })[] {
  const header = all.slice(0, headerLength).map(({ text }) => text);
  const out: (Piece & { index: number })[] = [];
  for (let i = headerLength; i < all.length; i++) {
    const piece = all[i];
    if (!piece) break;
    if (header.every((text, k) => all[i + k]?.text === text)) {
      i += headerLength - 1;
      continue;
    }
    // Another table begins; its title is the piece before.
    if (columnOf(piece.text)?.role === 'number') {
      if (/(?:表|清单|台账)$/u.test(out.at(-1)?.text ?? '')) out.pop();
      break;
    }
    if (PAGE_NUMBER.test(piece.text)) continue;
    if (ENDS.test(piece.text) || piece.text.includes('|')) break;
    const next = all[i + 1]?.text ?? '';
    if (
      opensChapter(piece.text) &&
      !(numbered && piece.text.length <= 40 && /^\d{1,3}$/u.test(numberCell(next) ?? ''))
    )
      break;
    out.push({ ...piece, index: out.length });
  }
  return out;
}

type Body = readonly (Piece & { index: number })[];

/** Divides the pieces at the numbers that count up (or begin anew behind a heading over the rows). */
function numberedRows(body: Body): Body[] {
  const out: (Piece & { index: number })[][] = [];
  let expected: number | null = null;
  for (const [i, piece] of body.entries()) {
    const number = numberCell(piece.text);
    const value = number === null ? 0 : ordinalOf(number.replace(/[()]/gu, ''));
    const named = /[\u4e00-\u9fff]{2}/u.test(body[i + 1]?.text ?? '');
    const arabic = number !== null && /^\(?\d{1,3}\)?$/u.test(number);
    const begins =
      arabic && named && (expected === null || value === expected || (value === 1 && isHeading(body[i - 1])));
    const han = number !== null && !arabic && named && /^\(?[一二三四五六七八九十]+\)?$/u.test(number);
    if (begins) expected = value + 1;
    if (begins || han || opensChapter(piece.text) || out.length === 0) out.push([piece]);
    else out.at(-1)?.push(piece);
  }
  return out;
}

/** Behind the last row stands other text, before a row numbered 1 perhaps a heading over rows. */
const startsAnew = (next: Body | undefined): boolean =>
  next?.[0] === undefined ||
  !/^\d+$/u.test(numberCell(next[0].text) ?? '') ||
  /^\(?1\D*$/u.test(next[0].text);

const isHeading = (piece: Piece | undefined): boolean =>
  piece !== undefined && piece.text.length <= 30 && !/[。;]/u.test(piece.text);

/** One row: its number, then the other cells in the order of the columns. */
function numberedRow(
  segment: Body,
  columns: readonly Column[],
  open: boolean,
  followed: boolean,
): { rows: RawRow[]; end: number } {
  const [head, ...rest] = segment;
  if (!head) return { rows: [], end: -1 };
  const number = numberCell(head.text) !== null;
  const pieces = number ? rest : segment;
  const aligned = alignCells(
    pieces.map(({ text }) => text),
    columns.slice(1),
    false,
    open,
  );
  const cells: Cell[] = columns.map(() => []);
  if (number) cells[0] = [{ start: head.start, end: head.end }];
  let end = head.index;
  let stop = head.end;
  for (const [i, { column }] of aligned.entries()) {
    const piece = pieces[i];
    if (column < 0 || !piece) continue;
    cells[column + 1] = joinCells(cells[column + 1] ?? [], [piece]);
    end = piece.index;
    stop = piece.end;
  }
  const rows: RawRow[] = [{ start: head.start, end: stop, cells }];
  // What stands behind the last cell of a row is a heading over the rows that follow.
  const over = pieces.find((piece) => piece.index > end);
  if (followed && over && isHeading(over)) {
    rows.push({ start: over.start, end: over.end, cells: [[{ start: over.start, end: over.end }]] });
  }
  return { rows, end };
}

/** Rows without numbers: a new one begins where the cells come back to the first columns. */
function wrappedRows(body: Body, columns: readonly Column[]): { rows: RawRow[]; end: number } {
  const aligned = alignCells(
    body.map(({ text }) => text),
    columns,
    true,
    true,
  );
  const rows: { start: number; end: number; cells: Cell[] }[] = [];
  let end = -1;
  for (const [i, { column, begins }] of aligned.entries()) {
    const piece = body[i];
    if (column < 0 || !piece) continue;
    if (begins || rows.length === 0) {
      rows.push({ start: piece.start, end: piece.end, cells: columns.map(() => []) });
    }
    const row = rows.at(-1);
    if (!row) continue;
    row.cells[column] = joinCells(row.cells[column] ?? [], [piece]);
    row.end = piece.end;
    end = piece.index;
  }
  return { rows, end };
}
