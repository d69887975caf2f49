import exceljs from 'exceljs';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { processReadings } from '../../src/jobs/process-readings.ts';
import { rebuild } from '../../src/services/monitoring/aggregate/rebuild.ts';
import { setVerdicts } from '../../src/store/monitoring/hours.queries.ts';
import { lockReviewDay, openReviewDay } from '../../src/store/monitoring/review/days.queries.ts';
import { makeWorld, type Person, type World } from '../api/world.ts';
import { type Importer, importerFor } from './import-setup.ts';
import { addSite } from './sites-setup.ts';

/** A station that measures PM2.5 only, so that its index is that of PM2.5. */
let world: World;
let person: Person;
let importer: Importer;
let site: number;
let first: string;

/** A year, so to say: a whole day, one with ten hours, one of which only the published figure came. */
const file = (figures: readonly [string, string, string]) =>
  [
    'station,date,hour,PM2.5,PM2.5_24h',
    ...hoursOf('20250501', 23, '99'),
    `S1,20250502,0,20,${figures[0]}`,
    ...hoursOf('20250502', 10, '98'),
    `S1,20250503,0,,${figures[1]}`,
    `S1,20250504,0,,${figures[2]}`,
  ].join('\n');

/** Hours 1 to `count` at 20; their running figures are none of the day. */
const hoursOf = (date: string, count: number, running: string) =>
  Array.from({ length: count }, (_, index) => `S1,${date},${index + 1},20,${running}`);

const read = async (url: string) => {
  const answer = await person.get(url);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
};
const figureOn = async (day: string, siteId = site) =>
  (await read(`/api/air/days/${day}?site=${siteId}`)).figures.find(
    (one: { pollutant: string }) => one.pollutant === 'PM2.5',
  );
const valueOn = async (day: string) => (await figureOn(day)).value;
const allFigures = async () =>
  (await read(`/api/sites/${site}/figures?period=day&from=2025-05-01&to=2025-05-31`)).items;

beforeAll(async () => {
  world = await makeWorld();
  world.setTime('2025-06-01T02:00:00Z');
  person = await world.as('MON');
  importer = importerFor(world, person);
  site = await addSite(world.env, 'S1', { a34004: 'µg/m³' });
  const checked = await importer.upload('a.csv', file(['21', '35', '160']));
  first = checked.id;
  expect(checked.counts).toMatchObject({
    rows: 36,
    new: 34,
    dayNew: 3,
    dayChange: 0,
    daySame: 0,
    dayConflict: 0,
    reject: 0,
    nothing: 0,
  });
  expect(checked.columns.map(({ role }) => role)).toEqual(['site', 'date', 'hour', 'factor', 'day-mean']);
  expect(await allFigures()).toEqual([]);
  expect((await importer.step('POST', `${first}/commit`)).counts).toMatchObject({ new: 34, dayNew: 3 });
  await processReadings(world.env);
}, 120_000);

