import { factor } from '@huanzhi/standards';
import { type HourMark, hourEnd } from '../hours/hour-day.ts';
import { readUnit } from '../units/units.ts';
import { factorOfName } from './factor-names.ts';
import { type FileProblem, fileProblem } from './file-problem.ts';
import { doubt } from './plausible.ts';
import { readRowTime, type TimeCell } from './read-time.ts';
import { readCell, readMark } from './read-value.ts';
import type { ColumnRole, TableLayout } from './table-layout.ts';
import { type MeasuredPlace, powerBetween, shifted, usualUnit } from './units.ts';

/** A value of a row as it stands in the file. */
export interface FileValue {
  /** Title of its column. */
  column: string;
  factor: string;
  /** Decimal text; null for `mark` `/` (not monitored) and `!` (invalid). */
  text: string | null;
  /** A non-detect: half of `text` counts. */
  halved: boolean;
  /** As printed; null: the site's own. */
  unit: string | null;
  mark: HourMark;
}

/** A row as it stands in the file, before anything is known of its site. */
export interface FileRow {
  /** Text of the site column; empty without one. */
  site: string;
  /** Null when the time could not be read; `problems` says why. */
  day: string | null;
  hour: number | null;
  values: FileValue[];
  problems: FileProblem[];
  /** Cells with nothing in them. */
  missing: number;
}

/** A layout with the positions of its columns found once, for many rows. */
export interface RowReader {
  layout: TableLayout;
  /** Position and title of the column of a role; factors apart. */
  at: Partial<Record<ColumnRole, { index: number; title: string }>>;
  /** Factors with their columns, the unrounded one first. */
  factors: { factor: string; columns: { index: number; title: string; unit: string | null }[] }[];
}

/** Finds the positions of the columns of a layout. */
export function rowReader(layout: TableLayout): RowReader {
  const at: RowReader['at'] = {};
  const byFactor = new Map<
    string,
    { index: number; title: string; unit: string | null; unrounded: boolean }[]
  >();
  for (const [index, { role, title, factor: code, unit, unrounded }] of layout.columns.entries()) {
    if (role === 'factor' && code !== null) {
      byFactor.set(code, [...(byFactor.get(code) ?? []), { index, title, unit, unrounded }]);
    } else if (role !== 'ignored' && role !== 'factor') at[role] ??= { index, title };
  }
  const factors = [...byFactor].map(([code, columns]) => ({
    factor: code,
    columns: columns.toSorted((a, b) => Number(b.unrounded) - Number(a.unrounded)),
  }));
  return { layout, at, factors };
}

/**
 * Reads a row: its site, its hour, its values. Nothing is thrown; what cannot be taken is a problem with its column.
 * @param cells as many as the layout has columns; fewer count as empty
 * @param now ms since 1970 UTC; hours that end later are refused
 */
export function readRow(reader: RowReader, cells: readonly string[], now: number): FileRow {
  const cell = (role: ColumnRole): TimeCell | undefined => {
    const place = reader.at[role];
    return place === undefined ? undefined : { column: place.title, text: cells[place.index] ?? '' };
  };
  const row: FileRow = {
    site: cell('site')?.text.trim() ?? '',
    day: null,
    hour: null,
    values: [],
    problems: [],
    missing: 0,
  };
  const siteColumn = reader.at.site;
  if (siteColumn !== undefined && row.site === '') {
    row.problems.push(fileProblem('no-site', siteColumn.title, '', '没有站点', 'The site is missing'));
  }
  readTimeInto(row, reader, cell, now);
  const mark = markOf(row, cell('mark'));
  if (reader.layout.form === 'long') readLongValue(row, reader, cell, mark);
  else readWideValues(row, reader, cells, mark);
  return row;
}

function readTimeInto(
  row: FileRow,
  reader: RowReader,
  cell: (role: ColumnRole) => TimeCell | undefined,
  now: number,
): void {
  const time = readRowTime({ date: cell('date'), hour: cell('hour'), time: cell('time') }, reader.layout);
  if ('code' in time) {
    row.problems.push(time);
    return;
  }
  const stamp = cell('time') ?? cell('date');
  const problem = timeProblem(time.day, time.hour, now, stamp?.column ?? '', stamp?.text ?? '');
  if (problem === null) {
    row.day = time.day;
    row.hour = time.hour;
  } else row.problems.push(problem);
}

/** What is wrong with an hour that came or with a day (hour null): before 1970 or not over yet; else null. */
export function timeProblem(
  day: string,
  hour: number | null,
  now: number,
  column: string,
  found: string,
): FileProblem | null {
  if (day < '1970-01-01') {
    return fileProblem(
      'before-1970',
      column,
      found,
      `日期 ${day} 早于 1970 年`,
      `The day ${day} lies before 1970`,
    );
  }
  // A day without an hour may be today.
  const over = hour === null ? hourEnd(day, 0) : hourEnd(day, hour);
  if (over <= now) return null;
  return fileProblem('future', column, found, `时间 ${found} 还没有到`, `The time ${found} has not come yet`);
}

