import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { aggregateDirty } from '../../src/services/monitoring/aggregate/aggregate-dirty.ts';
import { putHours } from '../../src/store/monitoring/hours.queries.ts';
import { makeWorld, type Person, type World } from '../api/world.ts';
import { addSite as addSiteDirectly, hoursOfDay, steady } from './sites-setup.ts';

let world: World;
let manager: Person;
let officer: Person;
let enterprise: Person;
beforeAll(async () => {
  world = await makeWorld();
  world.setTime('2025-06-01T02:00:00Z');
  manager = await world.as('MON');
  officer = await world.as('OFF');
  enterprise = await world.as('ENT', 'town');
});

const fields = {
  name: '晨光纺织总排口',
  kind: 'outlet',
  areaCode: '990101',
  ownerOrg: null as string | null,
  enterpriseOrg: null,
  tier: null,
  assessed: true,
  lon: 121.41 as number | null,
  lat: 31.22 as number | null,
  intervalHours: 1,
  props: { medium: 'water' },
  active: true,
};

async function add(code: string, more: object = {}): Promise<number> {
  const response = await manager.send('POST', '/api/sites', { ...fields, code, ...more });
  expect(response.statusCode, response.body).toBe(200);
  return response.json().id;
}

const problemsOf = (response: { json: () => { problems: { path: string; code: string }[] } }) =>
  response.json().problems.map(({ path, code }) => [path, code]);

describe('a place', () => {
  it('gets a number of its own though others are added in the same instant', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, (_, index) => add(`AT-ONCE-${index}`)));
    expect(new Set(ids).size).toBe(8);
  });

  it.each([
    ['only one coordinate', { lat: null }, [['lat', 'required']]],
    [
      'a place outside China',
      { lon: 31.22, lat: 61 },
      [
        ['lon', 'range'],
        ['lat', 'range'],
      ],
    ],
  ])('is refused with %s, naming the field', async (_, place, problems) => {
    const refused = await manager.send('POST', '/api/sites', { ...fields, code: 'PL-bad', ...place });
    expect(refused.statusCode).toBe(422);
    expect(problemsOf(refused)).toEqual(problems);
  });

  it('is checked for a change too', async () => {
    const id = await add('PL-1');
    const refused = await manager.send('PATCH', `/api/sites/${id}`, { lon: null });
    expect(problemsOf(refused)).toEqual([['lon', 'required']]);
    expect((await manager.send('PATCH', `/api/sites/${id}`, { lon: null, lat: null })).statusCode).toBe(200);
  });
});

describe('factors', () => {
  it('are offered by the kind of the site, each with the unit it is usually kept in first', async () => {
    const choices = (await manager.get('/api/sites/factors?kind=outlet')).json().items;
    const of = (code: string) => choices.find((one: { code: string }) => one.code === code);
    expect(of('w01018')).toMatchObject({ name: '化学需氧量' });
    expect(of('w01018').units[0]).toBe('mg/L');
    expect(of('a21026').units.slice(0, 2)).toEqual(['mg/m³', 'µg/m³']);
    const air = (await manager.get('/api/sites/factors?kind=air')).json().items;
    expect(air.find((one: { code: string }) => one.code === 'a34004').units[0]).toBe('µg/m³');
    expect(air.some((one: { code: string }) => one.code === 'w01018')).toBe(false);
  });

  it('are refused with a unit they cannot have, and when they are there already', async () => {
    const id = await add('F-1');
    const send = (body: object) => manager.send('POST', `/api/sites/${id}/factors`, body);
    const cod = { factor: 'w01018', unit: 'mg/L', since: '2025-01-01' };
    expect(problemsOf(await send({ ...cod, unit: 'dB' }))).toEqual([['unit', 'unit']]);
    expect((await send(cod)).statusCode).toBe(200);
    expect(problemsOf(await send(cod))).toEqual([['factor', 'taken']]);
    expect(problemsOf(await send({ ...cod, unit: 'µg/L' }))).toEqual([['unit', 'kept']]);
    const earlier = (await send({ ...cod, since: '2024-01-01' })).json();
    expect(earlier.factors).toMatchObject([{ factor: 'w01018', since: '2024-01-01', until: null }]);
  });

  it('end with a day: no value is expected after it, what came stays, and the end can be taken back', async () => {
    const id = await add('F-2', { kind: 'air', props: {} });
    for (const factor of ['a34004', 'a34002'])
      await manager.send('POST', `/api/sites/${id}/factors`, { factor, unit: 'µg/m³', since: '2025-01-01' });
    await putHours(world.env.store.db, [
      ...hoursOfDay(id, 'a34004', '2025-05-01', steady(30)),
      ...hoursOfDay(id, 'a34004', '2025-05-02', steady(30)),
    ]);
    await aggregateDirty(world.env);
    const pollutantsDue = async (day: string): Promise<number | undefined> => {
      const path = `/api/sites/${id}/figures?period=day&from=${day}&to=${day}`;
      const items = (await officer.get(path)).json().items as { factor: string; expected: number }[];
      return items.find((one) => one.factor === 'AQI')?.expected;
    };
    expect([await pollutantsDue('2025-05-01'), await pollutantsDue('2025-05-02')]).toEqual([2, 2]);
    const path = `/api/sites/${id}/factors/a34002/end`;
    expect(problemsOf(await manager.send('POST', path, { lastDay: '2024-12-31' }))).toEqual([
      ['lastDay', 'order'],
    ]);
    const ended = await manager.send('POST', path, { lastDay: '2025-05-01' });
    expect(ended.json().factors).toMatchObject([{ factor: 'a34002', until: '2025-05-01' }, { until: null }]);
    const { rows } = await sql<{
      day: string;
    }>`select distinct day from dirty_day where site_id = ${id}`.execute(world.env.store.db);
    // Only days after the end depend on it.
    expect(rows).toEqual([{ day: '2025-05-02' }]);
    await aggregateDirty(world.env);
    expect([await pollutantsDue('2025-05-01'), await pollutantsDue('2025-05-02')]).toEqual([2, 1]);
    expect(
      (await officer.get(`/api/sites/${id}/hours?from=2025-05-01&to=2025-05-02`)).json().series,
    ).toHaveLength(2);
    expect((await manager.send('POST', path, { lastDay: null })).json().factors[0].until).toBeNull();
    await aggregateDirty(world.env);
    expect(await pollutantsDue('2025-05-02')).toBe(2);
    expect(
      (await manager.send('POST', `/api/sites/${id}/factors/a21026/end`, { lastDay: null })).statusCode,
    ).toBe(404);
  });
});

