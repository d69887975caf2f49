import { addDays, hourEnd, statisticalHourOf } from '@huanzhi/monitoring';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { judgeDays } from '../../src/services/monitoring/alerts/judge-days.ts';
import { judgeSilence } from '../../src/services/monitoring/alerts/judge-silence.ts';
import { inTransaction } from '../../src/store/database.ts';
import { putHours, setVerdicts } from '../../src/store/monitoring/hours.queries.ts';
import { type PeriodValue, replacePeriodValues } from '../../src/store/monitoring/period-values.queries.ts';
import {
  addSiteFactors,
  addSiteLimit,
  endSiteFactor,
  type Site,
  saveSite,
} from '../../src/store/monitoring/sites.queries.ts';
import { makeWorld, type Person, type World } from '../api/world.ts';
import { addEnterprise } from './sites-setup.ts';

const day = '2026-05-12';
const cod = 'w01018';
let world: World;
let monitor: Person;
let plant: string;
let other: string;
let count = 0;

beforeAll(async () => {
  world = await makeWorld();
  world.setTime('2026-05-12T04:30:00Z');
  plant = await addEnterprise(world.env, '澄源污水处理厂');
  other = await addEnterprise(world.env, '另一家厂');
  Object.assign(world.orgs, { plant, other });
  monitor = await world.as('MON');
});

const enterprise = (org: 'plant' | 'other') => world.as('ENT', org as 'town');

/** An outlet of the plant with a daily limit of 80 for COD. */
async function outlet(more: Partial<Site> = {}, since = '2026-01-01'): Promise<number> {
  const { db } = world.env.store;
  count += 1;
  const id = await saveSite(db, {
    code: `DW${count}`,
    name: `排口${count}`,
    kind: 'outlet',
    areaCode: '990101',
    ownerOrg: world.orgs.town,
    enterpriseOrg: plant,
    tier: null,
    assessed: true,
    lon: null,
    lat: null,
    intervalHours: 1,
    props: { medium: 'water' },
    active: true,
    ...more,
  });
  await addSiteFactors(db, [{ siteId: id, factor: cod, unit: 'mg/L', since }]);
  await addSiteLimit(
    db,
    {
      siteId: id,
      factor: cod,
      period: 'day',
      lower: null,
      upper: '80',
      validFrom: '2026-01-01',
      validTo: null,
      basis: '排污许可证',
      mark: 'local',
    },
    null,
  );
  return id;
}

type Source = 'f' | 'g';
async function put(siteId: number, hours: Record<number, number>, source: Source = 'f', on = day) {
  await putHours(
    world.env.store.db,
    Object.entries(hours).map(([hour, value]) => ({
      siteId,
      factor: cod,
      day: on,
      hour: Number(hour),
      value,
      mark: 'N' as const,
      source,
    })),
  );
}
const putFigures = (values: PeriodValue[]) =>
  inTransaction(world.env.store.db, (trx) => replacePeriodValues(trx, values, values));
const judge = (siteId: number, on = day) => judgeDays(world.env, [{ siteId, day: on }]);
const list = async (siteId: number, who = monitor, query = '') =>
  (await who.get(`/api/monitoring/alerts?site=${siteId}${query}`)).json();
const short = async (siteId: number) =>
  (await list(siteId)).items.map((one: Record<string, unknown>) =>
    [one.kind, one.state, one.count, one.peak].join(' '),
  );
const only = async (siteId: number) => (await list(siteId)).items[0];
const actions = async (id: string) =>
  (await monitor.get(`/api/monitoring/alerts/${id}`))
    .json()
    .events.map((one: { action: string }) => one.action);
const send = (who: Person, id: string, what: string, body?: object) =>
  who.send('POST', `/api/monitoring/alerts/${id}/${what}`, body);

