import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { aggregateDirty } from '../../src/services/monitoring/aggregate/aggregate-dirty.ts';
import { putHours } from '../../src/store/monitoring/hours.queries.ts';
import { storePackets } from '../../src/store/readings/packets.queries.ts';
import { saveStation } from '../../src/store/readings/stations.queries.ts';
import { makeWorld, type Person, type World } from '../api/world.ts';
import { hoursOfDay, steady } from './sites-setup.ts';

let world: World;
let manager: Person;
let officer: Person;
let enterprise: Person;
beforeAll(async () => {
  world = await makeWorld();
  world.setTime('2025-06-01T02:00:00Z');
  manager = await world.as('MON');
  officer = await world.as('OFF');
  // Any organisation can stand for an enterprise here.
  enterprise = await world.as('ENT', 'town');
});

const fields = {
  name: '晨光纺织总排口',
  kind: 'outlet',
  areaCode: '990101',
  ownerOrg: null,
  enterpriseOrg: null as string | null,
  tier: null,
  assessed: false,
  lon: null,
  lat: null,
  intervalHours: 1,
  props: { medium: 'water' },
  active: true,
};

async function add(code: string, more: object = {}): Promise<number> {
  const response = await manager.send('POST', '/api/sites', { ...fields, code, ...more });
  expect(response.statusCode, response.body).toBe(200);
  return response.json().id;
}