describe('limits', () => {
  const limit = {
    factor: 'w01018',
    period: 'day',
    lower: null as string | null,
    upper: '50',
    validFrom: '2025-05-01',
    validTo: null,
    basis: '排污许可证',
    mark: 'local',
  };

  it('refuse a lower bound above the upper one', async () => {
    const id = await add('L-1');
    const refused = await manager.send('POST', `/api/sites/${id}/limits`, { ...limit, lower: '60' });
    expect(problemsOf(refused)).toEqual([['lower', 'order']]);
  });

  it('let the days that they cover be judged again, and so does their end', async () => {
    const { env } = world;
    const id = await addSiteDirectly(
      env,
      'L-2',
      { w01018: 'mg/L' },
      { kind: 'outlet', props: { medium: 'water' } },
    );
    await putHours(env.store.db, [
      ...hoursOfDay(id, 'w01018', '2025-04-30', steady(60)),
      ...hoursOfDay(id, 'w01018', '2025-05-01', steady(60)),
      ...hoursOfDay(id, 'w01018', '2025-05-03', steady(60)),
    ]);
    const waiting = async () => {
      const { rows } = await sql<{ day: string }>`
        delete from day_to_judge where site_id = ${id} returning day`.execute(env.store.db);
      return [...new Set(rows.map((one) => one.day))].sort();
    };
    await waiting();
    const added = (await manager.send('POST', `/api/sites/${id}/limits`, limit)).json();
    expect(await waiting()).toEqual(['2025-05-01', '2025-05-03']);
    const path = `/api/sites/${id}/limits/${added.limits[0].id}/end`;
    expect((await manager.send('POST', path, { lastDay: '2025-05-02' })).statusCode).toBe(200);
    expect(await waiting()).toEqual(['2025-05-03']);
  });
});

