import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';

/** The encodings that tables of Chinese authorities come in. */
export type TableEncoding = 'utf-8' | 'gb18030';

/** One line of a table. */
export interface CsvLine {
  /** Counted from 1, the header included. */
  readonly number: number;
  /** The line as it stands in the file, without its end. */
  readonly text: string;
  readonly cells: readonly string[];
  /** What is wrong with the line itself, for example a quote that is not closed. */
  readonly fault?: string;
}

/**
 * Reads a comma-separated table line by line with constant memory; gzip is recognised by its first bytes. A quoted
 * cell may hold commas and doubled quotes but no line break, so that one broken line never swallows the next.
 *
 * @param path Absolute path.
 * @throws The file system's error when it cannot be read; zlib's when the gzip data is damaged.
 */
export async function* csvLines(path: string, encoding: TableEncoding = 'utf-8'): AsyncGenerator<CsvLine> {
  let number = 0;
  let rest = '';
  const decoder = new TextDecoder(encoding);
  for await (const chunk of await byteStream(path)) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield readLine(line, ++number);
  }
  rest += decoder.decode();
  if (rest !== '') yield readLine(rest, ++number);
}

async function byteStream(path: string): Promise<AsyncIterable<Uint8Array>> {
  const file = await open(path);
  const { bytesRead, buffer } = await file.read(new Uint8Array(2), 0, 2, 0);
  const source = file.createReadStream({ start: 0 });
  if (bytesRead < 2 || buffer[0] !== 0x1f || buffer[1] !== 0x8b) return source;
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  return source.pipe(gunzip);
}

function readLine(line: string, number: number): CsvLine {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  if (!text.includes('"')) return { number, text, cells: text.split(',') };
  const cells: string[] = [];
  let position = 0;
  while (position <= text.length) {
    const [cell, next] = text[position] === '"' ? quotedCell(text, position) : plainCell(text, position);
    if (next < 0) return { number, text, cells: [...cells, cell], fault: 'a quote is not closed' };
    cells.push(cell);
    position = next;
  }
  return { number, text, cells };
}

/** The cell that starts at a position and where the next one starts (past the end after the last). */
function plainCell(text: string, start: number): [string, number] {
  const comma = text.indexOf(',', start);
  const end = comma < 0 ? text.length : comma;
  return [text.slice(start, end), end + 1];
}

function quotedCell(text: string, start: number): [string, number] {
  let cell = '';
  let position = start + 1;
  for (;;) {
    const quote = text.indexOf('"', position);
    if (quote < 0) return [text.slice(start), -1];
    cell += text.slice(position, quote);
    if (text[quote + 1] !== '"') {
      const [after, next] = plainCell(text, quote + 1);
      return [cell + after, next];
    }
    cell += '"';
    position = quote + 2;
  }
}

/** A cell as it is written, quoted only where it must be. */
export function csvCell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
