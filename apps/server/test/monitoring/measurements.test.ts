import { gzipSync } from 'node:zlib';
import exceljs from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { workOnImport } from '../../src/services/monitoring/measurements/work-imports.ts';
import { putHours, readHourDays } from '../../src/store/monitoring/hours.queries.ts';
import { moveImport } from '../../src/store/monitoring/measurements/imports.queries.ts';
import { makeWorld, type Person, type World } from '../api/world.ts';
import { type Importer, importerFor, importsUrl as url } from './import-setup.ts';
import { addSite, sixPollutants } from './sites-setup.ts';

let world: World;
let person: Person;
let siteId: number;
let upload: Importer['upload'];
let step: Importer['step'];

beforeAll(async () => {
  world = await makeWorld();
  world.setTime('2025-06-01T02:00:00Z');
  person = await world.as('MON');
  ({ upload, step } = importerFor(world, person));
  siteId = await addSite(world.env, 'S1', sixPollutants);
}, 120_000);

async function valuesOf(day: string, factor = 'a34004') {
  const [block] = await readHourDays(world.env.store.db, {
    siteIds: [siteId],
    factors: [factor],
    from: day,
    to: day,
  });
  return block?.values ?? null;
}

const wide = (day: string, hours: readonly (string | number)[][]) =>
  `station,date,hour,PM2.5,O3\n${hours.map((cells) => `S1,${day},${cells.join(',')}`).join('\n')}\n`;

describe('a file of measurements', () => {
  it('is checked, taken over once, and taken back', async () => {
    const checked = await upload(
      'a.csv',
      wide('20250501', [
        [1, 11, 80],
        [2, 'x', 81],
        [3, '', ''],
      ]),
    );
    expect(checked).toMatchObject({
      status: 'checked',
      form: 'wide',
      counts: { rows: 3, new: 2, reject: 1, nothing: 1 },
    });
    expect(checked.rows.map((row) => row.verdict)).toEqual(['new', 'reject', 'nothing']);
    expect(await valuesOf('2025-05-01')).toBeNull();
    for (const _ of [1, 2])
      expect(await step('POST', `${checked.id}/commit`)).toMatchObject({
        status: 'committed',
        counts: { new: 2 },
      });
    expect((await valuesOf('2025-05-01'))?.slice(0, 2)).toEqual([11, null]);
    const changed = await upload('b.csv', wide('20250501', [[1, 15, 80]]));
    expect(changed.counts).toMatchObject({ change: 1, same: 1 });
    await step('POST', `${changed.id}/commit`);
    expect((await valuesOf('2025-05-01'))?.[0]).toBe(15);
    expect(await step('POST', `${changed.id}/withdraw`)).toMatchObject({ status: 'withdrawn' });
    expect((await valuesOf('2025-05-01'))?.[0]).toBe(11);
    await step('POST', `${checked.id}/withdraw`);
    expect(await valuesOf('2025-05-01')).toBeNull();
    expect((await person.get(`${url}/${checked.id}/rejected`)).statusCode).toBe(200);
  });

  it('is read in the long form, packed, and as a sheet', async () => {
    const long = 'station,time,item,value\nS1,2025-05-02 01:00,PM2.5,7\n';
    expect((await upload('l.csv.gz', gzipSync(long))).counts).toMatchObject({ rows: 1, new: 1 });
    const book = new exceljs.Workbook();
    book.addWorksheet('x').addRows([
      ['站点', '时间', 'PM2.5'],
      ['S1', new Date('2025-05-02T01:00:00Z'), 7],
    ]);
    const sheet = await upload('s.xlsx', Buffer.from(await book.xlsx.writeBuffer()));
    expect(sheet).toMatchObject({ error: null, counts: { rows: 1, new: 1, reject: 0 } });
  });

  it('leaves hours of instruments as they are', async () => {
    const hour = {
      siteId,
      factor: 'a34004',
      day: '2025-05-03',
      hour: 1,
      value: 9,
      mark: 'N',
      source: 'g',
    } as const;
    await putHours(world.env.store.db, [hour]);
    const one = await upload('c.csv', wide('20250503', [[1, 10, 80]]));
    expect(one.counts).toMatchObject({ conflict: 1, new: 1 });
    await step('POST', `${one.id}/commit`);
    expect((await valuesOf('2025-05-03'))?.[0]).toBe(9);
  });

  it('is taken over and back by who is in charge of its sites only', async () => {
    const one = await upload('d.csv', wide('20250505', [[1, 10, 80]]));
    const elsewhere = await world.as('MON', 'bureau', { area: '990199' });
    const refused = async (what: string) =>
      (await elsewhere.send('POST', `${url}/${one.id}/${what}`)).statusCode;
    expect(await refused('commit')).toBe(403);
    await step('POST', `${one.id}/commit`);
    expect(await refused('withdraw')).toBe(403);
    const unknown = await upload('u.csv', 'station,date,hour,PM2.5\nN9,20250505,1,7\n');
    const mapped = await elsewhere.send('PUT', `${url}/${unknown.id}/mapping`, { sites: { N9: 'new-air' } });
    expect(mapped.statusCode).toBe(403);
    expect((await person.get(`${url}/${unknown.id}`)).json().status).toBe('checked');
    expect((await valuesOf('2025-05-05'))?.[0]).toBe(10);
  });

  it('is taken over as it was checked, also when its unknown site was made meanwhile', async () => {
    const one = await upload('later.csv', 'station,date,hour,PM2.5\nN8,20250505,1,7\nS1,20250505,2,8\n');
    expect(one.counts).toMatchObject({ new: 1, reject: 1 });
    const id = await addSite(world.env, 'N8', sixPollutants);
    expect((await step('POST', `${one.id}/commit`)).counts).toMatchObject({ new: 1, reject: 1 });
    const span = { siteIds: [id], from: '2025-05-05', to: '2025-05-05' };
    expect(await readHourDays(world.env.store.db, span)).toEqual([]);
  });

  it('makes a station that is not known, and goes on after a stop between chunks', async () => {
    const rows = Array.from({ length: 10 }, (_, index) => `N1,20250504,${index + 1},${index}`).join('\n');
    const one = await upload('n.csv', `station,date,hour,PM2.5\n${rows}\n`);
    expect(one.counts).toMatchObject({ reject: 10 });
    const mapped = await step('PUT', `${one.id}/mapping`, { sites: { N1: 'new-air' } });
    expect(mapped).toMatchObject({ counts: { new: 10, reject: 0 } });
    const { db } = world.env.store;
    await moveImport(db, one.id, ['checked'], 'committing');
    let chunks = 0;
    await workOnImport(world.env, one.id, () => chunks++ === 1, 4);
    expect((await person.get(`${url}/${one.id}`)).json()).toMatchObject({
      status: 'committing',
      progress: { done: 4 },
    });
    await workOnImport(world.env, one.id, () => false, 4);
    expect((await person.get(`${url}/${one.id}`)).json()).toMatchObject({
      status: 'committed',
      counts: { new: 10, same: 0 },
    });
  });

  it('is not for an enterprise', async () => {
    const other = await world.as('ENT', 'town');
    expect((await other.get(url)).statusCode).toBe(403);
  });
});
