import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../src/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'huanzhi-water-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function water(...args: string[]): Promise<{ code: number; lines: string[]; errors: string }> {
  let text = '';
  let errors = '';
  const io = {
    out: (part: string) => {
      text += part;
    },
    err: (part: string) => {
      errors += part;
    },
    cwd: folder,
  };
  const code = await runCli(['water', 'evaluate', ...args], io);
  return { code, lines: text.trimEnd().split('\n'), errors };
}

const TABLE = [
  '省份,断面名称,监测时间,水质类别,pH(无量纲),氨氮(mg/L),总磷(mg/L),浊度(NTU)',
  '甲省,东湖,04-01 12:00,Ⅳ,7.5,0.2,0.06,5',
  '甲省,南河,04-01 12:00,Ⅱ,7.5,0.2,0.06,5',
  '甲省,西河,04-01 12:00,,7.5,x,0.06,5',
  '甲省,北河',
  '甲省,"中河,04-01 12:00,,7.5,0.2,0.06,5',
].join('\n');
writeFileSync(join(folder, 'table.csv'), `\uFEFF${TABLE}\n`);
writeFileSync(join(folder, 'table.csv.gz'), gzipSync(`${TABLE}\n`));
writeFileSync(join(folder, 'lakes.csv'), 'province,section\n甲省,东湖\n');
writeFileSync(join(folder, 'other.csv'), 'a,b\n1,2\n');

describe('huanzhi water evaluate', () => {
  it('keeps every row and adds the judgement; a bad one names row, column and reason', async () => {
    const { code, lines, errors } = await water('table.csv', '--lakes', 'lakes.csv');
    expect(code).toBe(0);
    expect(lines[0]).toContain('浊度(NTU),hz_class,hz_grade,hz_deciding,hz_primary,hz_water_body');
    expect(lines[1]).toBe(
      '甲省,东湖,04-01 12:00,Ⅳ,7.5,0.2,0.06,5,Ⅳ,轻度污染,总磷,总磷(0.2),lake,GB 3838-2002,judged',
    );
    expect(lines[2]).toContain(',Ⅱ,优,氨氮 总磷,,river,');
    expect(lines[3]).toContain('judged: 氨氮(mg/L): expected a number');
    expect(lines[4]).toContain('甲省,北河,,,,,,,,,,,,,"unreadable: row: 2 cells, the header has 8"');
    expect(lines[5]).toContain('unreadable: row: a quote is not closed');
    expect(errors).toContain('row 4, 氨氮(mg/L): expected a number, found "x"');
    expect(errors).toContain('5 rows, 3 with a class, 3 with faults; equal to the published class in 2 of 2');
  });

  it('reads gzip and explains', async () => {
    const { lines } = await water('table.csv.gz', '--explain');
    expect(lines[0]?.endsWith(',hz_reason')).toBe(true);
    expect(lines[1]).toContain('总磷 0.06 mg/L: <= 0.02/0.1/0.2/0.3/0.4 (Ⅰ..Ⅴ) → Ⅱ');
    expect(lines[1]).toContain('GB 3838-2002 (verified)');
  });

  it('says what it expects of a table, a list of lakes, a file', async () => {
    expect((await water('other.csv')).errors).toContain('no column of an item of GB 3838-2002');
    expect((await water('table.csv', '--lakes', 'other.csv')).errors).toContain(
      'expected a column “section”',
    );
    const absent = await water('absent.csv');
    expect([absent.code, absent.errors.includes('ENOENT')]).toEqual([1, true]);
    expect((await water()).code).toBe(2);
  });

  it('refuses to write over the table that it reads', async () => {
    const { code, errors } = await water('table.csv', '--out', './table.csv');
    expect([code, errors]).toEqual([2, expect.stringContaining('--out names the table itself')]);
    expect(readFileSync(join(folder, 'table.csv'), 'utf8')).toBe(`\uFEFF${TABLE}\n`);
  });

  it.each([
    [
      'a negative value',
      '2020-05-08',
      '-0.2',
      'judged: 氨氮: 氨氮 outside 0..5000 mg/L: negative, or in a wrong unit',
    ],
    ['text', '2020-05-08', 'abc', 'judged: 氨氮: expected a number'],
    ['a date before the first edition', '2002-05-31', '0.2', 'not judged: date: no edition is in force'],
    ['pH in the wrong unit', '2020-05-08', '0.2', 'pH值 outside 0..14'],
  ])(
    '%s: message with row, column and reason, the row kept, the rest judged',
    async (name, date, ammonia, message) => {
      const pH = name.startsWith('pH') ? '750' : '7.5';
      const row = `南河,${date},${pH},${ammonia},0.06`;
      writeFileSync(
        join(folder, 'bad.csv'),
        `断面,日期,pH,氨氮,总磷\n${row}\n南河,2020-05-08,7.5,0.2,0.06\n`,
      );
      const { code, lines, errors } = await water('bad.csv');
      expect(code).toBe(0);
      expect(lines[1]?.startsWith(`${row},`)).toBe(true);
      expect(lines[1]).toContain(message);
      expect(errors).toContain('row 2, ');
      expect(lines[2]).toContain(',Ⅱ,优,');
      expect(lines).toHaveLength(3);
    },
  );

  it('names a column that is no item of the standard and keeps it', async () => {
    writeFileSync(join(folder, 'unknown.csv'), '断面,日期,氨氮,燃素\n南河,2020-05-08,0.2,3\n');
    const { lines, errors } = await water('unknown.csv');
    expect(errors).toContain('kept, not judged: 燃素');
    expect(lines[1]).toContain('南河,2020-05-08,0.2,3,Ⅱ,');
  });
});
