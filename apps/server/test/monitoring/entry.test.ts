import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { aggregateDirty } from '../../src/services/monitoring/aggregate/aggregate-dirty.ts';
import { importsSettled } from '../../src/services/monitoring/measurements/work-imports.ts';
import { putHours, readHourDays, setVerdicts } from '../../src/store/monitoring/hours.queries.ts';
import { makeWorld, type Person, type World } from '../api/world.ts';
import { addSite, sixPollutants } from './sites-setup.ts';

const url = '/api/monitoring/entry';
let world: World;
let person: Person;
let siteId: number;

beforeAll(async () => {
  world = await makeWorld();
  world.setTime('2025-06-01T02:00:00Z');
  person = await world.as('MON');
  siteId = await addSite(world.env, 'S1', sixPollutants);
}, 120_000);

type Cells = Record<string, string>;
const typed = (day: string, hours: Record<number, Cells>, site = siteId) => ({
  site,
  rows: Object.entries(hours).map(([hour, cells]) => ({ day, hour: Number(hour), cells })),
});
const preview = async (body: object) => (await person.send('POST', `${url}/preview`, body)).json();
const commit = (body: object) => person.send('POST', url, body);

async function stands(day: string, site = siteId, factor = 'a34004') {
  const [block] = await readHourDays(world.env.store.db, {
    siteIds: [site],
    factors: [factor],
    from: day,
    to: day,
  });
  return block;
}

describe('typed values', () => {
  it('are shown with a verdict for each cell before anything is written, then taken over with who typed them', async () => {
    const body = typed('2025-05-01', {
      1: { a34004: '11', a05024: '80' },
      2: { a34004: 'x', a05024: '81' },
      3: { a34004: '--' },
    });
    const seen = await preview(body);
    expect(seen.counts).toMatchObject({ rows: 3, new: 3, reject: 1 });
    expect(
      seen.rows.map((row: { cells: { verdict: string }[] }) => row.cells.map(({ verdict }) => verdict)),
    ).toEqual([['new', 'new'], ['reject', 'held'], ['new']]);
    expect(seen.rows[1].cells[0]).toMatchObject({ factor: 'a34004', problem: { code: 'no-number' } });
    expect(await stands('2025-05-01')).toBeUndefined();
    const done = (await commit(body)).json();
    expect(done.rows).toEqual(seen.rows);
    const block = await stands('2025-05-01');
    expect(block?.values.slice(0, 3)).toEqual([11, null, null]);
    expect(block).toMatchObject({ marks: `S-!${'-'.repeat(21)}`, sources: `m.m${'.'.repeat(21)}` });
    const kept = (await person.get(`/api/monitoring/imports/${done.importId}`)).json();
    expect(kept).toMatchObject({ source: 'm', status: 'committed', counts: { new: 3, reject: 1 } });
    expect(kept.rows.map((row: { cells: string[] }) => row.cells[4])).toEqual(['11', 'x', '--']);
    const { rows } = await sql<{ actor: string; detail: object }>`
      select actor, detail from audit_log where action = 'measurements.enter' and object = ${done.importId}`.execute(
      world.env.store.db,
    );
    expect(rows).toMatchObject([{ actor: person.id, detail: { site: siteId, from: '2025-05-01', new: 3 } }]);
  });

  it('make the figures of the day', async () => {
    const hours = Object.fromEntries(Array.from({ length: 24 }, (_, index) => [index + 1, { a34004: '30' }]));
    await commit(typed('2025-05-02', hours));
    await aggregateDirty(world.env);
    const figures = await person.get(`/api/sites/${siteId}/figures?period=day&from=2025-05-02&to=2025-05-02`);
    expect(figures.json().items).toContainEqual(
      expect.objectContaining({ factor: 'a34004', statistic: 'mean', value: '30', valid: 24 }),
    );
  });

  it('change earlier ones and keep those; the same again writes nothing; it can be taken back', async () => {
    await putHours(world.env.store.db, [
      { siteId, factor: 'a34004', day: '2025-05-03', hour: 1, value: 9, mark: 'N', source: 'f' },
    ]);
    expect((await preview(typed('2025-05-03', { 1: { a34004: '9' } }))).counts).toMatchObject({ same: 1 });
    const changed = (await commit(typed('2025-05-03', { 1: { a34004: '10' } }))).json();
    expect(changed.rows[0].cells[0]).toMatchObject({ verdict: 'change', stands: { value: 9, source: 'f' } });
    const { rows } = await sql`
      select reading, source, replaced_by from hour_revision where day = '2025-05-03'`.execute(
      world.env.store.db,
    );
    expect(rows).toEqual([{ reading: 9, source: 'f', replacedBy: person.id }]);
    expect((await commit(typed('2025-05-03', { 1: { a34004: '10' } }))).json()).toMatchObject({
      importId: null,
      counts: { same: 1 },
    });
    await person.send('POST', `/api/monitoring/imports/${changed.importId}/withdraw`);
    await importsSettled(world.env);
    expect(await stands('2025-05-03')).toMatchObject({ sources: `f${'.'.repeat(23)}` });
    expect((await stands('2025-05-03'))?.values[0]).toBe(9);
  });

  it('do not replace what an instrument measured or a reviewer judged', async () => {
    const { db } = world.env.store;
    const hour = { siteId, factor: 'a34004', day: '2025-05-04', value: 9, mark: 'N' } as const;
    await putHours(db, [
      { ...hour, hour: 1, source: 'g' },
      { ...hour, hour: 2, source: 'f' },
    ]);
    await setVerdicts(db, { siteId, factor: 'a34004', day: '2025-05-04' }, [2], 'V');
    const body = typed('2025-05-04', { 1: { a34004: '1' }, 2: { a34004: '2' }, 3: { a34004: '3' } });
    const { rows } = (await commit(body)).json();
    expect(rows.map((row: { verdict: string }) => row.verdict)).toEqual(['conflict', 'conflict', 'new']);
    expect(rows[0].cells[0].problem.message.zh).toContain('仪器的值不改写');
    expect(rows[1].cells[0].problem.message.zh).toContain('审核结论');
    expect((await stands('2025-05-04'))?.values.slice(0, 3)).toEqual([9, 9, 3]);
  });

  it('for a locked day are refused with the reason and wait for two reviewers', async () => {
    const { db } = world.env.store;
    await sql`insert into review_day (day, checked_at, hours, flagged, locked_at, locked_by)
      values ('2025-05-05', now(), 0, 0, '2025-05-06T05:00:00Z', ${person.id}::uuid)`.execute(db);
    const sheet = (await person.get(`${url}?site=${siteId}&day=2025-05-05`)).json();
    expect(sheet.rows.every((row: { locked: boolean }) => row.locked)).toBe(true);
    expect(sheet.locked).toMatchObject([{ day: '2025-05-05', by: expect.stringContaining('MON') }]);
    const body = typed('2025-05-05', { 1: { a34004: '5' } });
    const seen = await preview(body);
    expect(seen.rows[0].cells[0]).toMatchObject({ verdict: 'conflict', problem: { code: 'day-locked' } });
    await commit(body);
    expect(await stands('2025-05-05')).toBeUndefined();
    const { rows } =
      await sql`select reading, source, arrived_by from late_hour where day = '2025-05-05'`.execute(db);
    expect(rows).toEqual([{ reading: 5, source: 'm', arrivedBy: person.id }]);
  });

  it.each<[string, string, number, string, string]>([
    ['an hour that is not over', '2025-06-01', 11, '5', 'future'],
    ['a negative concentration', '2025-05-06', 1, '-5', 'negative'],
    ['an implausible number', '2025-05-06', 1, '99999', 'implausible'],
    ['a day that does not exist', '2025-02-30', 1, '5', 'no-such-day'],
  ])('%s is rejected as in a file', async (_, day, hour, text, code) => {
    const { rows } = await preview(typed(day, { [hour]: { a34004: text } }));
    const { problems, cells } = rows[0];
    expect([
      ...problems,
      ...cells.flatMap((cell: { problem: object | null }) => cell.problem ?? []),
    ]).toMatchObject([{ code }]);
  });

  it('of a factor that the site has not are refused, and rows of days take no hour', async () => {
    const wrong = await person.send('POST', `${url}/preview`, typed('2025-05-06', { 1: { w01018: '5' } }));
    expect([wrong.statusCode, wrong.json().problems[0]]).toMatchObject([
      422,
      { path: 'rows.0.cells.w01018', code: 'unknown-factor' },
    ]);
  });
});