describe('who changed what', () => {
  it('is told field by field to officers, with the names of organisations and without addresses', async () => {
    const id = await add('C-1');
    await manager.send('PATCH', `/api/sites/${id}`, {
      name: '新名',
      ownerOrg: world.orgs.town,
      props: { medium: 'gas' },
    });
    await manager.send('PATCH', `/api/sites/${id}`, { name: '新名' });
    const cod = { factor: 'w01018', unit: 'mg/L', since: '2025-01-01' };
    await manager.send('POST', `/api/sites/${id}/factors`, cod);
    await manager.send('POST', `/api/sites/${id}/factors/w01018/end`, { lastDay: '2025-05-01' });
    const { items, more } = (await officer.get(`/api/sites/${id}/changes`)).json();
    expect(more).toBe(false);
    expect(items.map((one: { action: string }) => one.action)).toEqual([
      'site.factor.end',
      'site.factor',
      'site.change',
      'site.add',
    ]);
    expect(items[0].fields).toContainEqual({ field: 'lastDay', before: null, after: '2025-05-01' });
    expect(items[2].fields).toContainEqual({ field: 'name', before: '晨光纺织总排口', after: '新名' });
    expect(items[2].fields).toContainEqual({ field: 'props.medium', before: 'water', after: 'gas' });
    const owner = items[2].fields.find((one: { field: string }) => one.field === 'ownerOrg');
    expect(owner.after).not.toBe(world.orgs.town);
    expect(items[0].by).toBeTruthy();
    expect(JSON.stringify(items)).not.toContain('127.0.0.1');
    expect((await enterprise.get(`/api/sites/${id}/changes`)).statusCode).toBe(403);
    expect((await officer.get('/api/sites/99999/changes')).statusCode).toBe(404);
  });

  it('is kept for the water settings and the base map', async () => {
    const settings = {
      goodShare: '80',
      basis: '区方案',
      nearPercent: '5',
      replyDays: 10,
      rules: {
        remindMonths: 1,
        warnMonths: 2,
        superviseMonths: 3,
        warnOnYearToDate: true,
        superviseOnInferior: true,
        superviseOnUnreachable: true,
      },
    };
    const put = (body: object) => manager.send('PUT', '/api/monitoring/water/settings', body);
    expect(problemsOf(await put({ ...settings, basis: '' }))).toEqual([['basis', 'required']]);
    const rules = { ...settings.rules, warnMonths: 4 };
    expect(problemsOf(await put({ ...settings, rules }))).toEqual([['rules.superviseMonths', 'order']]);
    expect((await put(settings)).statusCode).toBe(200);
    const { items } = (await officer.get('/api/monitoring/settings/monitoring.water/changes')).json();
    expect(items).toHaveLength(1);
    expect(items[0].fields).toContainEqual({ field: 'goodShare', before: null, after: '80' });
    expect((await officer.get('/api/monitoring/settings/map.base/changes')).json().items).toEqual([]);
    expect((await officer.get('/api/monitoring/settings/gateway/changes')).statusCode).toBe(400);
  });
});

describe('the base map', () => {
  const about = 'origin=test&date=2026-01-01&crs=CGCS2000';
  const content = (crs?: object) =>
    JSON.stringify({
      type: 'FeatureCollection',
      ...(crs === undefined ? {} : { crs }),
      features: [
        {
          type: 'Feature',
          properties: { name: '区' },
          geometry: { type: 'Point', coordinates: [121.4, 31.2] },
        },
      ],
    });
  const send = (text: string, more = '') =>
    manager.upload(`/api/map/base?${about}${more}`, [{ name: 'a.geojson', content: text }]);
  const named = (name: string) => ({ type: 'name', properties: { name } });

  it('is only given back for a preview, and kept without', async () => {
    expect((await send(content(), '&preview=1')).json().base.features).toBe(1);
    expect((await manager.get('/api/map/base')).json().base).toBeNull();
    expect((await send(content())).json().base.crs).toBe('CGCS2000');
    expect((await manager.get('/api/map/base')).json().base.features).toBe(1);
    const { items } = (await officer.get('/api/monitoring/settings/map.base/changes')).json();
    expect(items[0].fields).toContainEqual({ field: 'crs', before: null, after: 'CGCS2000' });
  });

  it.each(['urn:ogc:def:crs:EPSG::3857', 'EPSG:4549', 'urn:ogc:def:crs:EPSG::2385'])(
    'is refused when the file states %s, naming it',
    async (name) => {
      const refused = await send(content(named(name)), '&preview=1');
      expect(problemsOf(refused)).toEqual([['crs', 'geojson']]);
      expect(refused.json().problems[0].message.zh).toContain(name);
    },
  );

  it.each([
    'urn:ogc:def:crs:OGC:1.3:CRS84',
    'urn:ogc:def:crs:OGC::CRS84',
    'EPSG:4326',
    'urn:ogc:def:crs:EPSG::4490',
    'urn:ogc:def:crs:EPSG:6.9:4326',
  ])('is taken when the file states %s', async (name) => {
    expect((await send(content(named(name)), '&preview=1')).statusCode).toBe(200);
  });

  it('in offset coordinates is refused', async () => {
    const refused = await manager.upload('/api/map/base?origin=t&date=2026-01-01&crs=GCJ-02', [
      { name: 'a.geojson', content: content() },
    ]);
    expect(refused.statusCode).toBe(400);
    expect(refused.json().problems[0].path).toContain('crs');
  });
});

