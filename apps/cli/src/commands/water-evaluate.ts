import { resolve } from 'node:path';
import {
  judgeWaterRow,
  WATER_CLASS_LABELS,
  type WaterBody,
  type WaterColumns,
  WaterColumnsError,
  type WaterRowJudgement,
  type WaterRowOptions,
  waterColumns,
} from '@huanzhi/standards';
import {
  type CliIo,
  type Command,
  choiceOption,
  type ParsedArguments,
  stringOption,
  UsageError,
} from '../command.ts';
import { csvCell, csvLines } from '../csv-lines.ts';
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
const ADDED = [
  'hz_class',
  'hz_grade',
  'hz_deciding',
  'hz_primary',
  'hz_water_body',
  'hz_edition',
  'hz_verdict',
];

interface Counts {
  rows: number;
  judged: number;
  faulty: number;
  compared: number;
  agreeing: number;
}

/** The list of lakes is no table that names sections. */
class LakeListError extends Error {
  override readonly name = 'LakeListError';
}

/** Sections that are rated with the lake limits, from a list with a column `section` (断面) and maybe `province`. */
async function lakeList(path: string): Promise<(section: string, province: string) => WaterBody> {
  const lakes = new Set<string>();
  let section = -1;
  let province = -1;
  for await (const line of csvLines(path)) {
    if (line.number === 1) {
      const header = line.cells.map((cell) => cell.replace(/^\uFEFF/, '').trim());
      section = header.findIndex((name) => ['section', '断面', '断面名称'].includes(name));
      province = header.findIndex((name) => ['province', '省份'].includes(name));
      if (section < 0) throw new LakeListError(`${path}: expected a column “section” or “断面”`);
    } else if (line.text !== '') {
      lakes.add(lakeKey(line.cells[section] ?? '', province < 0 ? '' : (line.cells[province] ?? '')));
    }
  }
  return (name, of) => (lakes.has(lakeKey(name, province < 0 ? '' : of)) ? 'lake' : 'river');
}

function lakeKey(section: string, province: string): string {
  return `${province.trim()} ${section.trim()}`;
}

async function optionsOf(parsed: ParsedArguments, io: CliIo): Promise<WaterRowOptions> {
  const lakes = stringOption(parsed, 'lakes');
  const oxygen = choiceOption(parsed, 'oxygen', ['concentration', 'saturation']);
  return {
    dissolvedOxygen: oxygen === 'saturation' ? 'concentration or saturation' : 'concentration',
    explain: parsed.values.explain === true,
    ...(lakes === undefined ? {} : { bodyOf: await lakeList(resolve(io.cwd, lakes)) }),
  };
}

function addedCells(judgement: WaterRowJudgement, columns: WaterColumns, explain: boolean): string[] {
  const { result, waterBody } = judgement;
  const names = new Map(columns.items.map(({ key, header }) => [key, header.replace(/[(（].*$|_orig$/, '')]));
  const cls = result?.cls ?? null;
  const cells = [
    cls === null ? '' : WATER_CLASS_LABELS[cls],
    result?.grade ?? '',
    result?.deciding.map((key) => names.get(key) ?? key).join(' ') ?? '',
    result?.primary.map((pollutant) => pollutant.display).join(' ') ?? '',
    waterBody ?? '',
    result?.edition.id ?? '',
    verdictText(judgement.verdict, judgement.problems),
  ];
  if (explain) cells.push(result?.explanation === undefined ? '' : reasonText(result.explanation));
  return cells.map(csvCell);
}

function count(counts: Counts, { verdict, problems, published, result }: WaterRowJudgement): void {
  counts.rows++;
  if (verdict === 'judged') counts.judged++;
  if (problems.length > 0) counts.faulty++;
  const cls = result?.cls ?? null;
  if (cls === null || published === undefined) return;
  counts.compared++;
  if (cls === published) counts.agreeing++;
}

async function* evaluatedLines(
  path: string,
  parsed: ParsedArguments,
  counts: Counts,
  io: CliIo,
): AsyncGenerator<string> {
  const options = await optionsOf(parsed, io);
  const explain = options.explain === true;
  const encoding = choiceOption(parsed, 'encoding', ['utf-8', 'gb18030']);
  let columns: WaterColumns | undefined;
  let width = 0;
  for await (const line of csvLines(path, encoding)) {
    if (columns === undefined) {
      const header = line.cells.map((cell) => cell.replace(/^\uFEFF/, ''));
      columns = waterColumns(header);
      width = header.length;
      const others = columns.unknown.map(({ header: name }) => name);
      if (others.length > 0) io.err(`kept, not judged: ${others.join(', ')}\n`);
      yield `${[...header.map(csvCell), ...ADDED, ...(explain ? ['hz_reason'] : [])].join(',')}\n`;
    } else if (line.text !== '') {
      const fault = lineFault(line, width);
      const judgement: WaterRowJudgement =
        fault === undefined
          ? judgeWaterRow(columns, line.cells, options)
          : { verdict: 'unreadable', problems: [{ column: 'row', message: fault }] };
      count(counts, judgement);
      for (const { column, message } of judgement.problems) {
        if (counts.faulty <= PRINTED_MESSAGES) io.err(`row ${line.number}, ${column}: ${message}\n`);
      }
      yield `${keptCells(line, width)},${addedCells(judgement, columns, explain).join(',')}\n`;
    }
  }
}

function summary({ rows, judged, faulty, compared, agreeing }: Counts): string {
  const share = compared === 0 ? '' : ` (${((100 * agreeing) / compared).toFixed(3)} %)`;
  const agreement =
    compared === 0 ? '' : `; equal to the published class in ${agreeing} of ${compared}${share}`;
  const more = faulty > PRINTED_MESSAGES ? '; see hz_verdict for the messages not printed' : '';
  return `${rows} rows, ${judged} with a class, ${faulty} with faults${agreement}${more}\n`;
}

/** `huanzhi water evaluate`: a table of water data in, the same table with the class of each row out. */
export const command: Command = {
  usage: 'water evaluate FILE.csv[.gz] [--lakes LIST.csv] [--out FILE] [--explain]',
  description:
    'Judges every row of a table as a section: class of GB 3838-2002, grade, deciding items, primary pollutants.\n' +
    'Unrounded values (columns ending in _orig) go before displayed ones. Every row is kept; a faulty one says what is wrong.',
  options: {
    lakes: {
      type: 'string',
      value: 'LIST.csv',
      help: 'sections to judge by the lake limits: columns section and, if it has one, province',
    },
    out: { type: 'string', value: 'FILE', help: 'write here instead of to standard output' },
    explain: { type: 'boolean', help: 'add the column hz_reason: inputs, limits, deciding item' },
    oxygen: {
      type: 'string',
      value: 'concentration|saturation',
      help: 'class I of dissolved oxygen: >= 7.5 mg/L as published (default), or also >= 90 % saturation',
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
      await writeLines(evaluatedLines(path, parsed, counts, io), out, io);
    } catch (error) {
      const expected =
        error instanceof WaterColumnsError ||
        error instanceof LakeListError ||
        (error instanceof Error && 'code' in error);
      if (!expected) throw error;
      io.err(`${file}: ${error.message}\n`);
      return 1;
    }
    io.err(summary(counts));
    return 0;
  },
};
