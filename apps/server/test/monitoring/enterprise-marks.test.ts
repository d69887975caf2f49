import { beforeAll, describe, expect, it } from 'vitest';
import { aggregateDirty } from '../../src/services/monitoring/aggregate/aggregate-dirty.ts';
import { judgeDays } from '../../src/services/monitoring/alerts/judge-days.ts';
import { putHours, readHourDays, setVerdicts } from '../../src/store/monitoring/hours.queries.ts';
import { addSiteLimit } from '../../src/store/monitoring/sites.queries.ts';
import { makeWorld, type Person, type World } from '../api/world.ts';
import { addSite, hoursOfDay, steady } from './sites-setup.ts';

const day = '2025-05-20';
const [nox, cod, flow] = ['a21002', 'w01018', 'w00000'];
let world: World;
let officer: Person;
let plant: Person;
const sites = { gas: 0, water: 0 };

beforeAll(async () => {
  world = await makeWorld();
  // 10:00 of the next day in Shanghai: marks are open until 12:00.
  world.setTime('2025-05-21T02:00:00Z');
  officer = await world.as('MON');
  plant = await world.as('ENT', 'town');
  const { env, orgs } = world;
  const outlet = (code: string, factors: Record<string, string>, medium: 'water' | 'gas') =>
    addSite(env, code, factors, { kind: 'outlet', enterpriseOrg: orgs.town, props: { medium } });
  sites.gas = await outlet('DA001', { [nox]: 'mg/m³' }, 'gas');
  sites.water = await outlet('DW001', { [cod]: 'mg/L', [flow]: 'm³/h' }, 'water');
  const limit = { validFrom: '2025-01-01', validTo: null, basis: '排污许可证', mark: 'local' as const };
  const upper = (siteId: number, factor: string, period: 'hour' | 'day', value: string) =>
    addSiteLimit(env.store.db, { ...limit, siteId, factor, period, lower: null, upper: value }, null);
  await upper(sites.gas, nox, 'hour', '100');
  await upper(sites.water, cod, 'day', '50');
  const peak = (base: number, over: number) =>
    steady(base).map((value, index) => (index === 8 ? over : value));
  await putHours(env.store.db, [
    ...hoursOfDay(sites.gas, nox, day, peak(60, 130)),
    // 23 × 40 and 400 with the same flow: 55, over 50; without hour 9 the mean is 40.
    ...hoursOfDay(sites.water, cod, day, peak(40, 400)),
    ...hoursOfDay(sites.water, flow, day, steady(10)),
  ]);
  await work();
});

/** What the pipeline does with what changed. */
const work = async () => judgeDays(world.env, await aggregateDirty(world.env));

async function pageOf(site: number) {
  const page = (await officer.get(`/api/sources/${site}?from=${day}&to=${day}`)).json();
  return { page, today: page.days[0] };
}

const mark = async (siteId: number, word: string, hours: number[], factor: string | null = null) => {
  const body = { day, siteId, factor, hours, mark: word, note: '换滤膜' };
  const answer = await plant.send('POST', '/api/monitoring/marks', body);
  expect(answer.statusCode, answer.body).toBe(200);
  await work();
  return answer.json().id as string;
};
const unmark = async (id: string) => {
  expect((await plant.send('DELETE', `/api/monitoring/marks/${id}`)).statusCode).toBe(200);
  await work();
};
const alertsOf = async (site: number) =>
  (await officer.get(`/api/monitoring/alerts?site=${site}`))
    .json()
    .items.map((one: { kind: string; state: string }) => `${one.kind} ${one.state}`);

