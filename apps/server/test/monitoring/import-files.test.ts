import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import exceljs from 'exceljs';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { processReadings } from '../../src/jobs/process-readings.ts';
import {
  importsSettled,
  resumeImports,
  workOnImport,
} from '../../src/services/monitoring/measurements/work-imports.ts';
import { readHourDays } from '../../src/store/monitoring/hours.queries.ts';
import { moveImport } from '../../src/store/monitoring/measurements/imports.queries.ts';
import { lockReviewDay, openReviewDay } from '../../src/store/monitoring/review/days.queries.ts';
import { makeWorld, type Person, type World } from '../api/world.ts';
import { type Importer, importerFor } from './import-setup.ts';
import { addSite, sixPollutants } from './sites-setup.ts';

let world: World;
let person: Person;
let importer: Importer;
let site: number;

beforeAll(async () => {
  world = await makeWorld();
  world.setTime('2025-06-01T02:00:00Z');
  person = await world.as('MON');
  importer = importerFor(world, person);
  site = await addSite(world.env, '甲站', sixPollutants);
}, 120_000);

const hoursOn = async (day: string, factor = 'a34004') =>
  (await readHourDays(world.env.store.db, { siteIds: [site], factors: [factor], from: day, to: day }))[0]
    ?.values ?? null;

const line = (day: string, hour: number, value: number | string) => `甲站,${day},${hour},${value}`;

/** GB 18030 bytes of the few characters that the tests write. */
const gb: Readonly<Record<string, string>> = {
  站: 'd5be',
  点: 'b5e3',
  日: 'c8d5',
  期: 'c6da',
  小: 'd0a1',
  时: 'cab1',
  甲: 'bcd7',
};
const gb18030 = (text: string): Buffer =>
  Buffer.concat(
    [...text].map((one) => (gb[one] === undefined ? Buffer.from(one) : Buffer.from(gb[one], 'hex'))),
  );

describe('encodings', () => {
  it('reads a csv in GB 18030', async () => {
    const bytes = gb18030(`站点,日期,小时,PM2.5\n${line('2025-05-01', 1, 11)}\n`);
    expect(new TextDecoder('gb18030').decode(bytes)).toContain('站点,日期,小时');
    const one = await importer.upload('gb.csv', bytes);
    expect(one).toMatchObject({ error: null, counts: { rows: 1, new: 1, reject: 0 } });
    expect(one.sites).toMatchObject([{ name: '甲站', siteId: site }]);
  });

  it('reads one whose first Chinese character stands far down', async () => {
    const filler = Array.from({ length: 9_000 }, () => 'S9,2025-05-01,1,1').join('\n');
    const bytes = gb18030(`station,date,hour,PM2.5\n${filler}\n${line('2025-05-01', 2, 12)}\n`);
    const one = await importer.upload('gb-late.csv', bytes);
    expect(one.counts).toMatchObject({ rows: 9_001, new: 1, reject: 9_000 });
  });
});

/** A zip with one part of `megabytes` of blanks: blocks that end on a byte can stand behind each other. */
function zipBomb(megabytes: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(1024 * 1024, ' '), { finishFlush: constants.Z_SYNC_FLUSH });
  const data = Buffer.concat([...Array.from({ length: megabytes }, () => block), deflateRawSync('')]);
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(1000, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt32LE(1000, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + data.length, 16);
  return Buffer.concat([local, name, data, entry, name, end]);
}

describe('files that are not what they seem', () => {
  const table = `站点,日期,小时,PM2.5\n${Array.from({ length: 2_000 }, (_, row) => line('2025-05-01', (row % 24) + 1, row)).join('\n')}\n`;
  const failure = async (name: string, content: Buffer) => {
    const one = await importer.upload(name, content);
    expect(one.status).toBe('failed');
    expect(one.counts.rows).toBe(0);
    return one.error?.code;
  };

  it('refuses a workbook and a gzip that unpack to more than 300 MB', async () => {
    expect(await failure('bomb.xlsx', zipBomb(301))).toBe('too-large');
    const member = gzipSync(Buffer.alloc(1024 * 1024, '\n'));
    const bomb = Buffer.concat(Array.from({ length: 301 }, () => member));
    expect(await failure('bomb.csv.gz', bomb)).toBe('too-large');
  }, 60_000);

  it('refuses a gzip that is cut off or damaged, and takes nothing of it', async () => {
    const whole = gzipSync(table);
    expect(await failure('cut.csv.gz', whole.subarray(0, whole.length / 2))).toBe('damaged');
    const changed = Buffer.from(whole);
    changed[Math.floor(whole.length / 2)] = (changed[Math.floor(whole.length / 2)] ?? 0) ^ 0xff;
    expect(await failure('changed.csv.gz', changed)).toBe('damaged');
  });

  it('refuses a damaged workbook and bytes that are no table', async () => {
    const book = new exceljs.Workbook();
    book
      .addWorksheet('x')
      .addRows([['站点', '时间', 'PM2.5'], ...Array.from({ length: 500 }, (_, n) => ['甲站', n, n])]);
    const whole = Buffer.from(await book.xlsx.writeBuffer());
    expect(await failure('cut.xlsx', whole.subarray(0, whole.length - 400))).toBe('damaged');
    expect(await failure('x.csv', Buffer.from([1, 0, 2, 0, 3]))).toBe('not-a-table');
  });

  it('can be checked again by a better file after a failure', async () => {
    const one = await importer.upload(
      'good.csv.gz',
      gzipSync(`站点,日期,小时,PM2.5\n${line('2025-05-02', 1, 5)}\n`),
    );
    expect(one).toMatchObject({ status: 'checked', counts: { new: 1 } });
  });
});

