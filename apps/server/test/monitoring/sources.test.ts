import { addDays } from '@huanzhi/monitoring';
import exceljs from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { aggregateDirty } from '../../src/services/monitoring/aggregate/aggregate-dirty.ts';
import { judgeDays } from '../../src/services/monitoring/alerts/judge-days.ts';
import { figureText } from '../../src/services/monitoring/sources/figure-text.ts';
import { type HourEntry, putHours } from '../../src/store/monitoring/hours.queries.ts';
import { addSiteLimit } from '../../src/store/monitoring/sites.queries.ts';
import { makeWorld, type Person, type World } from '../api/world.ts';
import { addSite, hoursOfDay, steady } from './sites-setup.ts';

const day = '2025-05-20';
const before = addDays(day, -1);
const [cod, flow, pH, nox] = ['w01018', 'w00000', 'w01001', 'a21002'];

let world: World;
let officer: Person;
let enterprise: Person;
const sites = { own: 0, other: 0, gas: 0 };

/** `hours` (1 to 24) get another value. */
const but = (base: number, hours: Record<number, number | null>) =>
  steady(base).map((value, index) => (index + 1 in hours ? (hours[index + 1] ?? null) : value));

beforeAll(async () => {
  world = await makeWorld();
  world.setTime(`${addDays(day, 1)}T02:00:00Z`);
  officer = await world.as('OFF');
  // Any organisation can stand for an enterprise here.
  enterprise = await world.as('ENT', 'town');
  const { env, orgs } = world;
  const outlet = (
    code: string,
    factors: Record<string, string>,
    enterpriseOrg: string,
    medium: 'water' | 'gas',
  ) => addSite(env, code, factors, { kind: 'outlet', enterpriseOrg, props: { medium }, assessed: false });
  const water = { [cod]: 'mg/L', [flow]: 'm³/h', [pH]: '1' };
  sites.own = await outlet('DW001', water, orgs.town, 'water');
  sites.other = await outlet('DW002', water, orgs.green, 'water');
  sites.gas = await outlet('DA001', { [nox]: 'mg/m³' }, orgs.green, 'gas');
  const noise = { kind: 'noise' as const, props: { zoneClass: '2' } };
  const loud = await addSite(env, 'Z-1', { Leq: 'dB(A)' }, noise);
  const short = await addSite(env, 'Z-2', { Leq: 'dB(A)' }, noise);
  const dust = await addSite(env, 'Y-1', { a34001: 'µg/m³' }, { kind: 'dust' });
  const limit = { validFrom: '2025-01-01', validTo: null, basis: '排污许可证', mark: 'local' as const };
  for (const siteId of [sites.own, sites.other]) {
    const own = { ...limit, siteId };
    await addSiteLimit(env.store.db, { ...own, factor: cod, period: 'day', lower: null, upper: '80' }, null);
    await addSiteLimit(env.store.db, { ...own, factor: pH, period: 'hour', lower: '6', upper: '9' }, null);
  }
  await addSiteLimit(
    env.store.db,
    { ...limit, siteId: sites.gas, factor: nox, period: 'hour', lower: null, upper: '100' },
    null,
  );
  const stopped = (entries: HourEntry[], hours: readonly number[], mark: 'F' | 'M'): HourEntry[] =>
    entries.map((one) => (hours.includes(one.hour) ? { ...one, mark } : one));
  await putHours(env.store.db, [
    // Two hours over the limit with little flow: a warning, and a weighted mean well below the plain one.
    ...stopped(hoursOfDay(sites.own, cod, day, but(60, { 17: 200, 18: 200, 3: null })), [5], 'M'),
    ...hoursOfDay(sites.own, flow, day, but(30, { 17: 3, 18: 3 })),
    ...hoursOfDay(sites.own, pH, day, steady(7)),
    // Too few hours to judge the day before.
    ...hoursOfDay(
      sites.own,
      cod,
      before,
      but(90, Object.fromEntries(range(1, 12).map((hour) => [hour, null]))),
    ),
    ...hoursOfDay(sites.own, flow, before, steady(30)),
    ...hoursOfDay(sites.own, pH, before, steady(7)),
    ...hoursOfDay(sites.other, cod, day, steady(80.04)),
    ...hoursOfDay(sites.other, flow, day, steady(10)),
    ...hoursOfDay(sites.other, pH, day, but(7, { 9: 9.3 })),
    ...hoursOfDay(sites.gas, nox, day, but(50, { 23: 101, 24: 101 })),
    ...hoursOfDay(loud, 'Leq', day, [...steady(48).slice(0, 6), ...steady(60.2).slice(0, 16), 48, 48]),
    ...hoursOfDay(short, 'Leq', day, but(48, { 12: null })),
    ...hoursOfDay(dust, 'a34001', day, but(300, { 1: 2100, 2: 2500 })),
  ]);
  await aggregateDirty(env);
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

type Figure = { factor: string };
const figureOf = (one: { figures: Figure[] }, factor: string) =>
  one.figures.find((figure) => figure.factor === factor);

describe('an outlet of waste water', () => {
  it('is judged by its flow-weighted day; hours over the limit are a warning', async () => {
    const page = (await officer.get(`/api/sources/${sites.own}`)).json();
    const [today, yesterday, empty] = page.days;
    expect(today).toMatchObject({ day, outcome: 'within', warnings: 2, provisional: true, reason: null });
    // 20 h × 60 × 30 and 2 h × 200 × 3, over 20 × 30 + 2 × 3; the hour of maintenance and the absent one are out.
    expect(figureOf(today, cod)).toMatchObject({
      statistic: 'weighted',
      value: '61.4',
      valid: 22,
      received: 23,
      expected: 24,
      limit: { lower: null, upper: '80' },
      decidedBy: 'day',
      outcome: 'within',
      hoursOver: 2,
      hoursOverAre: 'warning',
    });
    expect(today.discharge).toEqual({ value: '666.0', hours: 24 });
    expect(today.leftOut).toEqual([
      { reason: { zh: '缺数', en: 'missing' }, hours: 1 },
      { reason: { zh: '维护', en: 'maintenance' }, hours: 1 },
    ]);
    // 72 due, 71 came, 70 count: 71/72 × 70/71.
    expect(today.rate).toEqual({ due: 72, received: 71, valid: 70, text: '97.22', meets: true });
    expect(yesterday).toMatchObject({ day: before, outcome: 'not-judged' });
    expect(yesterday.reason.zh).toContain('有效 12 ÷ 应有 24');
    expect(figureOf(yesterday, cod)).toMatchObject({ value: null, outcome: 'not-judged', hoursOver: 12 });
    expect(figureOf(empty, cod)).toMatchObject({ value: null, received: 0, expected: 24 });
    expect(empty).toMatchObject({
      outcome: 'not-judged',
      discharge: null,
      rate: { text: '0.00', meets: false },
    });
  });

  it('shows hours with value, mark, state and the stretch of the limit', async () => {
    const page = (await officer.get(`/api/sources/${sites.own}?from=${day}&to=${day}`)).json();
    const series = page.series.find((one: Figure) => one.factor === cod);
    expect(series.hours).toHaveLength(24);
    expect(series.hours[4]).toMatchObject({ hour: 5, value: null, raw: 60, state: 'invalid', mark: 'M' });
    expect(series.hours[2]).toMatchObject({ state: 'missing', raw: null, outcome: null });
    expect(series.hours[16]).toMatchObject({ value: 200, outcome: 'warning' });
    expect(series.limits).toEqual([
      { from: day, to: day, period: 'day', lower: null, upper: '80', mark: 'local' },
    ]);
    expect(page.limits).toHaveLength(2);
    expect(page.limits[0]).toMatchObject({ basis: '排污许可证', inForce: true });
  });

  it('pH decides by reading, and a mean just over the limit is not printed as the limit', async () => {
    const [today] = (await officer.get(`/api/sources/${sites.other}`)).json().days;
    expect(today.outcome).toBe('exceeds');
    expect(figureOf(today, cod)).toMatchObject({ value: '80.04', outcome: 'exceeds' });
    expect(figureOf(today, pH)).toMatchObject({
      outcome: 'exceeds',
      decidedBy: 'hours',
      hoursOverAre: 'verdict',
    });
  });

  it('waste gas is judged by its hours', async () => {
    const [today] = (await officer.get(`/api/sources/${sites.gas}`)).json().days;
    expect(today).toMatchObject({ outcome: 'exceeds', warnings: 0, discharge: null });
    expect(figureOf(today, nox)).toMatchObject({ value: '54.2', hoursOver: 2, decidedBy: 'hours' });
  });

  it('refuses a span that is too long or reversed', async () => {
    for (const span of ['from=2025-01-01&to=2025-05-01', 'from=2025-05-02&to=2025-05-01']) {
      expect((await officer.get(`/api/sources/${sites.own}?${span}`)).statusCode, span).toBe(422);
    }
  });
});

it('an outlet shows its alerts, and the list counts the open ones', async () => {
  await judgeDays(world.env, [{ siteId: sites.gas, day }]);
  const page = (await officer.get(`/api/sources/${sites.gas}`)).json();
  expect(page.alerts).toHaveLength(1);
  expect(page.alerts[0]).toMatchObject({
    factor: nox,
    state: 'open',
    severity: 'verdict',
    peak: '101',
    limit: '100',
  });
  const list = (await officer.get('/api/sources')).json();
  const row = list.items.find((one: { source: { id: number } }) => one.source.id === sites.gas);
  expect(row.alerts).toEqual({ open: 1, verdicts: 1 });
});

describe('who sees which outlet', () => {
  it('an enterprise sees its own only; another one does not exist for it', async () => {
    const codes = (person: Person) =>
      person
        .get('/api/sources')
        .then((answer) => answer.json().items.map((one: { source: { code: string } }) => one.source.code));
    expect(await codes(enterprise)).toEqual(['DW001']);
    expect((await codes(officer)).toSorted()).toEqual(['DA001', 'DW001', 'DW002']);
    for (const path of ['', '/export']) {
      expect((await enterprise.get(`/api/sources/${sites.own}${path}`)).statusCode, path).toBe(200);
      for (const id of [sites.other, sites.gas, 999]) {
        expect((await enterprise.get(`/api/sources/${id}${path}`)).statusCode, path).toBe(404);
      }
    }
    expect((await enterprise.get('/api/noise')).statusCode).toBe(403);
    const file = await enterprise.get('/api/sources-export');
    expect(await cells(file.rawPayload)).not.toContain('DW002');
  });

  it('a site of another kind is no outlet', async () => {
    const { points } = (await officer.get('/api/noise')).json();
    expect((await officer.get(`/api/sources/${points[0].id}`)).statusCode).toBe(404);
  });

  it('the files carry what the pages show', async () => {
    expect(await cells((await officer.get('/api/sources-export')).rawPayload)).toEqual(
      expect.arrayContaining(['DW001', 'DW002', '超标（暂定）', 97.22]),
    );
    const one = await cells((await officer.get(`/api/sources/${sites.own}/export`)).rawPayload);
    expect(one).toEqual(expect.arrayContaining([day, 61.4, 666, '达标（暂定）', '缺数 1 时、维护 1 时']));
    expect(await cells((await officer.get('/api/noise-export')).rawPayload)).toEqual(
      expect.arrayContaining(['Z-1', 60.2, 60, '超标', 'Y-1', 2.5]),
    );
  });
});

describe('noise and dust', () => {
  it('judges Ld and Ln against the zone; an incomplete day is not judged', async () => {
    const page = (await officer.get(`/api/noise?day=${day}`)).json();
    const [loud, short] = page.points;
    expect(loud.day).toEqual({ value: '60.2', valid: 16, expected: 16, limit: 60, outcome: 'exceeds' });
    expect(loud.night).toEqual({ value: '48.0', valid: 8, expected: 8, limit: 50, outcome: 'within' });
    expect(short.day).toEqual({ value: null, valid: 15, expected: 16, limit: 60, outcome: 'not-judged' });
    expect(page.compliance).toEqual({ day: { met: 0, judged: 1 }, night: { met: 2, judged: 2 } });
    expect(page.noiseStandard).toMatchObject({ id: 'GB 3096-2008', mark: 'verified' });
  });

  it('counts dust hours as a lower bound: a breach shows, its absence proves nothing', async () => {
    const [site] = (await officer.get(`/api/noise?day=${day}`)).json().dust;
    expect(site).toMatchObject({ outcome: 'exceeds', valid: 24, highest: { hour: 2, value: 2.5 } });
    expect(site.counts).toEqual([
      { limit: '2.0', count: 2, allowed: 1, over: true },
      { limit: '1.0', count: 2, allowed: 6, over: false },
    ]);
    const [empty] = (await officer.get(`/api/noise?day=${before}`)).json().dust;
    expect(empty).toMatchObject({ outcome: 'none', valid: 0, latest: null });
  });
});

it.each([
  ['62.183', null, '62.2'],
  ['5.665', null, '5.66'],
  ['0.0125', null, '0.012'],
  ['80.04', '80', '80.04'],
  ['79.96', '80', '79.96'],
  ['80', '80', '80.0'],
])('%s under the limit %s is printed as %s', (value, upper, text) => {
  const [whole = '', digits = ''] = value.split('.');
  const exact = { numerator: BigInt(whole + digits), denominator: 10n ** BigInt(digits.length) };
  expect(figureText(exact, upper === null ? null : { lower: null, upper })).toBe(text);
});

async function cells(file: Buffer): Promise<unknown[]> {
  const book = new exceljs.Workbook();
  await book.xlsx.load(file as unknown as ArrayBuffer);
  const found: unknown[] = [];
  book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => found.push(cell.value))));
  return found;
}
