/**
 * Memory of a stream of rows, judged one by one, beside the baseline that holds the table in memory first:
 * `node --expose-gc --conditions=huanzhi-source --import tsx packages/standards/bench/stream.bench.ts`
 */
import { airColumns, judgeAirRow } from '../src/air/index.ts';
import { naiveHourlyAqi } from './naive.ts';

const HEADER = ['station', 'date', 'hour', 'SO2', 'NO2', 'CO', 'O3', 'PM10', 'PM2.5'];
const SIZES = [100_000, 1_000_000];

/** Lines of a table of any length, made as they are read. */
function* lines(count: number): Generator<string> {
  for (let row = 0; row < count; row++) {
    const date = `202604${String((row % 28) + 1).padStart(2, '0')}`;
    yield `${row % 1000},${date},${row % 24},${row % 40},${row % 120},${(row % 30) / 10},${row % 250},${row % 300},${row % 200}`;
  }
}

/** Heap in MB after a collection, above what there was before. */
function heap(before = 0): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1_048_576 - before;
}

function streamed(count: number): { megabytes: number; sum: number } {
  const before = heap();
  const columns = airColumns(HEADER);
  let sum = 0;
  let highest = 0;
  let row = 0;
  for (const line of lines(count)) {
    sum += judgeAirRow(columns, line.split(',')).result?.aqi ?? 0;
    if (++row % (count / 4) === 0) highest = Math.max(highest, heap(before));
  }
  return { megabytes: highest, sum };
}

function inMemory(count: number): { megabytes: number; sum: number } {
  const before = heap();
  const table = Array.from(lines(count), (line) => {
    const cells = line.split(',');
    return Object.fromEntries(HEADER.map((name, index) => [name, Number(cells[index])]));
  });
  const held = heap(before);
  const sum = table.reduce((total, row) => total + naiveHourlyAqi(row), 0);
  return { megabytes: held, sum };
}

if (globalThis.gc === undefined) console.log('without --expose-gc the figures contain garbage');
for (const count of SIZES) {
  const exact = streamed(count);
  const naive = inMemory(count);
  console.log(
    `stream of ${count.toLocaleString('en')} rows, heap held: exact ${exact.megabytes.toFixed(1)} MB   naive, table in memory ${naive.megabytes.toFixed(1)} MB`,
  );
  console.log(`  sum of indices: exact ${exact.sum}, floating point ${naive.sum}`);
}
