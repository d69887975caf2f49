import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from '../src/run.ts';

const PLAN = [
  '青溪区水环境治理行动计划',
  '一、工作目标',
  '到2027年，河道水质达标率不低于90%。',
  '二、重点任务',
  '（一）整治入河排污口',
  '2026年底前完成排查。（牵头单位：区生态环境局；配合单位：区水务局）',
].join('\n');

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huanzhi-cli-'));
  await writeFile(join(folder, 'plan.txt'), PLAN);
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await runCli(['plan', 'read', ...argv], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    cwd: folder,
  });
  return { code, out, err };
}

describe('plan read', () => {
  test('prints the reading as JSON in the plan-gold/1 layout', async () => {
    const { code, out, err } = await run('plan.txt');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const reading = JSON.parse(out);
    expect(reading).toMatchObject({ schema: 'plan-gold/1', file: 'plan.txt', charCount: PLAN.length });
    expect(reading.tasks).toMatchObject([
      { title: '整治入河排污口', leads: ['区生态环境局'], supports: ['区水务局'] },
    ]);
    expect(PLAN.slice(reading.tasks[0].offset)).toMatch(/^（一）整治/u);
  });

  test('writes one file per document and says so', async () => {
    await writeFile(join(folder, 'second.txt'), PLAN);
    const { code, out } = await run('plan.txt', 'second.txt', '--out', 'new/results');
    expect(code).toBe(0);
    expect(out.split('\n')).toHaveLength(3);
    expect((await readdir(join(folder, 'new/results'))).sort()).toEqual(['plan.json', 'second.json']);
    const second = JSON.parse(await readFile(join(folder, 'new/results/second.json'), 'utf8'));
    expect(second.file).toBe('second.txt');
  });

  test('prints aligned tables', async () => {
    const { out } = await run('plan.txt', '--format', 'table');
    expect(out).toContain('plan.txt：青溪区水环境治理行动计划');
    expect(out).toMatch(/任务（1）\n序号 {2}章节/u);
    expect(out).toMatch(/整治入河排污口 {2}区生态环境局 {2}区水务局/u);
    expect(out).toMatch(/≥ +90 +%/u);
  });

  test('writes a workbook with the sheets 任务, 指标, 章节 and numbers as numbers', async () => {
    expect((await run('plan.txt', '-f', 'xlsx', '-o', '.')).code).toBe(0);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(join(folder, 'plan.xlsx'));
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['任务', '指标', '章节']);
    const header = workbook.getWorksheet('指标')?.getRow(1).values as string[];
    expect(workbook.getWorksheet('指标')?.getRow(2).getCell(header.indexOf('目标值')).value).toBe(90);
    expect(workbook.getWorksheet('任务')?.getRow(2).getCell(4).value).toBe('区生态环境局');
  });

  test('a file that fails is named with its cause, the rest is read', async () => {
    await writeFile(join(folder, 'empty.txt'), '');
    await writeFile(join(folder, 'wrong.pdf'), PLAN);
    const { code, out, err } = await run(
      'empty.txt',
      'missing.txt',
      '.',
      'wrong.pdf',
      'plan.txt',
      '-o',
      'out',
    );
    expect(code).toBe(1);
    expect(out).toMatch(/^plan\.txt → .*1 tasks/u);
    expect(err.trimEnd().split('\n')).toEqual([
      'empty.txt: “empty.txt” is empty (0 bytes). Choose the file again.',
      'missing.txt: there is no such file',
      '.: this is a folder; name the files in it',
      expect.stringMatching(/^wrong\.pdf: .*ends in \.pdf, but its content is plain text/u),
      '4 of 5 files could not be read.',
    ]);
    expect(await readdir(join(folder, 'out'))).toEqual(['plan.json']);
  });

  test('notes of the document go to the error stream', async () => {
    await writeFile(join(folder, 'utf16.txt'), Buffer.from(`\ufeff${PLAN}`, 'utf16le'));
    expect((await run('utf16.txt')).err).toBe('utf16.txt: The file is stored as utf-16le.\n');
  });

  test.each([
    [[], 'Name at least one file'],
    [['plan.txt', '--format', 'pdf'], '--format must be one of json, table, xlsx, not “pdf”.'],
    [['plan.txt', '--format', 'xlsx'], 'name a folder with --out DIR'],
    [['plan.txt', 'sub/plan.docx', '--out', 'x'], 'would both be written to'],
    [['plan.txt', '--outt', 'x'], "Unknown option '--outt'"],
    [['plan.txt', '--out'], 'argument missing'],
  ])('%j is refused with exit code 2 and nothing is written', async (argv, message) => {
    const { code, out, err } = await run(...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err).toContain('plan read --help');
    expect(await readdir(folder)).toEqual(['plan.txt']);
  });
});