describe('the list of sites', () => {
  const sheet = async (rows: (string | number)[][]) => {
    const book = new ExcelJS.Workbook();
    const page = book.addWorksheet('点位');
    for (const row of rows) page.addRow(row);
    return Buffer.from(await book.xlsx.writeBuffer());
  };
  const send = async (rows: (string | number)[][], commit = false) =>
    manager.upload(`/api/sites/import${commit ? '?commit=1' : ''}`, [
      { name: 'sites.xlsx', content: await sheet(rows) },
    ]);

  it('goes out as Excel and comes back unchanged', async () => {
    await add('T-1', {
      props: { medium: 'gas', packetLabel: 'end' },
      ownerOrg: world.orgs.town,
      areaCode: '990101',
    });
    const file = await manager.get('/api/sites/export?inactive=1');
    expect(file.statusCode).toBe(200);
    const back = await manager.upload('/api/sites/import', [
      { name: 'sites.xlsx', content: file.rawPayload },
    ]);
    expect(back.statusCode, back.body).toBe(200);
    const { counts, rows } = back.json();
    expect(rows.filter((one: { verdict: string }) => one.verdict !== 'same')).toEqual([]);
    expect(counts.same).toBeGreaterThan(3);
  });

  it('shows an enterprise only its own in the export', async () => {
    const own = await add('T-own', { enterpriseOrg: world.orgs.town });
    const file = await enterprise.get('/api/sites/export');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(Uint8Array.from(file.rawPayload).buffer);
    const codes = book.worksheets[0]?.getColumn(1).values.slice(3);
    expect(own).toBeGreaterThan(0);
    expect(codes).toEqual(['T-own']);
  });

  it('is judged row by row, and written only when asked, without the refused rows', async () => {
    const head = ['编码', '名称', '类别', '街镇', '经度', '纬度'];
    const rows = [
      head,
      ['T-2', '新排口', '排放口', '990101', 121.4, 31.2],
      ['T-3', '坏排口', '排口', '990101', 121.4, 31.2],
      ['T-4', '远排口', '排放口', '990101', 31.2, 121.4],
      ['T-2', '又一个', '排放口', '990101', '', ''],
    ];
    const judged = (await send(rows)).json();
    expect(judged.written).toBe(false);
    expect(judged.rows.map((one: { verdict: string }) => one.verdict)).toEqual([
      'new',
      'reject',
      'reject',
      'reject',
    ]);
    expect(judged.rows[1].problems[0]).toMatchObject({ path: '类别' });
    expect(judged.rows[1].problems[0].message.zh).toContain('排口');
    const codes = async () =>
      (await officer.get('/api/sites?inactive=1')).json().items.map((one: { code: string }) => one.code);
    expect(await codes()).not.toContain('T-2');
    expect((await send(rows, true)).json()).toMatchObject({ written: true, counts: { new: 1, reject: 3 } });
    expect(await codes()).toContain('T-2');
    expect(await codes()).not.toContain('T-3');
    const again = (await send([head, ['T-2', '改名', '排放口', '990101', 121.4, 31.2]], true)).json();
    expect(again.counts).toEqual({ new: 0, change: 1, same: 0, reject: 0 });
    const site = (await officer.get('/api/sites'))
      .json()
      .items.find((one: { code: string }) => one.code === 'T-2');
    expect(site).toMatchObject({ name: '改名', lon: 121.4, assessed: true });
  });

  it('of another area is shown, and not written by who keeps one area', async () => {
    await add('T-6', { areaCode: '990101' });
    const elsewhere = await world.as('MON', 'bureau', { area: '990199' });
    const back = async (content: Buffer) =>
      (await elsewhere.upload('/api/sites/import?commit=1', [{ name: 'sites.xlsx', content }])).json();
    const file = (await elsewhere.get('/api/sites/export?inactive=1')).rawPayload;
    expect((await back(file)).counts).toMatchObject({ new: 0, change: 0, reject: 0 });
    const rows = [
      ['编码', '名称', '类别', '街镇'],
      ['T-6', '别处', '排放口', '990101'],
      ['T-7', '别处', '排放口', '990101'],
      ['T-8', '自己', '排放口', '990199'],
    ];
    const judged = await back(await sheet(rows));
    expect(judged.counts).toMatchObject({ new: 1, change: 0, reject: 2 });
    expect(judged.rows[0].problems).toMatchObject([{ path: '街镇', code: 'elsewhere' }]);
    expect(judged.rows[1].problems).toMatchObject([{ path: '街镇', code: 'elsewhere' }]);
  });

  it('is refused without a needed column, naming it', async () => {
    const refused = await send([
      ['编码', '名称', '街镇'],
      ['T-5', 'x', '990101'],
    ]);
    expect(problemsOf(refused)).toEqual([['类别', 'column']]);
  });
});