describe('a section with samples', () => {
  it('has a row a day, kept at the end of the day', async () => {
    const section = await addSite(
      world.env,
      'W1',
      { w21003: 'mg/L', w01001: '1' },
      { kind: 'section', intervalHours: 0 },
    );
    const sheet = (await person.get(`${url}?site=${section}&day=2025-05-17`)).json();
    expect(sheet).toMatchObject({ rowIs: 'day', from: '2025-05-01', to: '2025-05-31' });
    expect(sheet.rows).toHaveLength(31);
    const rows = [{ day: '2025-05-08', hour: null, cells: { w21003: '0.05L', w01001: '7.8' } }];
    expect((await commit({ site: section, rows })).json().counts).toMatchObject({ new: 2 });
    expect((await stands('2025-05-08', section, 'w21003'))?.values[23]).toBe(0.025);
    const again = (await person.get(`${url}?site=${section}&day=2025-05-17`)).json();
    expect(again.rows[7].stands[1]).toMatchObject({ value: 0.025, mark: 'S', source: 'm' });
    const hourly = await commit({ site: section, rows: [{ ...rows[0], hour: 8 }] });
    expect([hourly.statusCode, hourly.json().problems[0]?.path]).toEqual([422, 'rows.0.hour']);
  });
});

it('only who imports may type, and for sites of the own area only', async () => {
  const body = typed('2025-05-07', { 1: { a34004: '5' } });
  for (const role of ['ENT', 'TOWN', 'OFF'] as const) {
    const other = await world.as(role, 'town');
    expect((await other.send('POST', url, body)).statusCode).toBe(403);
    expect((await other.get(`${url}?site=${siteId}&day=2025-05-07`)).statusCode).toBe(403);
  }
  const elsewhere = await world.as('MON', 'bureau', { area: '990199' });
  expect((await elsewhere.send('POST', url, body)).statusCode).toBe(404);
  expect((await elsewhere.get(`${url}?site=${siteId}&day=2025-05-07`)).statusCode).toBe(404);
  expect(await stands('2025-05-07')).toBeUndefined();
});
