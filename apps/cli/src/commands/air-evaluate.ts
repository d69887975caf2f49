import { resolve } from 'node:path';
import {
  type AirColumns,
  AirColumnsError,
  type AirRowJudgement,
  type AirRowOptions,
  AQI_EDITIONS,
  airColumns,
  aqiCategory,
  judgeAirRow,
} from '@huanzhi/standards';
import { type Command, choiceOption, type ParsedArguments, stringOption, UsageError } from '../command.ts';
import { type CsvLine, csvCell, csvLines } from '../csv-lines.ts';
import {
  keptCells,
  lineFault,
  outputFile,
  PRINTED_MESSAGES,
  reasonText,
  verdictText,
  writeLines,
} from '../evaluated-table.ts';

/** Columns that the command adds; the prefix keeps them apart from published ones. */
const ADDED = ['hz_aqi', 'hz_level', 'hz_category', 'hz_primary', 'hz_edition', 'hz_verdict'];

interface Counts {
  rows: number;
  judged: number;
  faulty: number;
  compared: number;
  agreeing: number;
}

function optionsOf(parsed: ParsedArguments): AirRowOptions {
  const edition = stringOption(parsed, 'edition');
  const known = AQI_EDITIONS.map(({ id }) => id);
  if (edition !== undefined && !known.includes(edition)) {
    throw new UsageError(`--edition must be one of ${known.join(', ')}, not “${edition}”.`);
  }
  const missing = choiceOption(parsed, 'missing', ['edition', 'publish', 'suppress']);
  return {
    method:
      choiceOption(parsed, 'method', ['practice', 'letter']) === 'letter' ? 'letter' : 'platform practice',
    ...(missing === 'edition'
      ? {}
      : { missingRule: missing === 'publish' ? 'publish' : 'publish above 100' }),
    ...(edition === undefined ? {} : { edition }),
    explain: parsed.values.explain === true,
  };
}

/** Verdict of a line, for a line with the right number of cells, or of the line itself. */
function judgeLine(
  line: CsvLine,
  columns: AirColumns,
  width: number,
  options: AirRowOptions,
): AirRowJudgement {
  const fault = lineFault(line, width);
  if (fault === undefined) return judgeAirRow(columns, line.cells, options);
  return { verdict: 'unreadable', problems: [{ column: 'row', message: fault }] };
}

function addedCells(judgement: AirRowJudgement, explain: boolean): string[] {
  const { result } = judgement;
  const aqi = result?.aqi ?? null;
  const cells = [
    aqi ?? (result === undefined ? '' : 'NA'),
    result?.level ?? '',
    aqi === null ? '' : aqiCategory(aqi).nameZh,
    result?.primary.join(' ') ?? '',
    result?.edition ?? '',
    verdictText(judgement.verdict, judgement.problems),
  ];
  if (explain) cells.push(result?.explanation === undefined ? '' : reasonText(result.explanation));
  return cells.map(csvCell);
}

function count(counts: Counts, judgement: AirRowJudgement, published: string | undefined): void {
  counts.rows++;
  if (judgement.verdict === 'judged') counts.judged++;
  if (judgement.problems.length > 0) counts.faulty++;
  const aqi = judgement.result?.aqi;
  if (aqi === null || aqi === undefined || published === undefined || !/^\d+$/.test(published)) return;
  counts.compared++;
  if (Number(published) === aqi) counts.agreeing++;
}

async function* evaluatedLines(
  path: string,
  parsed: ParsedArguments,
  counts: Counts,
  say: (text: string) => void,
): AsyncGenerator<string> {
  const options = optionsOf(parsed);
  const explain = options.explain === true;
  const encoding = choiceOption(parsed, 'encoding', ['utf-8', 'gb18030']);
  const period = choiceOption(parsed, 'period', ['auto', 'hour', 'day']);
  let columns: AirColumns | undefined;
  let width = 0;
  let published = -1;
  for await (const line of csvLines(path, encoding)) {
    if (columns === undefined) {
      const header = line.cells.map((cell) => cell.replace(/^\uFEFF/, ''));
      columns = airColumns(header, period === 'auto' ? undefined : period);
      width = header.length;
      published = header.findIndex((name) => name.trim().toUpperCase() === 'AQI');
      for (const { index, header: name } of columns.unknown) {
        say(`column ${index + 1} “${name}”: not a pollutant that the AQI judges; kept, not judged\n`);
      }
      yield `${[...header.map(csvCell), ...ADDED, ...(explain ? ['hz_reason'] : [])].join(',')}\n`;
    } else if (line.text !== '') {
      const judgement = judgeLine(line, columns, width, options);
      count(counts, judgement, line.cells[published]);
      for (const { column, message } of judgement.problems) {
        if (counts.faulty <= PRINTED_MESSAGES) say(`row ${line.number}, ${column}: ${message}\n`);
      }
      yield `${keptCells(line, width)},${addedCells(judgement, explain).join(',')}\n`;
    }
  }
  if (columns === undefined) throw new AirColumnsError('the table is empty; expected a header');
}

function summary({ rows, judged, faulty, compared, agreeing }: Counts): string {
  const share = compared === 0 ? '' : ` (${((100 * agreeing) / compared).toFixed(3)} %)`;
  const agreement =
    compared === 0 ? '' : `; equal to the published AQI in ${agreeing} of ${compared}${share}`;
  const more = faulty > PRINTED_MESSAGES ? `; see hz_verdict for the messages not printed` : '';
  return `${rows} rows, ${judged} with an AQI, ${faulty} with faults${agreement}${more}\n`;
}

/** `huanzhi air evaluate`: a table of air data in, the same table with the AQI of each row out. */
export const command: Command = {
  usage: 'air evaluate FILE.csv[.gz] [--out FILE] [--explain]',
  description:
    'Judges every row of a table: AQI, level, category, primary pollutants, by the edition of HJ 633 in force at the\n' +
    'time of the row. Rows are hours (hour-ending labels) or days. Every row is kept; a faulty one says what is wrong.',
  options: {
    out: { type: 'string', value: 'FILE', help: 'write here instead of to standard output' },
    explain: { type: 'boolean', help: 'add the column hz_reason: inputs, rounding, formula, completeness' },
    method: {
      type: 'string',
      value: 'practice|letter',
      help: 'hourly rows before 2026-03-01 (default practice)',
    },
    period: { type: 'string', value: 'auto|hour|day', help: 'what a row is (default: by the columns)' },
    missing: {
      type: 'string',
      value: 'edition|publish|suppress',
      help: 'AQI of rows with missing pollutants: by the edition, always, or only above 100',
    },
    edition: {
      type: 'string',
      value: 'ID',
      help: 'judge every row by this edition, for example "HJ 633-2026"',
    },
    encoding: { type: 'string', value: 'utf-8|gb18030', help: 'encoding of the table (default utf-8)' },
  },
  async run(parsed, io) {
    const [file, ...more] = parsed.positionals;
    if (file === undefined || more.length > 0) throw new UsageError('Name one table.');
    const counts: Counts = { rows: 0, judged: 0, faulty: 0, compared: 0, agreeing: 0 };
    const path = resolve(io.cwd, file);
    const out = outputFile(stringOption(parsed, 'out'), path, io);
    try {
      await writeLines(evaluatedLines(path, parsed, counts, io.err), out, io);
    } catch (error) {
      if (!(error instanceof AirColumnsError) && !(error instanceof Error && 'code' in error)) throw error;
      io.err(`${file}: ${error.message}\n`);
      return 1;
    }
    io.err(summary(counts));
    return 0;
  },
};
