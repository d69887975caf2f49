import { factor } from '@huanzhi/standards';
import { type HourMark, hourEnd } from '../hours/hour-day.ts';
import type { PublishedStatistic } from '../periods/published.ts';
import { readUnit } from '../units/units.ts';
import { factorOfName } from './factor-names.ts';
import { type FileProblem, fileProblem } from './file-problem.ts';
import type { FileRow } from './file-row.ts';
import { dayFigureOfName, isComputed, isDayRole, statisticOfRole } from './published-columns.ts';
import { readRowTime, type TimeCell } from './read-time.ts';
import { readCell, readMark } from './read-value.ts';
import { unknownUnit } from './settle-value.ts';
import type { TableLayout, TitledRole } from './table-layout.ts';

/** A layout with the positions of its columns found once, for many rows. */
export interface RowReader {
  layout: TableLayout;
  /** Position and title of the column of a role; factors apart. */
  at: Partial<Record<TitledRole, { index: number; title: string }>>;
  /** Factors with their columns, the unrounded one first. */
  factors: { factor: string; columns: { index: number; title: string; unit: string | null }[] }[];
  /** Columns of published day figures, the first of each figure. */
  published: {
    index: number;
    title: string;
    unit: string | null;
    factor: string;
    statistic: PublishedStatistic;
  }[];
}

/** Finds the positions of the columns of a layout. */
export function rowReader(layout: TableLayout): RowReader {
  const at: RowReader['at'] = {};
  const byFactor = new Map<
    string,
    { index: number; title: string; unit: string | null; unrounded: boolean }[]
  >();
  const published = new Map<string, RowReader['published'][number]>();
  for (const [index, { role, title, factor: code, unit, unrounded }] of layout.columns.entries()) {
    if (role === 'ignored') continue;
    if (role !== 'factor' && !isDayRole(role)) at[role] ??= { index, title };
    else if (code === null) continue;
    else if (role === 'factor')
      byFactor.set(code, [...(byFactor.get(code) ?? []), { index, title, unit, unrounded }]);
    else {
      const figure = { index, title, unit, factor: code, statistic: statisticOfRole(role) };
      published.set(`${code} ${role}`, published.get(`${code} ${role}`) ?? figure);
    }
  }
  const factors = [...byFactor].map(([code, columns]) => ({
    factor: code,
    columns: columns.toSorted((a, b) => Number(b.unrounded) - Number(a.unrounded)),
  }));
  return { layout, at, factors, published: [...published.values()] };
}

/**
 * Reads a row: its site, its hour, its values. Nothing is thrown; what cannot be taken is a problem with its column.
 * @param cells as many as the layout has columns; fewer count as empty
 * @param now ms since 1970 UTC; hours that end later are refused
 */
export function readRow(reader: RowReader, cells: readonly string[], now: number): FileRow {
  const cell = (role: TitledRole): TimeCell | undefined => {
    const place = reader.at[role];
    return place === undefined ? undefined : { column: place.title, text: cells[place.index] ?? '' };
  };
  const row: FileRow = {
    site: cell('site')?.text.trim() ?? '',
    day: null,
    hour: null,
    values: [],
    published: [],
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
  else {
    readWideValues(row, reader, cells, mark);
    if (endsDay(row)) readPublished(row, reader, cells);
  }
  return row;
}

const endsDay = ({ day, hour }: FileRow): boolean => day !== null && (hour === null || hour === 24);

function readPublished(row: FileRow, reader: RowReader, cells: readonly string[]): void {
  for (const { index, title, unit, factor: code, statistic } of reader.published)
    addPublished(row, { factor: code, statistic }, { column: title, text: cells[index] ?? '' }, unit);
}

/** A network that publishes nothing for a day, or strikes it out, leaves the day without a published figure. */
function addPublished(
  row: FileRow,
  figure: { factor: string; statistic: PublishedStatistic },
  cell: TimeCell,
  unit: string | null,
): void {
  const reading = readCell(cell.text);
  if (reading.state === 'no-number') row.problems.push(noNumber(cell));
  if (reading.state !== 'value') return;
  const { text, halved } = reading;
  row.published.push({ ...figure, column: cell.column, text, halved, unit, mark: 'N' });
}

function readTimeInto(
  row: FileRow,
  reader: RowReader,
  cell: (role: TitledRole) => TimeCell | undefined,
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
  cell: (role: TitledRole) => TimeCell | undefined,
  mark: HourMark | null,
): void {
  const item = cell('item');
  const value = cell('value');
  if (item === undefined || value === undefined) return;
  const published = dayFigureOfName(item.text);
  // An index or a running figure of another hour says nothing that is not computed here.
  if (published === null ? isComputed(item.text) : !endsDay(row)) return;
  const code = published?.factor ?? factorOfName(item.text);
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
  if (published === null) addValue(row, code, value, unit, mark);
  else addPublished(row, { factor: code, statistic: statisticOfRole(published.role) }, value, unit);
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
      row.problems.push(noNumber(cell));
      return;
    case 'value':
      if (mark !== null) row.values.push({ ...value, text: reading.text, halved: reading.halved, mark });
  }
}

function noNumber({ column, text }: TimeCell): FileProblem {
  return fileProblem(
    'no-number',
    column,
    text,
    `“${text.slice(0, 40)}”不是数字；缺测请留空，无效请写 --，未监测请写 *`,
    `“${text.slice(0, 40)}” is no number; leave missing cells empty, write -- for invalid, * for not monitored`,
  );
}
