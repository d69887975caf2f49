import { parse } from 'csv-parse/sync';

/** Columns of the water files and the codes of their factors, in the order of GB 3838. */
export const columns = {
  pH: { title: 'pH', factor: 'w01001', unit: '1' },
  DO: { title: '溶解氧', factor: 'w01009', unit: 'mg/L' },
  CODMn: { title: '高锰酸盐指数', factor: 'w01019', unit: 'mg/L' },
  NH3N: { title: '氨氮', factor: 'w21003', unit: 'mg/L' },
  TP: { title: '总磷', factor: 'w21011', unit: 'mg/L' },
} as const;

/** An item of the files. */
export type Item = keyof typeof columns;

/** All items. */
export const items = Object.keys(columns) as Item[];

/** One cell of a file that says something. */
export interface Reading {
  section: string;
  item: Item;
  /** Statistical month `YYYY-MM`. */
  month: string;
  /** Decimal text; null: it came and does not count. */
  text: string | null;
  /** Something came; false: the item is not measured there. */
  came: boolean;
}

type CsvRow = Record<string, string>;

/** Rows of a csv with titles. */
export const csvRows = (text: string | Buffer): CsvRow[] => parse(text, { columns: true, bom: true });

/**
 * What rows of a file say: `--` and `#…` came and do not count, `*` is not measured, empty is nothing; while the
 * station is maintained or stands still nothing counts. A row that stands in the file twice counts once.
 * @throws Error where the file says two different things about one hour
 */
export function readings(rows: readonly CsvRow[]): Reading[] {
  const told = new Map<string, Reading>();
  for (const row of rows) {
    const at = instant(row);
    if (at === null) continue;
    const section = row.断面 ?? row.section ?? '';
    const normal = (row.状态 ?? row.status) === '正常';
    for (const item of items) {
      const { title } = columns[item];
      const [first = '', second = ''] = Object.keys(row)
        .filter((name) => name === title || name === `${title}(mg/L)` || name === `${title}_orig`)
        .sort((a, b) => Number(b.endsWith('_orig')) - Number(a.endsWith('_orig')))
        .map((name) => row[name] ?? '');
      const cell = first === '' ? second : first;
      if (cell === '') continue;
      const text = normal && /^\d+(\.\d+)?$/.test(cell) ? cell : null;
      const reading: Reading = { section, item, month: at.month, text, came: cell !== '*' };
      const key = `${section} ${item} ${at.hour}`;
      const before = told.get(key);
      if (before !== undefined && before.text !== text) throw new Error(`two values for ${key}`);
      told.set(key, reading);
    }
  }
  return [...told.values()];
}

/** The hour that a row ends in and its month; a time without a year has that of the file's day, or the year before. */
function instant(row: CsvRow): { hour: string; month: string } | null {
  const given = row.监测时间 ?? row.time ?? '';
  if (given === '') return null;
  const year = Number((row.file_date ?? '').slice(0, 4));
  const late =
    row.file_date !== undefined && Number(given.slice(0, 2)) > Number(row.file_date.slice(5, 7)) + 6;
  const text = row.file_date === undefined ? given : `${late ? year - 1 : year}-${given}`;
  const [day = '', clock = ''] = text.split(' ');
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  if (hour === 0 && minute === 0) throw new Error(`midnight is not in the files: ${text}`);
  return { hour: `${day} ${minute > 0 ? hour + 1 : hour}`, month: day.slice(0, 7) };
}