describe('an alert through its life, from stored hours', () => {
  it('opens, grows, closes by data, and a later one is new', async () => {
    const site = await outlet();
    await put(site, { 1: 60, 2: 83.6 });
    await judge(site);
    const first = await only(site);
    expect(first).toMatchObject({
      kind: 'exceed-hour',
      state: 'open',
      severity: 'warning',
      light: 'yellow',
      word: 'warning',
      count: 1,
      peak: '83.6',
      limit: '80',
      due: '2026-05-13T04:30:00.000Z',
      firstAt: new Date(hourEnd(day, 1)).toISOString(),
    });
    await put(site, { 3: 87.1, 4: 70 });
    await judge(site);
    expect(await short(site)).toEqual(['exceed-hour open 2 87.1']);
    await put(site, { 5: 70, 6: 70 });
    await judge(site);
    expect(await only(site)).toMatchObject({
      id: first.id,
      state: 'closed',
      light: 'green',
      word: 'recovered',
    });
    await put(site, { 7: 81 });
    await judge(site);
    expect(await short(site)).toEqual(['exceed-hour open 1 81', 'exceed-hour closed 2 87.1']);
    expect(await actions(first.id)).toEqual(['open', 'close']);
  });

  it('judging again changes nothing and tells nobody twice', async () => {
    const site = await outlet();
    await put(site, { 2: 90, 3: 70, 4: 70, 5: 70, 6: 95 });
    const told = async () => (await monitor.get('/api/notifications')).json().items.length;
    const before = await told();
    await judge(site);
    const [alerts, after] = [await list(site), await told()];
    for (let round = 0; round < 3; round += 1) await judge(site);
    expect(await list(site)).toEqual(alerts);
    expect([after - before, (await told()) - before]).toEqual([2, 2]);
    expect(await actions(alerts.items[1].id)).toEqual(['open', 'close']);
  });

  it('a review shrinks it and withdraws it; the history says so', async () => {
    const site = await outlet();
    await put(site, { 2: 90, 3: 120, 4: 85 });
    await judge(site);
    const { id } = await only(site);
    const where = { siteId: site, factor: cod, day };
    await setVerdicts(world.env.store.db, where, [3], 'I');
    await judge(site);
    expect(await short(site)).toEqual(['exceed-hour open 2 90']);
    await setVerdicts(world.env.store.db, where, [2, 4], 'I');
    await judge(site);
    expect(await only(site)).toMatchObject({ id, state: 'withdrawn', light: 'grey', count: 2 });
    expect(await actions(id)).toEqual(['open', 'shrink', 'withdraw']);
  });

  it('hours in any order give the same alerts', async () => {
    const values = { 1: 90, 2: 70, 3: 70, 4: 91, 5: 70, 6: 70, 7: 70, 8: 92, 9: 70, 10: 99 };
    const inOrder = await outlet();
    await put(inOrder, values);
    await judge(inOrder);
    const expected = await short(inOrder);
    expect(expected).toEqual(['exceed-hour open 2 99', 'exceed-hour closed 2 91']);
    for (const order of [
      [10, 9, 8, 7, 6, 5, 4, 3, 2, 1],
      [4, 1, 8, 7, 10, 2, 9, 6, 3, 5],
    ]) {
      const site = await outlet();
      for (const hour of order) {
        await put(site, { [hour]: values[hour as keyof typeof values] });
        await judge(site);
      }
      expect((await list(site, monitor, '&state=open,closed')).items).toHaveLength(2);
      expect((await short(site)).filter((one: string) => !one.includes('withdrawn'))).toEqual(expected);
    }
  });

  it('an alert over midnight and many days is one; late hours of an old day are judged in their place', async () => {
    const site = await outlet();
    const all = Object.fromEntries(Array.from({ length: 24 }, (_, index) => [index + 1, 90]));
    for (const on of ['2026-05-08', '2026-05-09', '2026-05-11', '2026-05-12']) {
      await put(site, on === day ? { 1: 90 } : all, 'f', on);
      await judge(site, on);
    }
    expect(await short(site)).toEqual(['exceed-hour open 73 90']);
    await put(site, { 1: 70, 2: 70, 3: 70 }, 'f', '2026-05-10');
    await judge(site, '2026-05-10');
    expect(await short(site)).toEqual(['exceed-hour open 25 90', 'exceed-hour closed 48 90']);
  });

  it('old news is stored without a time limit and without a message', async () => {
    const site = await outlet();
    const before = (await monitor.get('/api/notifications')).json().items.length;
    await put(site, { 2: 90, 3: 70, 4: 70, 5: 70 }, 'f', '2026-02-01');
    await judge(site, '2026-02-01');
    expect(await only(site)).toMatchObject({ state: 'closed', due: null, light: 'blue', word: 'closed' });
    expect((await monitor.get('/api/notifications')).json().items).toHaveLength(before);
  });

  it('a valid day over the limit is a verdict, closed by a day within', async () => {
    const site = await outlet();
    const mean = (start: string, value: string | null) => ({
      siteId: site,
      factor: cod,
      statistic: 'weighted',
      period: 'day' as const,
      start,
      value,
      valid: 24,
      received: 24,
      expected: 24,
      complete: value !== null,
      detail: null,
    });
    await putFigures([mean('2026-05-10', '96.3'), mean('2026-05-11', null)]);
    await judge(site, '2026-05-11');
    await judge(site, '2026-05-10');
    expect(await only(site)).toMatchObject({
      kind: 'exceed-day',
      severity: 'verdict',
      light: 'red',
      word: 'verdict',
    });
    await putFigures([mean('2026-05-11', '62.2')]);
    await judge(site, '2026-05-11');
    expect(await short(site)).toEqual(['exceed-day closed 1 96.3']);
  });

  it('a section worse than its target class', async () => {
    const site = await outlet({ kind: 'section', enterpriseOrg: null, props: { targetClass: 'Ⅲ' } });
    const month = (start: string, value: string) => ({
      siteId: site,
      factor: 'GB3838',
      statistic: 'class',
      period: 'month' as const,
      start,
      value,
      valid: 1,
      received: 1,
      expected: 1,
      complete: true,
      detail: null,
    });
    await putFigures([month('2026-03-01', '4'), month('2026-04-01', '5')]);
    await judge(site, '2026-04-30');
    expect(await only(site)).toMatchObject({
      kind: 'over-class',
      state: 'open',
      count: 2,
      peak: 'Ⅴ',
      limit: 'Ⅲ',
    });
  });
});

