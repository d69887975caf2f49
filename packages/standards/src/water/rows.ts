import { ObservationTimeError, observationInstant } from '../edition.ts';
import type { Measured } from '../measured.ts';
import { parseWaterClass, type WaterClass } from './classes.ts';
import { GB3838_EDITIONS, type WaterBody, type WaterItemKey } from './gb3838-2002.ts';
import type { DissolvedOxygenRule } from './item-class.ts';
import { evaluateSection, type SectionResult } from './section.ts';

/** Where an item stands in a table; the unrounded value, where published, goes before the displayed one. */
interface ItemColumn {
  readonly key: WaterItemKey;
  readonly header: string;
  readonly displayed?: number;
  readonly original?: number;
}

/** The columns of a table of water data. */
export interface WaterColumns {
  readonly items: readonly ItemColumn[];
  readonly section?: number;
  readonly province?: number;
  /** Published class, to compare with. */
  readonly published?: number;
  /** Columns that may hold the date; the first one that does is used. */
  readonly dates: readonly number[];
  /** Columns that are kept and not judged. */
  readonly unknown: readonly { readonly index: number; readonly header: string }[];
}

/** Thrown when a table has no column of a known item. */
export class WaterColumnsError extends RangeError {
  constructor(headers: readonly string[]) {
    super(
      `no column of an item of GB 3838-2002 among: ${headers.join(', ')}; expected names such as pH, 溶解氧, 氨氮(mg/L)`,
    );
    this.name = 'WaterColumnsError';
  }
}

const ALIASES: Readonly<Record<string, WaterItemKey>> = {
  PH: 'pH',
  COD: 'CODCr',
  BOD5: 'BOD5',
  'NH3-N': 'NH3N',
  'TP(以P计)': 'TP',
  六价铬: 'Cr6',
};

function itemByName(): ReadonlyMap<string, WaterItemKey> {
  const rows = GB3838_EDITIONS.at(-1)?.items ?? [];
  const names = rows.flatMap(({ key, name }): [string, WaterItemKey][] => [
    [key.toUpperCase(), key],
    [name.toUpperCase(), key],
  ]);
  return new Map([...names, ...Object.entries(ALIASES)]);
}

const SECTION = ['section', '断面名称', '断面'];
const PROVINCE = ['province', '省份'];
const CLASS = ['class', '水质类别'];
const DATE = ['file_date', 'date', '日期', 'time', '监测时间'];

/**
 * Finds the columns of a table by their names, with or without a unit in brackets; `氨氮_orig` is the unrounded
 * value beside the displayed `氨氮`.
 * @throws WaterColumnsError when no column names an item of GB 3838-2002 table 1.
 * Source: own utility, no standard.
 */