describe('published day figures of an import', () => {
  it('count on days whose hours do not suffice, and say so', async () => {
    expect(await figureOn('2025-05-01')).toMatchObject({ value: '20', valid: 24, published: 0 });
    expect(await figureOn('2025-05-02')).toMatchObject({
      value: '35',
      valid: 10,
      published: 1,
      reason: null,
    });
    expect(await figureOn('2025-05-03')).toMatchObject({ value: '160', valid: 0, published: 1 });
    // The district has this one station.
    expect(await figureOn('2025-05-03', 0)).toMatchObject({ value: '160', valid: 1, published: 1 });
    const { index, formula } = await read(`/api/air/days/2025-05-02?site=${site}`);
    expect(index).toMatchObject({ value: 50, published: ['PM2.5'] });
    expect(formula.zh).toContain('公布日值：PM2.5');
  });

  it('are counted in the calendar, the year and the ranking', async () => {
    const calendar = await read(`/api/air/calendar?year=2025&site=${site}`);
    expect(calendar.total).toMatchObject({ good: 2, valid: 3, published: 2 });
    expect((await read('/api/air/calendar?year=2025')).total).toMatchObject({ good: 2, published: 2 });
    const year = await read(`/api/air/year?year=2025&site=${site}`);
    const pm25 = year.pollutants.find((one: { pollutant: string }) => one.pollutant === 'PM2.5');
    expect(pm25).toMatchObject({ validDays: 3, publishedDays: 2 });
    expect(pm25.items[0].exact).toBe('71.7');
    const ranking = await read('/api/air/ranking?period=2025&measure=pm25');
    expect(ranking.rows).toMatchObject([{ pm25: '71.7', pm25Days: 3, publishedDays: 2 }]);
  });

  it('are marked in the exports', async () => {
    const sheetOf = async (url: string) => {
      const book = new exceljs.Workbook();
      const { rawPayload } = await person.get(url);
      await book.xlsx.load(Uint8Array.from(rawPayload).buffer);
      const lines = book
        .getWorksheet('日')
        ?.getSheetValues()
        .flatMap((row) => (Array.isArray(row) ? [row] : []));
      const head = lines?.findIndex((row) => row.includes('日期')) ?? -1;
      const column = lines?.[head]?.indexOf('公布日值') ?? -1;
      return new Map(lines?.slice(head + 1).map((row) => [row[1], row[column]]));
    };
    for (const url of [
      `/api/air/calendar/export?site=${site}&year=2025`,
      `/api/air/sites/${site}/export?from=2025-05-01&to=2025-05-03`,
    ]) {
      const marked = await sheetOf(url);
      expect([marked.get('2025-05-01') ?? '', marked.get('2025-05-02')]).toEqual(['', 'PM2.5']);
    }
  });

  it('keep their import and row, and are made again from what is stored', async () => {
    const before = await allFigures();
    const second = before.find(
      (one: { start: string; factor: string }) => one.start === '2025-05-02' && one.factor === 'a34004',
    );
    expect(second.detail).toEqual({ published: { import: first, row: 36 } });
    await sql`delete from period_value`.execute(world.env.store.db);
    expect(await rebuild(world.env, [site], '2025-05-01', '2025-05-31')).toBe(3);
    await processReadings(world.env);
    expect(await allFigures()).toEqual(before);
  });

  it('do not undo a review', async () => {
    const { db } = world.env.store;
    const where = { siteId: site, factor: 'a34004', day: '2025-05-02' };
    await setVerdicts(db, where, [1], 'I');
    await processReadings(world.env);
    expect(await figureOn('2025-05-02')).toMatchObject({ value: null, state: 'invalid', published: 0 });
    await setVerdicts(db, where, [1], '.');
    await processReadings(world.env);
    expect(await valueOn('2025-05-02')).toBe('35');
  });

  it('are replaced by newer ones, which can be taken back', async () => {
    const again = await importer.upload('b.csv', file(['21', '36', '160']));
    expect(again.counts).toMatchObject({ same: 34, new: 0, dayChange: 1, daySame: 2, dayNew: 0 });
    expect(again.rows.filter(({ verdict }) => verdict === 'change').map(({ row }) => row)).toEqual([36]);
    await importer.step('POST', `${again.id}/commit`);
    await processReadings(world.env);
    expect(await valueOn('2025-05-02')).toBe('36');
    await importer.step('POST', `${again.id}/withdraw`);
    await processReadings(world.env);
    expect(await valueOn('2025-05-02')).toBe('35');
  });

  it('are refused when the file gives two for one day', async () => {
    const twice = await importer.upload(
      'c.csv',
      'station,date,hour,PM2.5_24h\nS1,20250505,24,30\nS1,20250506,0,31\nS1,20250506,0,30\n',
    );
    expect(twice.counts).toMatchObject({ rows: 3, dayNew: 1, reject: 1 });
    expect(twice.rows.map(({ verdict }) => verdict)).toEqual(['new', 'reject', 'same']);
    expect(twice.rows[1]?.problems).toMatchObject([{ path: 'PM2.5_24h', code: 'duplicate-row' }]);
  });

  it('of a locked day are not taken', async () => {
    const { store } = world.env;
    await store.transaction(async (trx) => {
      await openReviewDay(trx, '2025-05-03', '2025-05-04T02:00:00Z');
      await lockReviewDay(trx, '2025-05-03', person.id, '2025-05-04T03:00:00Z');
    });
    const late = await importer.upload('d.csv', file(['21', '35', '170']));
    expect(late.counts).toMatchObject({ dayConflict: 1, daySame: 2 });
    expect(late.rows.filter(({ verdict }) => verdict === 'conflict')).toMatchObject([
      { row: 37, problems: [{ code: 'day-locked' }] },
    ]);
    await importer.step('POST', `${late.id}/commit`);
    await processReadings(world.env);
    expect(await valueOn('2025-05-03')).toBe('160');
  });

  it('go with their import, those of a locked day excepted', async () => {
    expect(await importer.step('POST', `${first}/withdraw`)).toMatchObject({ status: 'withdrawn' });
    await processReadings(world.env);
    expect(new Set((await allFigures()).map((one: { start: string }) => one.start))).toEqual(
      new Set(['2025-05-03']),
    );
  });
});
