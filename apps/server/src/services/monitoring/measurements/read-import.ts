import {
  type HourLabel,
  type RowReader,
  recogniseTable,
  rowReader,
  titleScore,
  yearOfFileName,
} from '@huanzhi/monitoring';
import type { FileStore } from '../../../store/files.ts';
import type { ImportColumn } from '../../../store/monitoring/measurements/imports.queries.ts';
import { ImportFailure } from './import-failure.ts';
import { type TableRow, tableRows } from './table-stream.ts';

/** Lines over the titles: offices put a heading and a date there. */
const headSearch = 10;

/** A table whose columns are understood. */
export interface OpenTable {
  reader: RowReader;
  form: 'wide' | 'long';
  columns: ImportColumn[];
  /** Rows under the titles, in lists of at most `size`. */
  chunks: (size: number) => AsyncGenerator<TableRow[]>;
}

/**
 * Opens a stored file: finds the row of titles among the first ten and recognises its columns.
 * @throws ImportFailure when it is no table, or has no column of values or of times
 */
export async function openTable(
  files: FileStore,
  file: { sha256: string; fileName: string; hourLabel: HourLabel },
): Promise<OpenTable> {
  const rows = tableRows(files, file.sha256);
  const first: TableRow[] = [];
  while (first.length < headSearch) {
    const { value, done } = await rows.next();
    if (done === true) break;
    first.push(value);
  }
  const scores = first.map(({ cells }) => titleScore(cells));
  const head = scores.indexOf(Math.max(...scores, 0));
  const layout = {
    ...recogniseTable(first[head]?.cells ?? [], yearOfFileName(file.fileName)),
    hourLabel: file.hourLabel,
  };
  const { form } = layout;
  const timed = layout.columns.some(({ role }) => role === 'date' || role === 'time');
  if (form === 'none' || !timed) {
    await rows.return(undefined);
    throw new ImportFailure(
      'no-columns',
      '没有认出时间列与数值列。首行应为列名，如 站点、日期、小时、PM2.5，或 站点、时间、因子、值。',
      'No column of times and values was recognised. Give titles such as station, date, hour, PM2.5.',
    );
  }
  return {
    reader: rowReader(layout),
    form,
    columns: layout.columns.map(({ title, role, factor, unit, why }, index) => ({
      index,
      title,
      role,
      factor,
      unit,
      reason: why,
    })),
    chunks: (size) => inChunks(first.slice(head + 1), rows, size),
  };
}

async function* inChunks(
  first: readonly TableRow[],
  rest: AsyncIterable<TableRow>,
  size: number,
): AsyncGenerator<TableRow[]> {
  let chunk: TableRow[] = [];
  for (const row of first) {
    chunk.push(row);
    if (chunk.length >= size) {
      yield chunk;
      chunk = [];
    }
  }
  for await (const row of rest) {
    chunk.push(row);
    if (chunk.length >= size) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}
