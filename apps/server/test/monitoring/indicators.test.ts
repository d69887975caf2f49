import { daysBetween } from '@huanzhi/monitoring';
import { beforeAll, describe, expect, it } from 'vitest';
import { processReadings } from '../../src/jobs/process-readings.ts';
import { runDueJobs } from '../../src/jobs/run-due-jobs.ts';
import { newId } from '../../src/store/ids.ts';
import { putHours, setVerdicts } from '../../src/store/monitoring/hours.queries.ts';
import { appendReviewEvents } from '../../src/store/monitoring/review/events.queries.ts';
import { addSiteFactors, saveSite } from '../../src/store/monitoring/sites.queries.ts';
import { newKey, type Person } from '../api/world.ts';
import { type AirWorld, makeAirWorld } from './air-world.ts';
import { publishGoals, type ShownTarget, targetsOf } from './indicators-setup.ts';
import { plainSite } from './sites-setup.ts';

const text = `示例区2025年生态环境工作计划

一、主要目标

到2025年底，PM2.5年均浓度控制在35微克/立方米以下，绿化覆盖率达到40%，断面水质达标率达到90%以上。

二、重点任务

（一）治理工地扬尘。完成30个工地治理，2025年10月底前完成。
（牵头单位：区生态环境局）
`;

let world: AirWorld;
let coord: Person;
let reviewer: Person;
let station: number;

/** The station measures PM2.5 alone, with one value for all hours of a day. */
async function measure(from: string, to: string, value: (day: string) => number): Promise<void> {
  const entries = daysBetween(from, to).flatMap((day) =>
    Array.from({ length: 24 }, (_, index) => ({
      siteId: station,
      factor: 'a34004',
      day,
      hour: index + 1,
      value: value(day),
      mark: 'N' as const,
      source: 'g' as const,
    })),
  );
  await putHours(world.env.store.db, entries);
  await processReadings(world.env);
}

const find = async (name: string): Promise<ShownTarget> => {
  const found = (await targetsOf(coord)).find((one) => one.name.includes(name));
  if (found === undefined) throw new Error(name);
  return found;
};
const progress = async (id: string, asOf?: string) =>
  (await coord.get(`/api/targets/${id}/progress${asOf === undefined ? '' : `?asOf=${asOf}`}`)).json();

beforeAll(async () => {
  world = await makeAirWorld('2025-01-10T02:00:00Z');
  coord = await world.as('COORD');
  reviewer = await world.as('MON');
  const { db } = world.env.store;
  station = await saveSite(db, { ...plainSite, code: 'air-pm', name: '临江站' });
  await addSiteFactors(db, [{ siteId: station, factor: 'a34004', unit: 'µg/m³', since: '2023-01-01' }]);
  await publishGoals(coord, text);
});

describe('a bound target through its year', () => {
  it('is bound by its name, and has no status before there are data', async () => {
    const mean = await find('PM2.5');
    expect(mean).toMatchObject({
      status: 'none',
      current: null,
      bound: { indicator: 'air.pm25.mean', auto: true, year: 2025 },
    });
    expect((await find('绿化覆盖率')).bound).toBeNull();
    expect((await find('断面')).bound?.indicator).toBe('water.compliant');
  });

  it('takes its value from the indicator and not from people', async () => {
    const { id } = await find('PM2.5');
    const refused = await coord.send('POST', `/api/targets/${id}/values`, {
      idempotencyKey: newKey(),
      asOf: '2025-01-09',
      value: 20,
      source: '手工',
    });
    expect([refused.statusCode, refused.json().problems[0].code]).toEqual([422, 'bound']);
  });

  it('projects by the year before, with headroom and reason', async () => {
    await measure('2024-01-01', '2024-12-31', (day) => (day > '2024-10-31' ? 42 : 30));
    world.setTime('2025-11-01T02:00:00Z');
    await measure('2025-01-01', '2025-10-31', () => 33);
    const mean = await find('PM2.5');
    expect(mean).toMatchObject({ status: 'on-course', current: { value: 33, asOf: '2025-10-31' } });
    // (33 · 304 + 42 · 61) / 365 = 34.50…, prints as 35
    expect(mean.bound).toMatchObject({ projected: { value: '34.5' }, short: { zh: '日均 ≤ 44.9' } });
    expect(mean.reason.zh).toContain('2024 年同期 42.0');
    const page = await progress(mean.id);
    expect(page.projection).toMatchObject({ method: 'same-period', years: [2024] });
    expect(page.headroom).toEqual({
      kind: 'mean',
      remaining: 61,
      restMean: '44.9',
      samePeriod: { value: '42.0', low: '42.0', high: '42.0' },
    });
  });

  it('shows the state of an earlier day when asked', async () => {
    const { id } = await find('PM2.5');
    const page = await progress(id, '2025-03-31');
    expect([page.asOf, page.months.length, page.headroom.remaining]).toEqual(['2025-03-31', 3, 275]);
    expect((await coord.get(`/api/targets/${id}/progress?asOf=2025-3-1`)).statusCode).toBe(400);
  });

  it('moves when a reviewer takes hours away, and the history says who and why', async () => {
    world.setTime('2026-01-01T03:00:00Z');
    // 304 days of 33, 60 of 45 and one of 400: 35.97 prints as 36
    await measure('2025-11-01', '2025-12-31', (day) => (day === '2025-11-20' ? 400 : 45));
    const before = await find('PM2.5');
    expect(before).toMatchObject({ status: 'missed', current: { value: 36 } });
    world.setTime('2026-01-01T05:00:00Z');
    const hours = Array.from({ length: 24 }, (_, index) => index + 1);
    const where = { siteId: station, factor: 'a34004', day: '2025-11-20' };
    await setVerdicts(world.env.store.db, where, hours, 'I');
    await appendReviewEvents(world.env.store.db, [
      {
        ...where,
        step: newId(),
        at: world.env.clock().toISOString(),
        actor: reviewer.id,
        kind: 'verdict',
        hours,
        before: '.'.repeat(24),
        after: 'I'.repeat(24),
        reason: '校准漂移',
      },
    ]);
    await processReadings(world.env);
    const after = await find('PM2.5');
    expect(after).toMatchObject({ status: 'met', current: { value: 35 } });
    const page = await progress(after.id);
    expect(page.history.map((one: { value: string }) => one.value).slice(0, 2)).toEqual(['35', '36']);
    expect(page.history[0].why.zh).toBe('审核改变了 2025-11-20 临江站 的数据');
    expect(page.history[0].steps).toMatchObject([
      {
        by: expect.stringMatching(/^MON/),
        reason: '校准漂移',
        what: { zh: '审核：2025-11-20 临江站 细颗粒物 1–24 时' },
      },
    ]);
    expect(page.statuses.map((one: { status: string }) => one.status)).toEqual([
      'met',
      'missed',
      'on-course',
    ]);
    expect(page.days.find((one: { day: string }) => one.day === '2025-11-20').value).toBeNull();
  });

  it('appends nothing when the same figures come again', async () => {
    const { id } = await find('PM2.5');
    const { length } = (await progress(id)).history;
    await measure('2025-11-21', '2025-11-22', () => 45);
    expect((await progress(id)).history).toHaveLength(length);
  });

  it('a late correction is told from a review', async () => {
    const { id } = await find('PM2.5');
    world.setTime('2026-01-02T05:00:00Z');
    await measure('2025-03-01', '2025-03-01', () => 90);
    const [newest] = (await progress(id)).history;
    expect(newest.steps).toEqual([]);
    expect(newest.why.zh).toBe('2025-03-01 临江站 的数据补传或更正');
  });
});

