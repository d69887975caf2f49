import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { AppError } from '../errors.ts';
import { zipIsHarmless } from './check-zip.ts';

/** A table as text: column titles, and rows with their number in the file. */
export interface TextTable {
  columns: string[];
  rows: { row: number; cells: Record<string, string> }[];
}

/** Rows of one import; more must be split. */
export const maxRows = 20_000;
const maxUnpacked = 200 * 1024 * 1024;
/** Offices put a title and a date line over the column titles. */
const headSearch = 10;

/**
 * Reads the first sheet of an xlsx, or a csv (UTF-8, UTF-16 with a mark, GB18030; comma, tab or semicolon).
 * The row of titles is the one among the first ten that holds most of the `known` titles, else the first
 * with two different cells. Empty rows are left out, everything else is kept as text.
 * @param known titles and aliases that the caller understands
 * @throws AppError `import-not-table`, `import-too-long`, `file-empty`
 */
export async function readTable(bytes: Buffer, known: ReadonlySet<string>): Promise<TextTable> {
  if (bytes.length === 0) throw new AppError('file-empty');
  const grid = isZip(bytes) ? await readSheet(bytes) : readCsv(bytes);
  const head = findHead(grid, known);
  const titles = grid[head];
  if (titles === undefined) throw new AppError('import-not-table');
  const columns = uniqueTitles(titles);
  const rows: TextTable['rows'] = [];
  for (const [index, line] of grid.entries()) {
    if (index <= head || line.every((cell) => cell === '')) continue;
    const cells = Object.fromEntries(
      columns.flatMap((title, column) => (title === '' ? [] : [[title, unguarded(line[column] ?? '')]])),
    );
    rows.push({ row: index + 1, cells });
  }
  if (rows.length > maxRows) throw new AppError('import-too-long');
  return { columns: columns.filter((title) => title !== ''), rows };
}

/** The apostrophe that our exports put before a text that looks like a formula. */
function unguarded(text: string): string {
  return /^'[=+@\t\r-]/.test(text) ? text.slice(1) : text;
}

/** A title without blanks, line breaks and marks of duty: `牵头单位 *` is `牵头单位`. */
export function plainTitle(title: string): string {
  return title.replace(/[\s*＊]/g, '');
}

function isZip(bytes: Buffer): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

async function readSheet(bytes: Buffer): Promise<string[][]> {
  if (!zipIsHarmless(bytes, maxUnpacked)) throw new AppError('import-not-table');
  const book = new exceljs.Workbook();
  try {
    await book.xlsx.load(Uint8Array.from(bytes).buffer);
  } catch {
    throw new AppError('import-not-table');
  }
  const sheet = book.worksheets.find((one) => one.actualRowCount > 0 && one.state === 'visible');
  if (sheet === undefined) throw new AppError('import-not-table');
  if (sheet.rowCount > maxRows + headSearch) throw new AppError('import-too-long');
  const grid: string[][] = [];
  for (let row = 1; row <= sheet.rowCount; row += 1) {
    const line: string[] = [];
    sheet.getRow(row).eachCell((cell, column) => {
      line[column - 1] = cellText(cell);
    });
    grid.push(Array.from(line, (text) => text ?? ''));
  }
  return grid;
}

function cellText(cell: exceljs.Cell): string {
  const { value } = cell.isMerged && cell.master !== cell && sameRow(cell) ? { value: null } : cell;
  const shown = value !== null && typeof value === 'object' && 'result' in value ? value.result : value;
  if (shown === null || shown === undefined) return '';
  if (shown instanceof Date) return dateText(shown);
  if (typeof shown === 'number') {
    return cell.numFmt?.includes('%') ? `${Number((shown * 100).toPrecision(12))}%` : String(shown);
  }
  if (typeof shown !== 'object') return String(shown).trim();
  if ('richText' in shown)
    return shown.richText
      .map((part) => part.text)
      .join('')
      .trim();
  return 'text' in shown ? String(shown.text).trim() : '';
}

/** A title line merged over all columns counts as one cell; a value merged downwards belongs to every row. */
function sameRow(cell: exceljs.Cell): boolean {
  return cell.master.row === cell.row;
}

/** Excel holds local time without a zone; exceljs gives it as UTC. */
function dateText(date: Date): string {
  const iso = date.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
}

function readCsv(bytes: Buffer): string[][] {
  const text = decodeCsv(bytes);
  if (text.includes('\u0000')) throw new AppError('import-not-table');
  const firstLine = text.slice(0, 4000).split(/\r?\n/)[0] ?? '';
  const delimiter = [',', '\t', ';'].reduce((best, mark) =>
    firstLine.split(mark).length > firstLine.split(best).length ? mark : best,
  );
  try {
    const grid: string[][] = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
      skip_empty_lines: false,
      to: maxRows + headSearch + 1,
    });
    return grid;
  } catch {
    throw new AppError('import-not-table');
  }
}

function decodeCsv(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  const encodings = mark === 'fffe' ? ['utf-16le'] : mark === 'feff' ? ['utf-16be'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // the next encoding is tried
    }
  }
  throw new AppError('import-not-table');
}

function findHead(grid: string[][], known: ReadonlySet<string>): number {
  let best = { row: -1, score: 0 };
  for (const [row, line] of grid.slice(0, headSearch).entries()) {
    const score = line.filter((cell) => known.has(plainTitle(cell))).length;
    if (score > best.score) best = { row, score };
  }
  if (best.row >= 0) return best.row;
  const first = grid.findIndex((line) => new Set(line.filter((cell) => cell !== '')).size >= 2);
  if (first < 0) throw new AppError('import-not-table');
  return first;
}

function uniqueTitles(titles: string[]): string[] {
  const seen = new Map<string, number>();
  return titles.map((title) => {
    const plain = title.replace(/\s+/g, ' ').trim();
    if (plain === '') return '';
    const times = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, times);
    return times === 1 ? plain : `${plain} (${times})`;
  });
}