function markOf(row: FileRow, cell: TimeCell | undefined): HourMark | null {
  if (cell === undefined) return 'N';
  const mark = readMark(cell.text);
  if (mark === null) {
    row.problems.push(
      fileProblem(
        'unknown-mark',
        cell.column,
        cell.text,
        `不认识标记“${cell.text}”，应为 N F M S D C T B 或 正常、维护、停运、故障、校准`,
        `Unknown mark “${cell.text}”; expected N F M S D C T B`,
      ),
    );
  }
  return mark;
}

function readWideValues(
  row: FileRow,
  reader: RowReader,
  cells: readonly string[],
  mark: HourMark | null,
): void {
  for (const { factor: code, columns } of reader.factors) {
    // The unrounded column may be empty where the displayed one says something.
    const told = columns.find(({ index }) => readCell(cells[index] ?? '').state !== 'missing') ?? columns[0];
    if (told !== undefined)
      addValue(row, code, { column: told.title, text: cells[told.index] ?? '' }, told.unit, mark);
  }
}

function readLongValue(
  row: FileRow,
  reader: RowReader,
  cell: (role: ColumnRole) => TimeCell | undefined,
  mark: HourMark | null,
): void {
  const item = cell('item');
  const value = cell('value');
  if (item === undefined || value === undefined) return;
  const code = factorOfName(item.text);
  if (code === null) {
    row.problems.push(
      fileProblem(
        'unknown-factor',
        item.column,
        item.text,
        `不认识因子“${item.text}”，应为名称、化学式或 HJ 212 编码`,
        `Unknown factor “${item.text}”; expected a name, a formula or a code of HJ 212`,
      ),
    );
    return;
  }
  const unitCell = cell('unit');
  let unit = reader.layout.columns.find(({ role }) => role === 'value')?.unit ?? null;
  if (unitCell !== undefined && unitCell.text.trim() !== '') {
    unit = readUnit(unitCell.text);
    if (unit === null) {
      row.problems.push(unknownUnit(unitCell.column, unitCell.text, factor(code)?.name ?? code));
      return;
    }
  }
  addValue(row, code, value, unit, mark);
}

function unknownUnit(column: string, found: string, name: string): FileProblem {
  return fileProblem(
    'unknown-unit',
    column,
    found,
    `${name}的单位“${found}”不认识或不能换算`,
    `The unit “${found}” of ${name} is unknown or cannot be converted`,
  );
}

function addValue(
  row: FileRow,
  code: string,
  cell: TimeCell,
  unit: string | null,
  mark: HourMark | null,
): void {
  const reading = readCell(cell.text);
  const value = { column: cell.column, factor: code, unit, halved: false };
  switch (reading.state) {
    case 'missing':
      row.missing += 1;
      return;
    case 'not-monitored':
      row.values.push({ ...value, text: null, mark: '/' });
      return;
    case 'invalid':
      row.values.push({ ...value, text: null, mark: '!' });
      return;
    case 'no-number':
      row.problems.push(
        fileProblem(
          'no-number',
          cell.column,
          cell.text,
          `“${cell.text.slice(0, 40)}”不是数字；缺测请留空，无效请写 --，未监测请写 *`,
          `“${cell.text.slice(0, 40)}” is no number; leave missing cells empty, write -- for invalid, * for not monitored`,
        ),
      );
      return;
    case 'value':
      if (mark !== null) row.values.push({ ...value, text: reading.text, halved: reading.halved, mark });
  }
}

/** How a site keeps a factor. */
export interface SiteUnit {
  /** Of the site's factor; null: the site does not have it yet, so it gets the usual unit. */
  unit: string | null;
  place: MeasuredPlace;
}

/**
 * The number that is stored for a value: in the unit of the site, checked for what cannot be.
 * @returns null for values without a number, else the number; or what is wrong
 */
export function settleValue(value: FileValue, site: SiteUnit): number | null | FileProblem {
  if (value.text === null) return null;
  const usual = usualUnit(value.factor, site.place);
  const kept = site.unit ?? usual;
  const from = value.unit ?? kept;
  const power = kept === null || from === null ? null : powerBetween(from, kept);
  const toUsual = usual === null || from === null ? null : powerBetween(from, usual);
  if (power === null)
    return unknownUnit(value.column, from ?? '', factor(value.factor)?.name ?? value.factor);
  const part = value.halved ? 0.5 : 1;
  const checked = doubt(
    value.factor,
    shifted(value.text, toUsual ?? power) * part,
    site.place,
    value.column,
    value.text,
  );
  // Zero has no sign in the store.
  return checked ?? shifted(value.text, power) * part + 0;
}