describe('what no data can report', () => {
  it('missing values open an alert at the time they are due and close it when data are back', async () => {
    const site = await outlet({}, day);
    await put(site, { 1: 60, 2: 60, 3: 60, 4: 60, 5: 60, 6: 60 }, 'g');
    // 12:30: hours 7 to 11 are due.
    await judgeSilence(world.env);
    expect(await only(site)).toMatchObject({ kind: 'missing', state: 'open', count: 5, severity: 'fault' });
    await judgeSilence(world.env);
    expect((await list(site)).items).toHaveLength(1);
    await put(site, { 12: 60 }, 'g');
    await judge(site);
    expect(await short(site)).toEqual(['missing closed 5 ']);
    await put(site, { 7: 60, 8: 60 }, 'g');
    await judge(site);
    // Three missing hours are no alert.
    expect(await only(site)).toMatchObject({ kind: 'missing', state: 'withdrawn' });
  });

  it('a gap is as long as it is, however late somebody looks', async () => {
    const site = await outlet();
    await put(site, { 1: 60, 23: 60 }, 'g', '2026-04-20');
    await judgeSilence(world.env);
    const [open] = (await list(site, monitor, '&state=open')).items;
    expect(open).toMatchObject({ firstAt: new Date(hourEnd('2026-04-20', 23)).toISOString() });
    expect(open.count).toBe(1 + 21 * 24 + 11);
    await judgeSilence(world.env);
    expect((await list(site, monitor, '&state=open')).items).toEqual([open]);
  });

  it('a connection that falls silent is one alert until a packet comes', async () => {
    const { db } = world.env.store;
    const site = await outlet({}, '2026-05-13');
    const heard = (at: string) =>
      sql`insert into packet_latest (station_id, cn, layout, at, received_at, readings)
        values (901, 2011, 1, ${at}, ${at}, '{}')
        on conflict (station_id, cn, layout) do update set received_at = excluded.received_at`.execute(db);
    await sql`insert into gateway_station (id, mn, name, edition, crc, site_id)
      values (901, 'SILENT-901', '数采仪', '2017', 'hj212', ${site})`.execute(db);
    await judgeSilence(world.env);
    expect((await list(site)).items).toEqual([]);
    await heard('2026-05-12T03:00:00Z');
    await judgeSilence(world.env);
    const open = await only(site);
    expect(open).toMatchObject({
      kind: 'offline',
      state: 'open',
      firstAt: '2026-05-12T03:00:00.000Z',
      rule: '数采仪',
    });
    await judgeSilence(world.env);
    expect((await list(site)).items).toEqual([open]);
    await heard('2026-05-12T04:20:00Z');
    await judgeSilence(world.env);
    expect(await only(site)).toMatchObject({
      id: open.id,
      state: 'closed',
      closedAt: '2026-05-12T04:20:00.000Z',
    });
  });

  it('a factor that has ended is not missed any more, and is again when the end is taken back', async () => {
    const { db } = world.env.store;
    const site = await outlet({}, '2026-05-01');
    await put(site, { 1: 60, 2: 60, 3: 60, 4: 60, 5: 60, 6: 60 }, 'g');
    const states = async (until: string | null) => {
      await endSiteFactor(db, { siteId: site, factor: cod, until });
      await judgeSilence(world.env);
      return (await list(site)).items.map(
        (one: { kind: string; state: string }) => `${one.kind} ${one.state}`,
      );
    };
    // The gap before the first value stays; the last day is still expected.
    expect(await states(day)).toEqual(['missing open', 'missing closed']);
    expect(await states('2026-05-11')).toEqual(['missing withdrawn', 'missing closed']);
    expect(await states(null)).toContain('missing open');
  });

  it('files do not come by themselves: nothing of them is missing', async () => {
    const site = await outlet();
    await put(site, { 5: 60 }, 'f', '2026-05-01');
    await judge(site, '2026-05-01');
    await judgeSilence(world.env);
    expect((await list(site)).items).toEqual([]);
  });

  it('tells once that nobody handled an alert in time', async () => {
    const site = await outlet();
    await put(site, { 2: 90, 3: 70, 4: 70, 5: 70 });
    await judge(site);
    const { id } = await only(site);
    world.setTime('2026-05-13T05:00:00Z');
    try {
      expect(await only(site)).toMatchObject({ light: 'red', word: 'overdue' });
      await judgeSilence(world.env);
      await judgeSilence(world.env);
      expect(await actions(id)).toEqual(['open', 'close', 'overdue']);
    } finally {
      world.setTime('2026-05-12T04:30:00Z');
    }
  });
});

