import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../src/run.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huanzhi-air-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function run(...args: string[]) {
  const written = { out: '', err: '' };
  const io = {
    out: (text: string) => {
      written.out += text;
    },
    err: (text: string) => {
      written.err += text;
    },
    cwd: folder,
  };
  return { code: await runCli(args, io), ...written, lines: () => written.out.trimEnd().split('\n') };
}

const HEADER = 'station,date,hour,AQI,SO2,NO2,CO,O3,PM10,PM2.5';
const HEADER_OUT = `${HEADER},hz_aqi,hz_level,hz_category,hz_primary,hz_edition,hz_verdict`;

describe('air evaluate', () => {
  it('adds the judgement of each row and keeps the row as it was', async () => {
    await writeFile(
      join(folder, 'a.csv'),
      `\uFEFF${HEADER}\r\n甲,20260301,0,82,5,20,0.6,60,40,60\r\n"甲,乙",20260301,1,100,5,20,0.6,60,40,60\r\n`,
    );
    const { code, lines, err } = await run('air', 'evaluate', 'a.csv');
    expect(code).toBe(0);
    expect(lines()).toEqual([
      HEADER_OUT,
      '甲,20260301,0,82,5,20,0.6,60,40,60,82,2,良,PM2.5,HJ 633-2012,judged',
      '"甲,乙",20260301,1,100,5,20,0.6,60,40,60,100,2,良,PM2.5,HJ 633-2026,judged',
    ]);
    expect(err).toBe(
      '2 rows, 2 with an AQI, 0 with faults; equal to the published AQI in 2 of 2 (100.000 %)\n',
    );
  });

  it('reads gzip and writes to a file', async () => {
    await writeFile(join(folder, 'a.csv.gz'), gzipSync(`${HEADER}\n甲,20260301,1,,5,20,0.6,60,40,60\n`));
    expect((await run('air', 'evaluate', 'a.csv.gz', '--out', 'b.csv')).out).toBe('');
    expect(await readFile(join(folder, 'b.csv'), 'utf8')).toContain('60,100,2,良,PM2.5,HJ 633-2026,judged\n');
  });

  it('keeps every bad row with its verdict, names row, column and reason, and judges the rest', async () => {
    const rows = [
      '甲,20260301,1,,5,20,800,60,200,60',
      '甲,20260301,2,,5,20',
      '"甲,20260301,3,,5,20,0.6,60,40,60',
      '甲,20100301,4,,5,20,0.6,60,40,60',
      '甲,20260301,5,,-5,x,0.6,60,40,60',
      '甲,20260301,6,,5,20,0.6,60,40,60,surplus',
      '甲,20260301,7,,5,20,0.6,60,40,60',
    ];
    await writeFile(join(folder, 'a.csv'), [HEADER, ...rows].join('\n'));
    const { code, lines, err } = await run('air', 'evaluate', 'a.csv');
    expect(code).toBe(0);
    const verdicts = lines().slice(1);
    expect(verdicts).toHaveLength(7);
    expect(verdicts[0]).toBe(
      `${rows[0]},131,3,轻度污染,PM10,HJ 633-2026,"judged: CO: expected mg/m³ up to 200, found 800; wrong unit?"`,
    );
    expect(verdicts[1]).toBe('甲,20260301,2,,5,20,,,,,,,,,,"unreadable: row: 6 cells, the header has 10"');
    expect(verdicts[2]).toContain('unreadable: row: a quote is not closed');
    expect(verdicts[2]).toContain('甲,20260301,3,,5,20,0.6,60,40,60');
    expect(verdicts[3]).toContain('no edition is in force on 2010-03-01');
    expect(verdicts[4]).toContain(
      'incomplete: SO2: expected 0 or more, found -5; NO2: expected a number, found ""x""',
    );
    expect(verdicts[5]).toContain('"60,surplus"');
    expect(verdicts[6]).toBe(`${rows[6]},100,2,良,PM2.5,HJ 633-2026,judged`);
    expect(err).toContain('row 2, CO: expected mg/m³ up to 200, found 800; wrong unit?\n');
    expect(err).toContain('row 3, row: 6 cells, the header has 10\n');
    expect(err).toContain('7 rows, 2 with an AQI, 6 with faults');
  });

  it.each([
    [
      'CO of 800: a wrong unit',
      '甲,20260301,1,,5,20,800,60,40,60',
      'CO',
      'expected mg/m³ up to 200, found 800',
    ],
    ['negative', '甲,20260301,1,,-5,20,0.6,60,40,60', 'SO2', 'expected 0 or more, found -5'],
    ['not a number', '甲,20260301,1,,5,1o,0.6,60,40,60', 'NO2', 'expected a number, found "1o"'],
    [
      'before the first edition',
      '甲,20151231,24,,5,20,0.6,60,40,60',
      'date',
      'no edition is in force on 2015-12-31',
    ],
    ['no such day', '甲,20260230,1,,5,20,0.6,60,40,60', 'date', 'there is no day'],
    ['a line cut short', '甲,20260301,1,,5', 'row', '5 cells, the header has 10'],
  ])(
    '%s: row, column and reason; the row kept with its verdict; the rest evaluated',
    async (_, row, column, reason) => {
      const good = '乙,20260301,1,,5,20,0.6,60,40,60';
      await writeFile(join(folder, 'a.csv'), [HEADER, row, good].join('\n'));
      const { code, lines, err } = await run('air', 'evaluate', 'a.csv');
      expect(code).toBe(0);
      expect(err).toContain(`row 2, ${column}: ${reason}`);
      const [, kept = '', next = ''] = lines();
      expect(kept.startsWith(row)).toBe(true);
      expect(kept).toContain(`${column}: `);
      expect(next).toBe(`${good},100,2,良,PM2.5,HJ 633-2026,judged`);
    },
  );

  it('names an unknown pollutant by its column, keeps it, and judges the rest', async () => {
    await writeFile(join(folder, 'a.csv'), `${HEADER},H2S\n甲,20260301,1,,5,20,0.6,60,40,60,7\n`);
    const { lines, err } = await run('air', 'evaluate', 'a.csv');
    expect(err).toContain('column 11 “H2S”: not a pollutant that the AQI judges; kept, not judged');
    expect(lines()[1]).toBe('甲,20260301,1,,5,20,0.6,60,40,60,7,100,2,良,PM2.5,HJ 633-2026,judged');
  });

  it('explains when asked', async () => {
    await writeFile(join(folder, 'a.csv'), 'date,PM2.5,NOX\n2026-05-01,60.5,1\n');
    const { lines, err } = await run('air', 'evaluate', 'a.csv', '--explain', '--missing', 'publish');
    expect(lines()[0]).toMatch(/hz_verdict,hz_reason$/);
    expect(lines()[1]).toContain(
      'PM2.5 60.5 → 60 (half-even) | IAQI(PM2.5) = 100: (100 − 50) / (60 − 35) × (60 − 35) + 50',
    );
    expect(err).toContain('column 3 “NOX”: not a pollutant that the AQI judges; kept, not judged');
  });

  it('reads GB 18030', async () => {
    const bytes = Buffer.concat([
      Buffer.from('date,'),
      Buffer.from([0xb3, 0xf4, 0xd1, 0xf5]),
      Buffer.from('\n2026-05-01,161\n'),
    ]);
    await writeFile(join(folder, 'a.csv'), bytes);
    const { lines } = await run('air', 'evaluate', 'a.csv', '--encoding', 'gb18030');
    expect(lines()).toEqual([
      'date,臭氧,hz_aqi,hz_level,hz_category,hz_primary,hz_edition,hz_verdict',
      '2026-05-01,161,101,3,轻度污染,O3,HJ 633-2026,judged',
    ]);
  });

  it.each([
    [['air', 'evaluate', 'none.csv'], 1, /none\.csv: .*no such file/],
    [['air', 'evaluate', 'broken.csv.gz'], 1, /broken\.csv\.gz: /],
    [['air', 'evaluate', 'header.csv'], 1, /no date or time column/],
    [['air', 'evaluate', 'empty.csv'], 1, /the table is empty/],
    [['air', 'evaluate', 'good.csv', '--out', 'no/such/folder.csv'], 1, /no such file or directory/],
    [['air', 'evaluate', 'good.csv', '--out', './good.csv'], 2, /--out names the table itself/],
    [['air', 'evaluate'], 2, /Name one table/],
    [
      ['air', 'evaluate', 'header.csv', '--edition', 'HJ 1'],
      2,
      /--edition must be one of HJ 633-2012, HJ 633-2026/,
    ],
  ])('%j exits with %i', async (args, code, message) => {
    await writeFile(join(folder, 'header.csv'), 'station,PM10\n1,2\n');
    await writeFile(join(folder, 'good.csv'), 'date,PM10\n2026-05-01,2\n');
    await writeFile(join(folder, 'empty.csv'), '');
    await writeFile(join(folder, 'broken.csv.gz'), gzipSync('date,PM10\n').subarray(0, 12));
    const found = await run(...args);
    expect(found.code).toBe(code);
    expect(found.err).toMatch(message);
  });
});