describe('binding by a person', () => {
  it('lists what fits and what the name suggests', async () => {
    const { id } = await find('PM2.5');
    const { items } = (await coord.get(`/api/indicators?target=${id}`)).json();
    const by = (key: string) => items.find((one: { key: string }) => one.key === key);
    expect(by('air.pm25.mean')).toMatchObject({
      fits: true,
      suggested: true,
      version: 1,
      year: 2025,
      latest: { value: '35' },
    });
    expect(by('air.pm10.mean')).toMatchObject({ fits: true, suggested: false });
    expect(by('air.good-days').fits).toBe(false);
    expect(by('registry.task.completion')).toMatchObject({ formula: { zh: '已完成 ÷ 期内到期的全部任务' } });
  });

  it('refuses another unit, an unknown indicator and a stranger', async () => {
    const { id } = await find('PM2.5');
    const put = (person: Person, indicator: string | null) =>
      person.send('PUT', `/api/targets/${id}/indicator`, { indicator, reason: '' });
    expect((await put(coord, 'air.good-days')).json().problems[0].code).toBe('unit');
    expect((await put(coord, 'air.dust')).json().problems[0].code).toBe('unknown');
    for (const role of ['DEPT', 'TOWN', 'DIST'] as const)
      expect((await put(await world.as(role), null)).json().code).toBe('forbidden');
    const enterprise = await world.as('ENT');
    expect((await put(enterprise, null)).json().code).toBe('forbidden');
    for (const path of [
      `/api/targets/${id}/progress`,
      '/api/indicators',
      `/api/targets/${id}/progress-export`,
    ])
      expect((await enterprise.get(path)).json().code).toBe('forbidden');
    expect((await (await world.as('DEPT')).get(`/api/targets/${id}/progress`)).statusCode).toBe(200);
    expect((await (await world.as('DEPT')).get(`/api/targets/${id}/progress-export`)).json().code).toBe(
      'forbidden',
    );
    expect((await coord.get('/api/targets/no-such/progress')).json().code).toBe('not-found');
  });

  it('ends and starts a binding, with its history', async () => {
    const { id } = await find('PM2.5');
    const free = await coord.send('PUT', `/api/targets/${id}/indicator`, {
      indicator: null,
      reason: '口径不同',
    });
    expect(free.json()).toMatchObject({ bound: null, status: 'none', current: null });
    expect((await coord.get(`/api/targets/${id}/progress`)).json().problems[0].code).toBe('not-bound');
    const again = await coord.send('PUT', `/api/targets/${id}/indicator`, {
      indicator: 'air.pm25.mean',
      reason: '口径一致',
    });
    expect(again.json()).toMatchObject({ bound: { indicator: 'air.pm25.mean', auto: false } });
    const { bindings } = await progress(id);
    expect(
      bindings.map((one: { auto: boolean; indicator: string | null; reason: string }) => [
        one.auto,
        one.indicator,
        one.reason,
      ]),
    ).toEqual([
      [false, 'air.pm25.mean', '口径一致'],
      [false, null, '口径不同'],
      [true, 'air.pm25.mean', ''],
    ]);
  });

  it('binds to what a registry counts, computed once a day', async () => {
    const cover = await find('绿化覆盖率');
    const bound = await coord.send('PUT', `/api/targets/${cover.id}/indicator`, {
      indicator: 'registry.task.onCourse',
      reason: '试',
    });
    expect(bound.json()).toMatchObject({ status: 'none', bound: { indicator: 'registry.task.onCourse' } });
    world.setTime('2026-01-03T05:00:00Z');
    expect(await runDueJobs(world.env)).toContain('indicators');
    expect((await coord.get(`/api/targets/${cover.id}/progress`)).statusCode).toBe(200);
  });
});
