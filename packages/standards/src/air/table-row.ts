import { NoEditionError } from '../edition.ts';
import type { Reading } from '../result.ts';
import { dailyAqi, hourlyAqi } from './aqi.ts';
import type { AqiInputName, AqiMethod, AqiReadings, AqiResult, MissingRule } from './aqi-types.ts';
import { POLLUTANTS, readPollutant, UnknownPollutantError } from './pollutants.ts';
import type { AqiEditionChoice } from './sub-index.ts';
import { readTableTime, TableTimeError } from './table-time.ts';

/** Whether rows are hours or days. */
export type RowPeriod = 'hour' | 'day';

/** Where the columns of a table of air data are; positions count from 0. */
export interface AirColumns {
  readonly period: RowPeriod;
  readonly date: number;
  /** Column of the hour (0 to 24, by its end); absent when `date` holds the time or rows are days. */
  readonly hour?: number;
  readonly inputs: readonly {
    readonly name: AqiInputName;
    readonly index: number;
    readonly header: string;
  }[];
  /** Headers that are neither judged nor known by the function: a misspelt or unknown pollutant shows here. */
  readonly unknown: readonly { readonly index: number; readonly header: string }[];
}

/** Thrown when a header lacks what a judgement needs; the message names it. */
export class AirColumnsError extends TypeError {
  constructor(message: string) {
    super(message);
    this.name = 'AirColumnsError';
  }
}

/** Choices of {@link judgeAirRow}; see `hourlyAqi`. */
export interface AirRowOptions {
  readonly method?: AqiMethod;
  readonly missingRule?: MissingRule;
  /** Id of the edition, instead of the one in force at the row's time. */
  readonly edition?: string;
  readonly explain?: boolean;
}

/**
 * `judged`: an AQI; `incomplete`: inputs missing or invalid and no AQI may be published; `no data`: no
 * concentration at all; `unreadable`: the row has no usable time, edition or number of cells.
 */
export type AirRowVerdict = 'judged' | 'incomplete' | 'no data' | 'unreadable';

/** A row judged. */
export interface AirRowJudgement {
  readonly verdict: AirRowVerdict;
  /** Absent when unreadable. */
  readonly result?: AqiResult;
  /** Faults, each with its column and what was expected; the rest of the row is judged all the same. */
  readonly problems: readonly { readonly column: string; readonly message: string }[];
}

const DATE_HEADERS = ['date', 'time', 'datetime', 'timepoint', '日期', '时间', '监测时间'];
const HOUR_HEADERS = ['hour', '小时', '时'];
/** Columns of published files that are kept but not judged. */
const KNOWN_HEADERS =
  /^(station|stationcode|city|area|point|positionname|name|site|aqi|level|quality|range|rank|primary|primarypollutant|(so2|no2|co|pm10|pm2\.5|o3|o3_8h)_24h|o3_8h|o3_1h|城市|站点|监测点|等级|首要污染物|.*(编码|名称|代码|经度|纬度))$/i;
const MISSING_CELLS = new Set(['', '-', '—', '--', '——', '-;', 'na', 'nan', 'null', 'none']);

/**
 * Finds the columns of a table by the names that published files use: `PM2.5`, `pm2_5`, `O3_8h`, `date`, `hour`,
 * `time`, `日期` and so on. Rows are hours when there is an hour column or a `time` column, else days.
 * @param header cells of the first row.
 * @throws AirColumnsError when there is no date or time, or no pollutant.
 * Source: own utility, no standard.
 */
export function airColumns(header: readonly string[], period?: RowPeriod): AirColumns {
  const names = header.map((cell) => cell.trim().toLowerCase());
  const date = names.findIndex((name) => DATE_HEADERS.includes(name));
  const hour = names.findIndex((name) => HOUR_HEADERS.includes(name));
  if (date < 0)
    throw new AirColumnsError(`no date or time column; expected one of ${DATE_HEADERS.join(', ')}`);
  const timed = hour >= 0 || !['date', '日期'].includes(names[date] ?? '');
  const rowPeriod = period ?? (timed ? 'hour' : 'day');
  const inputs: { name: AqiInputName; index: number; header: string }[] = [];
  const unknown: { index: number; header: string }[] = [];
  header.forEach((cell, index) => {
    if (index === date || index === hour) return;
    const name = inputName(cell, rowPeriod);
    if (name !== undefined && !inputs.some((input) => input.name === name))
      inputs.push({ name, index, header: cell });
    else if (!KNOWN_HEADERS.test(cell.trim())) unknown.push({ index, header: cell });
  });
  if (inputs.length === 0) {
    throw new AirColumnsError(`no column of a pollutant; expected some of ${POLLUTANTS.join(', ')}`);
  }
  return { period: rowPeriod, date, ...(hour < 0 ? {} : { hour }), inputs, unknown };
}