describe('what people do with an alert', () => {
  const fresh = async () => {
    const site = await outlet();
    await put(site, { 2: 90 });
    await judge(site);
    return { site, id: (await only(site)).id as string };
  };

  it('the enterprise explains its own with a file, in time', async () => {
    const { id } = await fresh();
    const ent = await enterprise('plant');
    expect((await ent.get(`/api/monitoring/alerts/${id}`)).json().allowed).toEqual([
      'acknowledge',
      'explain',
    ]);
    const url = `/api/monitoring/alerts/${id}/files`;
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const uploaded = (await ent.upload(url, [{ name: '现场.png', content: png }])).json();
    const file = uploaded.items[0].id;
    const explained = (await send(ent, id, 'explain', { text: '调节池清淤', files: [file] })).json();
    expect(explained).toMatchObject({ explanation: '调节池清淤', handledAt: '2026-05-12T04:30:00.000Z' });
    expect((await monitor.get(`/api/monitoring/alert-files/${file}`)).statusCode).toBe(200);
    const foreign = await send(ent, (await fresh()).id, 'explain', { text: 'x', files: [file] });
    expect(foreign.json().problems[0].code).toBe('unknown-evidence');
  });

  it('another enterprise neither sees nor touches it', async () => {
    const { id, site } = await fresh();
    const stranger = await enterprise('other');
    expect((await list(site, stranger)).items).toEqual([]);
    expect((await stranger.get(`/api/monitoring/alerts/${id}`)).statusCode).toBe(404);
    expect((await send(stranger, id, 'explain', { text: 'x' })).statusCode).toBe(404);
    expect((await send(stranger, id, 'acknowledge')).statusCode).toBe(404);
    expect(
      (await stranger.upload(`/api/monitoring/alerts/${id}/files`, [{ name: 'a.png', content: 'x' }]))
        .statusCode,
    ).toBe(404);
  });

  it('nobody closes by hand; an enterprise marks nothing false and makes no lead; the public sees nothing', async () => {
    const { id } = await fresh();
    const ent = await enterprise('plant');
    expect((await send(ent, id, 'false-alarm', { reason: 'x' })).statusCode).toBe(403);
    expect((await send(ent, id, 'lead', {})).statusCode).toBe(403);
    expect((await send(monitor, id, 'close')).statusCode).toBe(404);
    expect((await send(monitor, id, 'explain', { text: 'x' })).statusCode).toBe(403);
    const town = await world.as('TOWN', 'town');
    expect((await town.get(`/api/monitoring/alerts/${id}`)).json().allowed).toEqual([]);
    expect((await send(town, id, 'acknowledge')).statusCode).toBe(403);
    const citizen = await world.as('PUB');
    for (const url of [
      '/api/monitoring/alerts',
      `/api/monitoring/alerts/${id}`,
      '/api/monitoring/alerts-export',
    ])
      expect((await citizen.get(url)).statusCode).toBe(403);
  });

  it('a false alarm is withdrawn with its reason, stays so, and does not hide later hours', async () => {
    const { id, site } = await fresh();
    expect((await send(monitor, id, 'false-alarm', { reason: '' })).statusCode).toBe(400);
    expect((await send(monitor, id, 'false-alarm', { reason: '标液核查' })).json()).toMatchObject({
      state: 'withdrawn',
      reason: '标液核查',
      allowed: [],
    });
    await judge(site);
    expect((await list(site)).items).toHaveLength(1);
    await put(site, { 3: 95 });
    await judge(site);
    expect(await short(site)).toEqual(['exceed-hour open 1 95', 'exceed-hour withdrawn 1 90']);
    expect((await send(monitor, id, 'false-alarm', { reason: 'x' })).statusCode).toBe(409);
  });

  it('becomes a lead once, with the same history as every record, and both point to each other', async () => {
    const { id } = await fresh();
    const enforcer = await world.as('ENF');
    const ent = await enterprise('plant');
    await send(ent, id, 'explain', { text: '停电' });
    const [one, two] = await Promise.all([
      send(enforcer, id, 'lead', { note: '请核实' }),
      send(enforcer, id, 'lead', { note: '请核实' }),
    ]);
    expect([one.statusCode, two.statusCode]).toEqual([200, 200]);
    expect(one.json().lead).toBe(two.json().lead);
    const url = `/api/registries/lead/records/${one.json().lead}`;
    const record = (await enforcer.get(url)).json();
    expect(record).toMatchObject({
      state: 'pending',
      source: { system: 'alert', externalNo: id },
      ownerOrg: world.orgs.bureau,
      data: { origin: 'alert', party: plant },
    });
    expect(record.code).toMatch(/^XS-990101-2026-\d{6}$/);
    expect(record.data.facts).toContain('企业说明：停电');
    expect((await enforcer.get(`${url}/history`)).json()).toMatchObject({ chain: 'intact' });
    expect(one.json()).toMatchObject({ word: 'lead', allowed: [] });
    expect((await ent.get(url)).statusCode).toBe(404);
  });

  it('filters by state, kind, handling and day, and exports what it shows', async () => {
    const { site, id } = await fresh();
    const found = async (query: string) => (await list(site, monitor, query)).items.length;
    expect([
      await found('&state=open'),
      await found('&state=closed'),
      await found('&kind=exceed-hour,missing'),
      await found('&kind=offline'),
      await found('&handling=waiting'),
      await found('&handling=done'),
      await found(`&from=${day}&to=${day}`),
      await found(`&from=${addDays(day, 1)}`),
    ]).toEqual([1, 0, 1, 0, 1, 0, 1, 0]);
    expect((await list(site)).counts).toMatchObject({ open: 1, waiting: 1, overdue: 0 });
    const file = await monitor.get(`/api/monitoring/alerts-export?site=${site}`);
    expect([file.statusCode, file.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
    const detail = (await monitor.get(`/api/monitoring/alerts/${id}`)).json();
    const at = statisticalHourOf(Date.parse(detail.firstAt) + 1);
    expect(at).toEqual({ day, hour: 2 });
    const point = detail.chart.points.find((one: { from: string }) => one.from === detail.firstAt);
    expect(point).toMatchObject({ value: 90, state: 'over', upper: 80 });
  });

  it('the rules are the district’s, and only who handles alerts changes them', async () => {
    const { rules, defaults } = (await monitor.get('/api/monitoring/alert-rules')).json();
    expect(rules).toEqual(defaults);
    const town = await world.as('TOWN', 'town');
    const change = { ...rules, closeHours: 1 };
    expect((await town.send('PUT', '/api/monitoring/alert-rules', change)).statusCode).toBe(403);
    await monitor.send('PUT', '/api/monitoring/alert-rules', change);
    const site = await outlet();
    await put(site, { 2: 90, 3: 70 });
    await judge(site);
    expect(await short(site)).toEqual(['exceed-hour closed 1 90']);
    await monitor.send('PUT', '/api/monitoring/alert-rules', rules);
  });
});