describe('hours that an enterprise marked', () => {
  it('exceed without a mark', async () => {
    expect((await pageOf(sites.gas)).today).toMatchObject({ outcome: 'exceeds' });
    expect((await pageOf(sites.water)).today).toMatchObject({ outcome: 'exceeds' });
    expect(await alertsOf(sites.gas)).toEqual(['exceed-hour closed']);
    expect(await alertsOf(sites.water)).toContain('exceed-day open');
  });

  it('do not count under a device mark: day, alert, rate and page say so, raw values stay', async () => {
    const id = await mark(sites.gas, '维护', [9]);
    const { page, today } = await pageOf(sites.gas);
    expect(today).toMatchObject({
      outcome: 'within',
      leftOut: [{ reason: { zh: '企业标记维护' }, hours: 1 }],
      // 24 due, 24 came, 23 count: the rate is 24/24 × 23/24.
      rate: { due: 24, received: 24, valid: 23, text: '95.83', meets: true },
    });
    expect(page.series[0].hours[8]).toMatchObject({
      value: null,
      raw: 130,
      state: 'invalid',
      reason: { zh: '企业标记维护' },
      outcome: null,
    });
    expect(page.marks).toMatchObject([
      {
        mark: '维护',
        note: '换滤膜',
        hours: [9],
        uses: [{ use: 'not-valid', reason: { zh: '企业标记维护' }, hours: [9] }],
      },
    ]);
    expect(page.markingRule).toMatchObject({ id: '公告2022年第21号', mark: 'single source' });
    expect(await alertsOf(sites.gas)).toEqual(['exceed-hour withdrawn']);
    const [block] = await readHourDays(world.env.store.db, { siteIds: [sites.gas], from: day, to: day });
    expect([block?.values[8], block?.marks]).toEqual([130, 'N'.repeat(24)]);
    const rates = (await officer.get(`/api/monitoring/review/rates?day=${day}`)).json();
    expect(rates.items.find((one: { siteId: number }) => one.siteId === sites.gas)).toMatchObject({
      due: 24,
      received: 24,
      valid: 23,
      effective: '95.83',
    });
    await unmark(id);
    expect((await pageOf(sites.gas)).today).toMatchObject({ outcome: 'exceeds', leftOut: [] });
    expect(await alertsOf(sites.gas)).toContain('exceed-hour closed');
  });

  it('change the mean of a day that is made from them', async () => {
    const id = await mark(sites.water, '校准/校验', [9], cod);
    const { today } = await pageOf(sites.water);
    const figure = today.figures.find((one: { factor: string }) => one.factor === cod);
    expect(figure).toMatchObject({ value: '40.0', valid: 23, outcome: 'within' });
    expect(await alertsOf(sites.water)).not.toContain('exceed-day open');
    await unmark(id);
  });

  it('are not due during a standstill, unless something flows', async () => {
    const stopped = await mark(sites.gas, '停运', [9, 10]);
    expect((await pageOf(sites.gas)).today).toMatchObject({
      outcome: 'within',
      rate: { due: 22, received: 22, valid: 22, text: '100.00' },
    });
    await unmark(stopped);
    const flowing = await mark(sites.water, '停运', [9]);
    const { page, today } = await pageOf(sites.water);
    expect(today).toMatchObject({ outcome: 'exceeds', rate: { due: 48 } });
    expect(page.marks[0].uses[0]).toMatchObject({
      use: 'none',
      reason: { zh: '标记停运，同时流量 10，标记未采信，照常参与判定' },
    });
    await unmark(flowing);
  });

  it('count in a working condition that nobody has verified, and where a reviewer says so', async () => {
    const condition = await mark(sites.gas, '启炉', [9]);
    const { page, today } = await pageOf(sites.gas);
    expect(today.outcome).toBe('exceeds');
    expect(page.marks[0].uses[0].reason.zh).toContain('是否在允许时间内未核实，照常参与判定');
    await unmark(condition);
    await mark(sites.gas, '维护', [9]);
    expect((await pageOf(sites.gas)).today.outcome).toBe('within');
    await setVerdicts(world.env.store.db, { siteId: sites.gas, factor: nox, day }, [9], 'V');
    await work();
    expect((await pageOf(sites.gas)).today.outcome).toBe('exceeds');
  });
});