function inputName(header: string, period: RowPeriod): AqiInputName | undefined {
  const [base = '', suffix] = header.trim().toUpperCase().replace('PM2_5', 'PM2.5').split(/_(.*)/);
  const pollutant = pollutantOrUndefined(base);
  if (pollutant === undefined) return undefined;
  if (suffix === undefined) return period === 'day' && pollutant === 'O3' ? 'O3_8h' : pollutant;
  if (pollutant === 'O3' && suffix === '1H') return period === 'day' ? 'O3_1h' : 'O3';
  if (pollutant === 'O3' && suffix === '8H') return 'O3_8h';
  if (pollutant === 'O3' && suffix === '8H_24H') return period === 'day' ? 'O3_8h' : undefined;
  if (suffix !== '24H') return undefined;
  if (period === 'day') return pollutant === 'O3' ? 'O3_1h' : pollutant;
  if (pollutant === 'SO2' || pollutant === 'PM10' || pollutant === 'PM2.5') return `${pollutant}_24h`;
  return undefined;
}

function pollutantOrUndefined(name: string) {
  try {
    return readPollutant(name);
  } catch (error) {
    if (error instanceof UnknownPollutantError) return undefined;
    throw error;
  }
}

/**
 * Judges one row of a table: the hourly or daily AQI by the edition of the row's time. An empty cell, `-`, `—` or
 * `NA` is missing, `/` is not monitored, `0` is zero, anything else that is no concentration is invalid and named.
 * @param columns from {@link airColumns}.
 * @param cells the row, as many cells as the header.
 * @returns the verdict; nothing is thrown for a bad row.
 * Source: as `hourlyAqi` and `dailyAqi`.
 */
export function judgeAirRow(
  columns: AirColumns,
  cells: readonly string[],
  options: AirRowOptions = {},
): AirRowJudgement {
  try {
    const instant = readTableTime(
      cells[columns.date] ?? '',
      columns.hour === undefined ? undefined : (cells[columns.hour] ?? ''),
    );
    const readings: { [Name in AqiInputName]?: Reading } = {};
    for (const { name, index } of columns.inputs) readings[name] = cellReading(cells[index] ?? '');
    return judgementOf(columns, evaluate(columns.period, readings, instant, options));
  } catch (error) {
    if (!(error instanceof NoEditionError || error instanceof TableTimeError)) throw error;
    return { verdict: 'unreadable', problems: [{ column: 'date', message: error.message }] };
  }
}

function evaluate(
  period: RowPeriod,
  readings: AqiReadings,
  instant: number,
  options: AirRowOptions,
): AqiResult {
  const given: AqiEditionChoice | undefined =
    options.edition === undefined ? undefined : { edition: options.edition };
  return period === 'hour'
    ? hourlyAqi(readings, given ?? { hourEnding: instant }, options)
    : dailyAqi(readings, given ?? { at: instant }, options);
}

function judgementOf(columns: AirColumns, result: AqiResult): AirRowJudgement {
  const problems = result.problems.map(({ pollutant, message }) => ({
    column: columns.inputs.find(({ name }) => name.startsWith(pollutant))?.header ?? pollutant,
    message,
  }));
  if (result.aqi !== null) return { verdict: 'judged', result, problems };
  return { verdict: result.highestSubIndex === null ? 'no data' : 'incomplete', result, problems };
}

/** A cell as a reading. */
function cellReading(cell: string): Reading {
  const text = cell.trim();
  if (text === '/') return 'not-monitored';
  return MISSING_CELLS.has(text) || MISSING_CELLS.has(text.toLowerCase()) ? 'missing' : text;
}