describe('sites', () => {
  it('are changed by who is in charge of their area only', async () => {
    const id = await add('DW-area');
    const elsewhere = await world.as('MON', 'bureau', { area: '990199' });
    const refused = async (method: 'POST' | 'PATCH', path: string, body: object) =>
      (await elsewhere.send(method, path, body)).statusCode;
    const factor = { factor: 'w01018', unit: 'mg/L', since: '2025-01-01' };
    expect(await refused('POST', '/api/sites', { ...fields, code: 'DW-area2' })).toBe(403);
    expect(await refused('PATCH', `/api/sites/${id}`, { name: '别处' })).toBe(403);
    expect(await refused('POST', `/api/sites/${id}/factors`, factor)).toBe(403);
    const days = { from: '2025-01-01', to: '2025-01-02' };
    expect(await refused('POST', `/api/sites/${id}/rebuild`, days)).toBe(403);
    const own = await elsewhere.send('POST', '/api/sites', {
      ...fields,
      areaCode: '990199',
      code: 'DW-elsewhere',
    });
    expect(own.statusCode).toBe(200);
    expect(await refused('PATCH', `/api/sites/${own.json().id}`, { areaCode: '990101' })).toBe(403);
    expect((await manager.get(`/api/sites/${id}`)).json()).toMatchObject({ name: fields.name, factors: [] });
  });

  it('are added once by code, changed, and the change is in the log', async () => {
    const id = await add('DW-1');
    const again = await manager.send('POST', '/api/sites', { ...fields, code: 'DW-1' });
    expect(again.statusCode).toBe(422);
    expect(again.json().problems[0]).toMatchObject({ path: 'code', code: 'taken' });
    const changed = await manager.send('PATCH', `/api/sites/${id}`, { name: '晨光纺织 1 号排口' });
    expect(changed.json()).toMatchObject({ id, code: 'DW-1', name: '晨光纺织 1 号排口', kind: 'outlet' });
    const { rows } =
      await sql`select action, object from audit_log where action like 'site.%' and object = ${String(id)}
      order by seq`.execute(world.env.store.db);
    expect(rows).toEqual([
      { action: 'site.add', object: String(id) },
      { action: 'site.change', object: String(id) },
    ]);
  });

  it('an enterprise sees its own outlets only; others do not exist for it', async () => {
    const own = await add('DW-own', { enterpriseOrg: world.orgs.town });
    const other = await add('DW-other', { enterpriseOrg: world.orgs.green });
    const air = await add('A-1', { kind: 'air', props: {} });
    const list = (await enterprise.get('/api/sites')).json();
    expect(list.items.map((one: { id: number }) => one.id)).toEqual([own]);
    expect(list.canManage).toBe(false);
    const span = 'from=2025-05-01&to=2025-05-02';
    for (const path of [
      '',
      `/hours?${span}`,
      `/figures?period=day&${span}`,
      '/packets?day=2025-05-01&hour=1',
    ]) {
      expect((await enterprise.get(`/api/sites/${own}${path}`)).statusCode, path).toBe(200);
      for (const id of [other, air]) {
        expect((await enterprise.get(`/api/sites/${id}${path}`)).statusCode, path).toBe(404);
        expect((await officer.get(`/api/sites/${id}${path}`)).statusCode, path).toBe(200);
      }
    }
  });

  it('are listed with town, factors, newest hour and how many instruments are connected', async () => {
    const id = await add('DW-list', { areaCode: '990199' });
    const find = async () =>
      (await officer.get('/api/sites?kind=outlet')).json().items.find((one: { id: number }) => one.id === id);
    expect(await find()).toMatchObject({
      areaName: null,
      factors: [],
      latestAt: null,
      stations: { active: 0, connected: 0 },
    });
    const cod = { factor: 'w01018', unit: 'mg/L', since: '2025-01-01' };
    expect((await manager.send('POST', `/api/sites/${id}/factors`, cod)).statusCode).toBe(200);
    const hour = { siteId: id, factor: 'w01018', value: 20, mark: 'N', source: 'f' } as const;
    await putHours(world.env.store.db, [
      { ...hour, day: '2025-05-01', hour: 7 },
      { ...hour, day: '2025-05-01', hour: 9 },
    ]);
    const station = {
      edition: '2017' as const,
      crc: 'hj212' as const,
      password: null,
      sm4Key: null,
      addresses: [],
      factors: {},
      siteId: id,
      dueMinutes: 60,
      opening: false,
    };
    const { db } = world.env.store;
    const on = await saveStation(db, { ...station, mn: 'LIST-1', name: 'a', active: true });
    await saveStation(db, { ...station, mn: 'LIST-2', name: 'b', active: true });
    await saveStation(db, { ...station, mn: 'LIST-3', name: 'c', active: false });
    await sql`insert into station_state (station_id, peer, connected_since, last_heard) values (${on}, '::1', now(), now())`.execute(
      db,
    );
    expect(await find()).toMatchObject({
      factors: [{ factor: 'w01018' }],
      latestAt: '2025-05-01T01:00:00.000Z',
      stations: { active: 2, connected: 1 },
    });
  });

  it('only who manages sites may change them', async () => {
    const id = await add('DW-locked', { enterpriseOrg: world.orgs.town });
    for (const person of [officer, enterprise]) {
      for (const [method, path, body] of [
        ['POST', '/api/sites', { ...fields, code: 'DW-9' }],
        ['PATCH', `/api/sites/${id}`, { name: 'x' }],
        ['POST', `/api/sites/${id}/factors`, { factor: 'w01018', unit: 'mg/L', since: '2025-01-01' }],
        ['POST', `/api/sites/${id}/rebuild`, { from: '2025-01-01', to: '2025-01-02' }],
      ] as const)
        expect((await person.send(method, path, body)).statusCode, path).toBe(403);
    }
  });

  it('limits need a bound, end with a day and are never deleted', async () => {
    const id = await add('DW-limits');
    const limit = {
      factor: 'w01018',
      period: 'day',
      lower: null,
      upper: '50',
      validFrom: '2025-01-01',
      validTo: null,
      basis: '排污许可证',
      mark: 'local',
    };
    const bare = await manager.send('POST', `/api/sites/${id}/limits`, { ...limit, upper: null });
    expect(bare.statusCode).toBe(422);
    const added = (await manager.send('POST', `/api/sites/${id}/limits`, limit)).json();
    const path = `/api/sites/${id}/limits/${added.limits[0].id}/end`;
    expect((await manager.send('POST', path, { lastDay: '2024-12-31' })).statusCode).toBe(422);
    const ended = (await manager.send('POST', path, { lastDay: '2025-05-31' })).json();
    expect(ended.limits).toMatchObject([{ upper: '50', validFrom: '2025-01-01', validTo: '2025-05-31' }]);
  });
});

