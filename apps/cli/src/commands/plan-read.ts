import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { DocumentError, type PlanReading, readDocument, readPlan } from '@huanzhi/plan-reader';
import { type CliIo, type Command, choiceOption, stringOption, UsageError } from '../command.ts';
import { planSheets } from '../plan-columns.ts';
import { textTable } from '../text-table.ts';

type Format = 'json' | 'table' | 'xlsx';

const EXTENSIONS: Readonly<Record<Format, string>> = { json: '.json', table: '.txt', xlsx: '.xlsx' };

/** Causes that the file system names by a code. */
const FILE_CAUSES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder; name the files in it',
  EACCES: 'this account may not read it',
};

async function render(reading: PlanReading, format: Format): Promise<string | Uint8Array> {
  const sheets = planSheets(reading);
  switch (format) {
    case 'json':
      return `${JSON.stringify(reading, null, 2)}\n`;
    case 'table':
      return `${[
        `${reading.file}：${reading.document.title}`,
        ...sheets.map(({ name, header, rows }) => `${name}（${rows.length}）\n${textTable(header, rows)}`),
      ].join('\n\n')}\n`;
    case 'xlsx':
      return (await import('../plan-workbook.ts')).planWorkbook(sheets);
  }
}

function causeOf(error: unknown): string {
  if (error instanceof DocumentError) return error.message;
  if (error instanceof Error && 'code' in error) {
    return FILE_CAUSES[String(error.code)] ?? error.message;
  }
  throw error;
}

/** The result file of each input; two inputs that would share one are refused before anything is read. */
function resultFiles(files: readonly string[], directory: string, format: Format): Map<string, string> {
  const results = new Map<string, string>();
  const owners = new Map<string, string>();
  for (const file of files) {
    const name = basename(file);
    const result = join(directory, basename(name, extname(name)) + EXTENSIONS[format]);
    const owner = owners.get(result);
    if (owner !== undefined) {
      throw new UsageError(
        `“${owner}” and “${file}” would both be written to ${result}. Read them one by one.`,
      );
    }
    owners.set(result, file);
    results.set(file, result);
  }
  return results;
}

async function readOne(file: string, result: string | undefined, format: Format, io: CliIo): Promise<void> {
  const name = basename(file);
  const document = await readDocument(await readFile(resolve(io.cwd, file)), name);
  const reading = readPlan(document.text, { file: name });
  for (const note of document.notes) io.err(`${file}: ${note}\n`);
  const rendered = await render(reading, format);
  if (result === undefined) {
    io.out(typeof rendered === 'string' ? rendered : new TextDecoder().decode(rendered));
    return;
  }
  await writeFile(result, rendered);
  const { sections, tasks, indicators, doubts } = reading;
  io.out(
    `${file} → ${result}: ${sections.length} sections, ${tasks.length} tasks, ${indicators.length} indicators, ${doubts.length} to check\n`,
  );
}

/** `huanzhi plan read`: plan documents to JSON (plan-gold/1), aligned text or an Excel workbook. */
export const command: Command = {
  usage: 'plan read FILE… [--out DIR] [--format json|table|xlsx]',
  description: [
    'Reads plan documents (txt, docx, pdf with text, html) and prints sections, tasks with units and',
    'deadlines, and indicators. A file that cannot be read is named with its cause, the others are read;',
    'the exit code is then 1.',
  ].join('\n'),
  options: {
    out: { type: 'string', short: 'o', value: 'DIR', help: 'write one file per document into this folder' },
    format: {
      type: 'string',
      short: 'f',
      value: 'FORMAT',
      help: 'json (layout plan-gold/1, default), table (aligned text) or xlsx',
    },
  },
  async run(parsed, io) {
    const files = parsed.positionals;
    const out = stringOption(parsed, 'out');
    const format = choiceOption<Format>(parsed, 'format', ['json', 'table', 'xlsx']);
    if (files.length === 0) throw new UsageError('Name at least one file to read.');
    if (format === 'xlsx' && out === undefined) {
      throw new UsageError('A workbook cannot be printed: name a folder with --out DIR.');
    }
    const directory = out === undefined ? undefined : resolve(io.cwd, out);
    const results = directory === undefined ? undefined : resultFiles(files, directory, format);
    if (directory !== undefined) await mkdir(directory, { recursive: true });
    let failed = 0;
    for (const file of files) {
      try {
        await readOne(file, results?.get(file), format, io);
      } catch (error) {
        failed += 1;
        io.err(`${file}: ${causeOf(error)}\n`);
      }
    }
    if (failed > 0 && files.length > 1) io.err(`${failed} of ${files.length} files could not be read.\n`);
    return failed === 0 ? 0 : 1;
  },
};
