import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import type { Explanation } from '@huanzhi/standards';
import type { CliIo } from './command.ts';
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
 * Writes lines to a file, or to standard output when none is named.
 * @throws The file system's error when the file cannot be written.
 */
export async function writeLines(
  lines: AsyncIterable<string>,
  out: string | undefined,
  io: CliIo,
): Promise<void> {
  const file = out === undefined ? undefined : createWriteStream(resolve(io.cwd, out));
  let batch = '';
  const flush = async () => {
    if (file === undefined) io.out(batch);
    else if (!file.write(batch)) await once(file, 'drain');
    batch = '';
  };
  for await (const line of lines) {
    batch += line;
    if (batch.length > 65_536) await flush();
  }
  if (batch !== '') await flush();
  if (file !== undefined) await new Promise<void>((done, fail) => file.on('error', fail).end(done));
}