describe('hours, figures and packets of a site', () => {
  it('hours are dense; the hourly index of an air station stands beside them', async () => {
    const id = await add('A-2', { kind: 'air', props: {} });
    await manager.send('POST', `/api/sites/${id}/factors`, {
      factor: 'a34004',
      unit: 'µg/m³',
      since: '2025-01-01',
    });
    await putHours(
      world.env.store.db,
      hoursOfDay(id, 'a34004', '2025-05-01', [35, ...steady(75).slice(0, 20)]),
    );
    await aggregateDirty(world.env);
    const hours = (await officer.get(`/api/sites/${id}/hours?from=2025-05-01&to=2025-05-02`)).json();
    expect(hours.series).toHaveLength(1);
    expect(hours.series[0].values).toHaveLength(48);
    expect(hours.series[0].values.slice(0, 2)).toEqual([35, 75]);
    expect(hours.series[0].marks).toBe('N'.repeat(21) + '-'.repeat(27));
    expect(hours.aqi.slice(0, 2)).toEqual([50, 100]);
    expect(hours.aqi[30]).toBeNull();
    const tooLong = await officer.get(`/api/sites/${id}/hours?from=2020-01-01&to=2025-05-02`);
    expect(tooLong.statusCode).toBe(422);
    const figures = await officer.get(`/api/sites/${id}/figures?period=day&from=2025-05-01&to=2025-05-01`);
    expect(figures.json().items).toContainEqual(
      expect.objectContaining({ factor: 'a34004', statistic: 'mean', valid: 21, complete: true }),
    );
  });

  it('the raw packets of an hour come without their password, and unknown units are named', async () => {
    const id = await add('DW-raw');
    await manager.send('POST', `/api/sites/${id}/factors`, {
      factor: 'w01018',
      unit: 'mg/L',
      since: '2025-01-01',
    });
    const { db } = world.env.store;
    const stationId = await saveStation(db, {
      mn: 'RAW1',
      name: 'RAW1',
      edition: '2017',
      crc: 'hj212',
      password: null,
      addresses: [],
      factors: {},
      active: true,
    } as Parameters<typeof saveStation>[1]);
    await sql`update gateway_station set site_id = ${id} where id = ${stationId}`.execute(db);
    await sql`insert into packet_layout values (${stationId}, 1, '{w01018-Avg}')`.execute(db);
    const packet = (at: string) => ({
      stationId,
      cn: 2061,
      layout: 1,
      at: Date.parse(at),
      key: '1',
      receivedAt: Date.parse(at) + 3_601_000,
      readings: [38.1],
      marks: null,
      repairs: null,
      raw: Buffer.from(`##0101QN=1;ST=32;CN=2061;PW=geheim;MN=RAW1;Flag=5;CP=&&w01018-Avg=38.1&&0000\r\n`),
    });
    await storePackets(db, [packet('2025-05-01T09:00:00+08:00'), packet('2025-05-01T10:00:00+08:00')], false);
    const found = (await officer.get(`/api/sites/${id}/packets?day=2025-05-01&hour=10`)).json();
    expect(found.items).toHaveLength(1);
    expect(found.items[0]).toMatchObject({ mn: 'RAW1', cn: 2061, at: '2025-05-01T01:00:00.000Z' });
    expect(found.items[0].text).toContain('w01018-Avg=38.1');
    expect(found.items[0].text).not.toContain('geheim');
    const site = (await officer.get(`/api/sites/${id}`)).json();
    expect(site.stations).toMatchObject([{ mn: 'RAW1', unknownUnits: ['w01018'] }]);
    const rebuilt = await manager.send('POST', `/api/sites/${id}/rebuild`, {
      from: '2025-05-01',
      to: '2025-05-01',
      packets: true,
    });
    expect(rebuilt.json()).toEqual({ days: 0, hours: 2 });
  });
});