export function waterColumns(headers: readonly string[]): WaterColumns {
  const names = itemByName();
  const found = new Map<WaterItemKey, { header: string; displayed?: number; original?: number }>();
  const unknown: { index: number; header: string }[] = [];
  const known = new Set([...SECTION, ...PROVINCE, ...CLASS, ...DATE]);
  headers.forEach((header, index) => {
    const plain = header.trim();
    const original = plain.endsWith('_orig');
    const base = plain.replace(/_orig$/, '');
    const key = names.get(base.toUpperCase()) ?? names.get(base.replace(/[(（].*$/, '').toUpperCase());
    if (key === undefined) {
      if (!known.has(plain)) unknown.push({ index, header: plain });
      return;
    }
    const entry = found.get(key) ?? { header: plain };
    found.set(key, { ...entry, ...(original ? { original: index } : { displayed: index }) });
  });
  if (found.size === 0) throw new WaterColumnsError(headers);
  const at = (wanted: readonly string[]): number =>
    headers.findIndex((header) => wanted.includes(header.trim()));
  const optional = (name: string, index: number) => (index < 0 ? {} : { [name]: index });
  return {
    items: [...found].map(([key, entry]) => ({ key, ...entry })),
    ...optional('section', at(SECTION)),
    ...optional('province', at(PROVINCE)),
    ...optional('published', at(CLASS)),
    dates: DATE.map((name) => headers.findIndex((header) => header.trim() === name)).filter(
      (index) => index >= 0,
    ),
    unknown,
  };
}

/** How rows are judged. */
export interface WaterRowOptions {
  /** Kind of water body of a section; default: every row a river. */
  readonly bodyOf?: (section: string, province: string) => WaterBody;
  /** Default `concentration`, as the national publication platform rates. */
  readonly dissolvedOxygen?: DissolvedOxygenRule;
  readonly explain?: boolean;
}

/** A value of a row that could not be used. */
export interface WaterRowProblem {
  readonly column: string;
  readonly message: string;
}

/** The judgement of a row. */
export interface WaterRowJudgement {
  readonly verdict: 'judged' | 'not judged' | 'unreadable';
  readonly waterBody?: WaterBody;
  readonly result?: SectionResult;
  /** Class printed in the table, where it has one. */
  readonly published?: WaterClass;
  readonly problems: readonly WaterRowProblem[];
}

/**
 * Judges one row of a table as a section. Empty cells are missing, `*` not monitored, `--` and flags such as
 * `#极值过滤` invalid; other cells must be numbers or non-detects (`0.05L`). What cannot be read is a problem that
 * names the column, and the rest of the row is judged.
 * Source: GB 3838-2002 table 1, clause 5.1; 环办〔2011〕22号.
 */
export function judgeWaterRow(
  columns: WaterColumns,
  cells: readonly string[],
  options: WaterRowOptions = {},
): WaterRowJudgement {
  const problems: WaterRowProblem[] = [];
  const header = new Map<string, string>();
  const values: Record<string, Measured> = {};
  for (const column of columns.items) {
    values[column.key] = cellValue(itemCell(column, cells));
    header.set(column.key, column.header);
  }
  const cell = (index: number | undefined): string =>
    index === undefined ? '' : (cells[index] ?? '').trim();
  const waterBody = options.bodyOf?.(cell(columns.section), cell(columns.province)) ?? 'river';
  const at = rowDate(columns, cells);
  const base = { waterBody, ...published(cell(columns.published)) };
  let result: SectionResult;
  try {
    result = evaluateSection(values, {
      waterBody,
      dissolvedOxygen: options.dissolvedOxygen ?? 'concentration',
      explain: options.explain === true,
      ...(at === undefined ? {} : { at }),
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ...base, verdict: 'not judged', problems: [{ column: 'date', message: error.message }] };
  }
  for (const { item, value, reason } of result.problems) {
    // A mark of the platform itself is a state, not a fault of the table.
    if (value !== 'invalid')
      problems.push({ column: header.get(item) ?? item, message: `${reason} (${value})` });
  }
  return { ...base, verdict: result.cls === null ? 'not judged' : 'judged', result, problems };
}

function itemCell(column: ItemColumn, cells: readonly string[]): string {
  const original = column.original === undefined ? '' : (cells[column.original] ?? '').trim();
  if (original !== '' || column.displayed === undefined) return original;
  return (cells[column.displayed] ?? '').trim();
}

function cellValue(cell: string): Measured {
  if (cell === '') return 'missing';
  if (cell === '*') return 'not-monitored';
  return /^-+$/.test(cell) || cell.startsWith('#') ? 'invalid' : cell;
}

function published(cell: string): { readonly published?: WaterClass } {
  const cls = parseWaterClass(cell);
  return cls === undefined ? {} : { published: cls };
}

/** The row's date, when a column holds one with a year; times without a year are passed over. */
function rowDate(columns: WaterColumns, cells: readonly string[]): string | undefined {
  for (const index of columns.dates) {
    const text = (cells[index] ?? '').trim();
    try {
      observationInstant(text);
      return text;
    } catch (error) {
      if (!(error instanceof ObservationTimeError)) throw error;
    }
  }
  return undefined;
}