describe('standards verify', () => {
  const vector = (expected: number) => ({
    id: `v${expected}`,
    kind: 'iaqi',
    standard: 'HJ 633-2012',
    input: { pollutant: 'CO', period: '24h', concentration: '2.2' },
    expected: { iaqi: expected },
  });

  it('prints id, expected, found and verdict, and exits with 1 on a difference', async () => {
    await writeFile(join(folder, 'good.json'), JSON.stringify({ vectors: [vector(55)] }));
    await writeFile(join(folder, 'bad.json'), JSON.stringify({ vectors: [vector(55), vector(56)] }));
    const good = await run('standards', 'verify', 'good.json');
    expect(good.code).toBe(0);
    expect(good.out).toMatch(/v55 +iaqi +{"iaqi":55} +{"iaqi":55} +match/);
    const bad = await run('standards', 'verify', 'bad.json');
    expect(bad.code).toBe(1);
    expect(bad.out).toContain('v56 difference: iaqi: expected 56, found 55');
  });

  it('names a file that is no vector file', async () => {
    await writeFile(join(folder, 'a.json'), '{');
    await writeFile(join(folder, 'b.json'), '{}');
    const { code, err } = await run('standards', 'verify', 'a.json', 'b.json', 'c.json');
    expect(code).toBe(1);
    expect(err).toMatch(/a\.json: .*\nb\.json: expected a list of vectors.*\nc\.json: .*no such file/);
  });
});
