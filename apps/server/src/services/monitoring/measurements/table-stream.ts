import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import exceljs from 'exceljs';
import type { FileStore } from '../../../store/files.ts';
import { checkLargeZip } from '../../tables/check-zip.ts';
import { ImportFailure } from './import-failure.ts';

/** Bytes of a file as it is sent. */
export const maxPacked = 50 * 1024 * 1024;
/** Bytes after unpacking. */
export const maxUnpacked = 300 * 1024 * 1024;

/** A row of the file with its number, from 1. */
export interface TableRow {
  row: number;
  cells: string[];
}

const notATable = () =>
  new ImportFailure(
    'not-a-table',
    '读不出表格。请上传 csv、csv.gz（UTF-8 或 GB18030）或 xlsx。',
    'No table found. Upload csv, csv.gz (UTF-8 or GB18030) or xlsx.',
  );

const damaged = () =>
  new ImportFailure(
    'damaged',
    '文件不完整或已损坏，解不开。请重新导出或重新压缩后再上传。',
    'The file is incomplete or damaged and cannot be unpacked. Export or pack it again.',
  );

const tooLarge = () =>
  new ImportFailure(
    'too-large',
    `解压后超过 ${maxUnpacked / 1024 / 1024} MB，请拆分后再上传。`,
    `Larger than ${maxUnpacked / 1024 / 1024} MB when unpacked: split the file.`,
  );

/**
 * Rows of a stored csv, csv.gz or xlsx in order, empty ones left out; never all in memory.
 * @throws ImportFailure for what is no table, is damaged, or unpacks to more than {@link maxUnpacked}
 */
export async function* tableRows(files: FileStore, sha256: string): AsyncGenerator<TableRow> {
  const head = await firstBytes(await files.open(sha256), 4);
  const rows =
    head[0] === 0x50 && head[1] === 0x4b
      ? sheetRows(files, sha256)
      : csvRows(files, sha256, head[0] === 0x1f && head[1] === 0x8b);
  for await (const one of rows) {
    if (one.cells.some((cell) => cell !== '')) yield one;
  }
}

async function* csvRows(files: FileStore, sha256: string, packed: boolean): AsyncGenerator<TableRow> {
  const open = async () => unpacked(await files.open(sha256), packed);
  const { encoding, delimiter } = await formOfText(await open());
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    trim: true,
    max_record_size: 1_000_000,
  });
  const feed = async () => {
    const decoder = new TextDecoder(encoding);
    for await (const chunk of await open()) {
      if (!parser.write(decoder.decode(chunk, { stream: true })))
        await new Promise<void>((resolve) => {
          const go = () => {
            parser.off('drain', go).off('close', go);
            resolve();
          };
          parser.on('drain', go).on('close', go);
        });
      if (parser.destroyed) return;
    }
    parser.end(decoder.decode());
  };
  feed().catch((error: unknown) => parser.destroy(error instanceof Error ? error : notATable()));
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) yield { row: ++row, cells };
  } catch (error) {
    throw error instanceof ImportFailure ? error : notATable();
  } finally {
    parser.destroy();
  }
}

async function* unpacked(source: Readable, packed: boolean): AsyncGenerator<Uint8Array> {
  const stream = packed ? source.pipe(createGunzip()) : source;
  source.on('error', (error) => stream.destroy(error));
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > maxUnpacked) throw tooLarge();
      yield chunk;
    }
  } catch (error) {
    if (error instanceof ImportFailure) throw error;
    throw packed ? damaged() : notATable();
  } finally {
    source.destroy();
    stream.destroy();
  }
}

/** Reads a text once: UTF-8 when all of it is, UTF-16 with a mark, else GB18030; and what stands between cells. */
async function formOfText(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ encoding: string; delimiter: string }> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let encoding = 'utf-8';
  let first: Uint8Array | null = null;
  for await (const chunk of chunks) {
    if (first === null) {
      first = chunk;
      if (chunk[0] === 0xff && chunk[1] === 0xfe) encoding = 'utf-16le';
      else if (chunk[0] === 0xfe && chunk[1] === 0xff) encoding = 'utf-16be';
      else if (chunk.includes(0)) throw notATable();
      decoder = new TextDecoder(encoding, { fatal: true });
    }
    try {
      decoder?.decode(chunk, { stream: true });
    } catch {
      encoding = 'gb18030';
      decoder = null;
    }
  }
  if (first === null) throw notATable();
  const line = new TextDecoder(encoding).decode(first.subarray(0, 8000)).split(/\r?\n/)[0] ?? '';
  const delimiter = [',', '\t', ';'].reduce((best, mark) =>
    line.split(mark).length > line.split(best).length ? mark : best,
  );
  return { encoding, delimiter };
}

async function* sheetRows(files: FileStore, sha256: string): AsyncGenerator<TableRow> {
  const checked = await checkLargeZip(await files.read(sha256), maxUnpacked);
  if (checked !== 'harmless') throw checked === 'broken' ? damaged() : tooLarge();
  const reader = new exceljs.stream.xlsx.WorkbookReader(await files.open(sha256), {
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    worksheets: 'emit',
    entries: 'ignore',
  });
  try {
    for await (const sheet of reader) {
      let found = false;
      for await (const line of sheet) {
        found = true;
        const cells: string[] = [];
        line.eachCell((cell, column) => {
          cells[column - 1] = cellText(cell.value);
        });
        yield { row: line.number, cells: Array.from(cells, (text) => text ?? '') };
      }
      if (found) return;
    }
  } catch {
    throw notATable();
  }
}

function cellText(value: exceljs.CellValue): string {
  const shown = value !== null && typeof value === 'object' && 'result' in value ? value.result : value;
  if (shown === null || shown === undefined) return '';
  if (shown instanceof Date) return timeText(shown);
  if (typeof shown !== 'object') return String(shown).trim();
  if ('richText' in shown)
    return shown.richText
      .map(({ text }) => text)
      .join('')
      .trim();
  return 'text' in shown ? String(shown.text).trim() : '';
}

/** Excel holds local time without a zone; exceljs gives it as UTC, some milliseconds off. */
function timeText(date: Date): string {
  const iso = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
}

async function firstBytes(stream: Readable, count: number): Promise<Uint8Array> {
  for await (const chunk of stream as AsyncIterable<Uint8Array>) return chunk.subarray(0, count);
  return new Uint8Array();
}