describe('a month with the columns of the platform', () => {
  it('leaves the index of the file alone and makes its own', async () => {
    const rows = Array.from({ length: 31 * 24 }, (_, index) => [
      '甲站',
      `2025-03-${String(Math.floor(index / 24) + 1).padStart(2, '0')}`,
      (index % 24) + 1,
      999,
      '严重污染',
      'PM10',
      ...[20, 30, 60, 30, 5, 0.5],
    ]);
    const titles = [
      '站点',
      '日期',
      '小时',
      'AQI',
      '空气质量级别',
      '首要污染物',
      'PM2.5',
      'PM10',
      'O3',
      'NO2',
      'SO2',
      'CO',
    ];
    const book = new exceljs.Workbook();
    book.addWorksheet('三月').addRows([['空气质量月报'], titles, ...rows]);
    const one = await importer.upload('2025-03.xlsx', Buffer.from(await book.xlsx.writeBuffer()));
    expect(one.counts).toMatchObject({ rows: 744, new: 744 * 6, reject: 0, conflict: 0 });
    expect(one.columns.slice(3, 6).map(({ role, reason }) => [role, reason])).toEqual(
      Array.from({ length: 3 }, () => ['ignored', 'computed']),
    );
    await importer.step('POST', `${one.id}/commit`);
    await processReadings(world.env);
    const calendar = (await person.get(`/api/air/calendar?year=2025&site=${site}`)).json();
    expect(calendar.months[2]).toEqual({ month: 3, good: 31, valid: 31, days: 31 });
    expect(calendar.days.find((day: { day: string }) => day.day === '2025-03-31').value).toBe(38);
  });
});

describe('late rows', () => {
  it('of a locked day wait for two reviewers and leave the day as it is', async () => {
    const day = '2025-04-02';
    const before = await importer.upload('on-time.csv', `站点,日期,小时,PM2.5\n${line(day, 1, 10)}\n`);
    await importer.step('POST', `${before.id}/commit`);
    const { store } = world.env;
    await store.transaction(async (trx) => {
      await openReviewDay(trx, day, '2025-04-03T02:00:00Z');
      await lockReviewDay(trx, day, person.id, '2025-04-03T03:00:00Z');
    });
    const late = await importer.upload(
      'late.csv',
      `站点,日期,小时,PM2.5\n${line(day, 1, 12)}\n${line(day, 2, 14)}\n${line('2025-04-03', 1, 16)}\n`,
    );
    expect(late.counts).toMatchObject({ new: 1, change: 0, conflict: 2 });
    expect(late.rows.map(({ verdict, problems }) => [verdict, problems.map(({ code }) => code)])).toEqual([
      ['conflict', ['day-locked']],
      ['conflict', ['day-locked']],
      ['new', []],
    ]);
    expect(await importer.step('POST', `${late.id}/commit`)).toMatchObject({
      status: 'committed',
      counts: { new: 1, conflict: 2 },
    });
    expect((await hoursOn(day))?.slice(0, 2)).toEqual([10, null]);
    expect((await hoursOn('2025-04-03'))?.[0]).toBe(16);
    const { rows: waiting } = await sql`
      select hour, reading, status from late_hour where site_id = ${site} and day = ${day} order by hour`.execute(
      world.env.store.db,
    );
    expect(waiting).toEqual([
      { hour: 1, reading: 12, status: 'waiting' },
      { hour: 2, reading: 14, status: 'waiting' },
    ]);
    await importer.step('POST', `${late.id}/withdraw`);
    expect((await hoursOn(day))?.slice(0, 2)).toEqual([10, null]);
    expect(await hoursOn('2025-04-03')).toBeNull();
  });
});

describe('a process that ended in the middle', () => {
  it('is resumed: the check, the taking over and the taking back come to the same as without an end', async () => {
    const text = [
      '站点,日期,小时,PM2.5,PM2.5_24h',
      ...Array.from({ length: 48 }, (_, index) =>
        line(`2025-02-0${Math.floor(index / 24) + 1}`, (index % 24) + 1, `${index},${index + 100}`),
      ),
    ].join('\n');
    const { db } = world.env.store;
    const { id, counts } = await importer.upload('long.csv', text);
    expect(counts).toMatchObject({ rows: 48, new: 48, dayNew: 2 });
    const endAfter = async (chunks: number) => {
      let done = 0;
      await workOnImport(world.env, id, () => ++done > chunks, 10);
      return (await importer.read(id)).progress.done;
    };
    const resumed = async () => {
      await resumeImports(world.env);
      await importsSettled(world.env);
      return importer.read(id);
    };
    await moveImport(db, id, ['checked'], 'checking');
    expect(await endAfter(1)).toBe(10);
    expect(await resumed()).toMatchObject({ status: 'checked', counts });
    await moveImport(db, id, ['checked'], 'committing');
    expect(await endAfter(3)).toBe(30);
    expect((await hoursOn('2025-02-01'))?.[23]).toBe(23);
    expect((await hoursOn('2025-02-02'))?.[23]).toBeNull();
    expect(await resumed()).toMatchObject({ status: 'committed', counts });
    expect((await hoursOn('2025-02-02'))?.[23]).toBe(47);
    await moveImport(db, id, ['committed'], 'withdrawing');
    await endAfter(0);
    expect(await resumed()).toMatchObject({ status: 'withdrawn' });
    expect(await hoursOn('2025-02-01')).toBeNull();
    // What is settled is not begun again.
    expect(await resumed()).toMatchObject({ status: 'withdrawn' });
  });
});
