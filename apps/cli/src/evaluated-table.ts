import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Explanation } from '@huanzhi/standards';
import { type CliIo, UsageError } from './command.ts';
import { type CsvLine, csvCell } from './csv-lines.ts';

/** Messages printed one by one; the verdict column names every one. */
export const PRINTED_MESSAGES = 100;

/** A row's fault or a column's, as the verdict names it. */
export interface RowProblem {
  readonly column: string;
  readonly message: string;
}

/** What is wrong with a line before it is judged: a broken quote, or the wrong number of cells. */
export function lineFault(line: CsvLine, width: number): string | undefined {
  if (line.fault !== undefined) return line.fault;
  return line.cells.length === width ? undefined : `${line.cells.length} cells, the header has ${width}`;
}

/** The verdict with its problems, for the verdict column. */
export function verdictText(verdict: string, problems: readonly RowProblem[]): string {
  if (problems.length === 0) return verdict;
  return `${verdict}: ${problems.map(({ column, message }) => `${column}: ${message}`).join('; ')}`;
}

/** An explanation as one cell. */
export function reasonText({ method, edition, completeness, rounding, missing, steps }: Explanation): string {
  return [
    `${edition.id} (${edition.mark}), ${method}`,
    ...completeness.map(({ rule, clause }) => `${rule} [${clause}]`),
    ...missing.map(({ name, state }) => `${name} ${state}`),
    ...rounding.map(({ name, from, to, rule }) => `${name} ${from} → ${to} (${rule})`),
    ...steps,
  ].join(' | ');
}

/** A broken line is kept as cells of its own row: short ones padded, surplus ones named in the verdict. */
export function keptCells(line: CsvLine, width: number): string {
  if (lineFault(line, width) === undefined) return line.text;
  const cells = [...line.cells.slice(0, width - 1)];
  if (line.cells.length >= width) cells.push(line.cells.slice(width - 1).join(','));
  while (cells.length < width) cells.push('');
  return cells.map(csvCell).join(',');
}

/**
 * The file to write to, when one is named.
 * @param table Absolute path of the table that is read.
 * @throws UsageError when it is the table itself: writing would empty it before it is read.
 */
export function outputFile(out: string | undefined, table: string, io: CliIo): string | undefined {
  const file = out === undefined ? undefined : resolve(io.cwd, out);
  if (file === table) throw new UsageError('--out names the table itself; name another file.');
  return file;
}

/**
 * Writes lines to a file, or to standard output when none is named.
 * @throws The file system's error when the file cannot be written.
 */
export async function writeLines(
  lines: AsyncIterable<string>,
  out: string | undefined,
  io: CliIo,
): Promise<void> {
  if (out !== undefined) return pipeline(pieces(lines), createWriteStream(resolve(io.cwd, out)));
  for await (const piece of pieces(lines)) io.out(piece);
}

/** Lines in pieces of about 64 kB, so that writing costs little. */
async function* pieces(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = '';
  for await (const line of lines) {
    piece += line;
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
