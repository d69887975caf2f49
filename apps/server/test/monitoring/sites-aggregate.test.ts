import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Env } from '../../src/services/env.ts';
import { aggregateDirty } from '../../src/services/monitoring/aggregate/aggregate-dirty.ts';
import { rebuild } from '../../src/services/monitoring/aggregate/rebuild.ts';
import { type HourEntry, putHours, setVerdicts } from '../../src/store/monitoring/hours.queries.ts';
import {
  districtSite,
  type PeriodValue,
  readPeriodValues,
} from '../../src/store/monitoring/period-values.queries.ts';
import { addSiteFactors } from '../../src/store/monitoring/sites.queries.ts';
import { addSite, freshEnv, hoursOfDay, sixPollutants, steady } from './sites-setup.ts';

let env: Env;
beforeAll(async () => {
  env = await freshEnv();
});

async function figure(
  siteId: number,
  period: PeriodValue['period'],
  start: string,
  factor: string,
  statistic: string,
): Promise<PeriodValue | undefined> {
  const [found] = await readPeriodValues(env.store.db, {
    siteIds: [siteId],
    period,
    from: start,
    to: start,
    factors: [factor],
    statistics: [statistic],
  });
  return found;
}

const put = (hours: HourEntry[]) => putHours(env.store.db, hours);

describe('days of an air station', () => {
  it('a mean needs 20 valid hours; fewer leave a figure without value and say how many came', async () => {
    const site = await addSite(env, 'air-20h', { a34004: 'µg/m³', a34002: 'µg/m³' }, { assessed: false });
    await put([
      ...hoursOfDay(site, 'a34004', '2025-03-01', [...steady(30).slice(0, 19), 49, null, null, null, null]),
      ...hoursOfDay(site, 'a34002', '2025-03-01', [...steady(30).slice(0, 19), null, null, null, null, null]),
    ]);
    expect(await aggregateDirty(env)).toEqual([{ siteId: site, day: '2025-03-01' }]);
    expect(await figure(site, 'day', '2025-03-01', 'a34004', 'mean')).toMatchObject({
      value: '30.95',
      valid: 20,
      received: 20,
      expected: 24,
      complete: true,
    });
    expect(await figure(site, 'day', '2025-03-01', 'a34002', 'mean')).toMatchObject({
      value: null,
      valid: 19,
      complete: false,
    });
    // HJ 633-2012 lets an index be published without a pollutant, HJ 633-2026 does not below 100.
    expect(await figure(site, 'day', '2025-03-01', 'AQI', 'index')).toMatchObject({ value: '45', valid: 1 });
    await put([
      ...hoursOfDay(site, 'a34004', '2026-03-01', steady(30)),
      ...hoursOfDay(site, 'a34002', '2026-03-01', steady(30).slice(0, 19)),
    ]);
    await aggregateDirty(env);
    expect(await figure(site, 'day', '2026-03-01', 'AQI', 'index')).toMatchObject({
      value: null,
      complete: false,
      detail: { level: null, edition: 'HJ 633-2026' },
    });
  });

  it('a reviewer’s 无效 takes an hour out, the raw value stays', async () => {
    const site = await addSite(env, 'air-review', { a34004: 'µg/m³' }, { assessed: false });
    await put(hoursOfDay(site, 'a34004', '2025-03-01', [...steady(20).slice(0, 23), 500]));
    await aggregateDirty(env);
    expect((await figure(site, 'day', '2025-03-01', 'a34004', 'mean'))?.value).toBe('40');
    await setVerdicts(env.store.db, { siteId: site, factor: 'a34004', day: '2025-03-01' }, [24], 'I');
    await aggregateDirty(env);
    expect(await figure(site, 'day', '2025-03-01', 'a34004', 'mean')).toMatchObject({
      value: '20',
      valid: 23,
      received: 24,
    });
  });

  it('ozone has the largest 8-hour mean of hours 1 to 24 and the largest hour; CO in µg/m³ is converted', async () => {
    const site = await addSite(env, 'air-o3', { a05024: 'µg/m³', a21005: 'ug/m3' }, { assessed: false });
    const ozone = [...steady(40).slice(0, 12), 100, 110, 120, 130, 140, 150, 160, 170, 60, 60, 60, 60];
    await put([
      ...hoursOfDay(site, 'a05024', '2025-07-01', ozone),
      ...hoursOfDay(site, 'a21005', '2025-07-01', steady(800)),
    ]);
    await aggregateDirty(env);
    expect(await figure(site, 'day', '2025-07-01', 'a05024', 'mda8')).toMatchObject({ value: '135' });
    expect(await figure(site, 'day', '2025-07-01', 'a05024', 'max1h')).toMatchObject({ value: '170' });
    expect(await figure(site, 'day', '2025-07-01', 'a21005', 'mean')).toMatchObject({ value: '0.8' });
    // MDA8 135 lies between 100 (50) and 160 (100): 79.17, rounded up.
    expect(await figure(site, 'day', '2025-07-01', 'AQI', 'index')).toMatchObject({
      value: '80',
      detail: { level: 2, primary: ['a05024'], edition: 'HJ 633-2012' },
    });
  });

  it('a pollutant that is expected later is missing, not unmonitored, and the day is made again', async () => {
    const site = await addSite(env, 'air-later', { a34004: 'µg/m³' }, { assessed: false });
    await put(hoursOfDay(site, 'a34004', '2025-04-01', steady(20)));
    await aggregateDirty(env);
    expect((await figure(site, 'day', '2025-04-01', 'AQI', 'index'))?.value).toBe('29');
    await addSiteFactors(env.store.db, [
      { siteId: site, factor: 'a21004', unit: 'µg/m³', since: '2025-01-01' },
    ]);
    expect(await aggregateDirty(env)).toEqual([{ siteId: site, day: '2025-04-01' }]);
    const after = await figure(site, 'day', '2025-04-01', 'AQI', 'index');
    expect(after).toMatchObject({ expected: 2, valid: 1 });
  });

  it('days before the first editions have concentrations and no index', async () => {
    const site = await addSite(env, 'air-2012', { a05024: 'µg/m³' }, { assessed: false });
    await put(hoursOfDay(site, 'a05024', '2012-07-01', steady(90)));
    await aggregateDirty(env);
    expect((await figure(site, 'day', '2012-07-01', 'a05024', 'mda8'))?.value).toBe('90');
    expect(await figure(site, 'day', '2012-07-01', 'AQI', 'index')).toBeUndefined();
    expect((await figure(site, 'year', '2012-01-01', 'a05024', 'p90'))?.value).toBe('90');
  });
});

describe('months and years of an air station, and the district', () => {
  it('month means, percentiles and good days say whether they are complete', async () => {
    const one = await addSite(env, 'district-1', sixPollutants);
    const two = await addSite(env, 'district-2', sixPollutants);
    const days = Array.from({ length: 28 }, (_, index) => `2024-02-${String(index + 1).padStart(2, '0')}`);
    const clean: Record<string, number> = {
      a34004: 30,
      a34002: 40,
      a21026: 5,
      a21004: 20,
      a05024: 60,
      a21005: 0.5,
    };
    for (const [site, more] of [
      [one, 0],
      [two, 20],
    ] as const)
      await put(
        days.flatMap((day, index) =>
          Object.entries(clean).flatMap(([factor, value]) =>
            hoursOfDay(site, factor, day, steady(factor === 'a34004' ? value + index + more : value)),
          ),
        ),
      );
    await aggregateDirty(env);
    expect(await figure(one, 'month', '2024-02-01', 'a34004', 'mean')).toMatchObject({
      value: '43.5',
      valid: 28,
      expected: 29,
      complete: true,
      detail: { rounded: '44' },
    });
    expect(await figure(one, 'year', '2024-01-01', 'a34004', 'mean')).toMatchObject({
      value: '43.5',
      valid: 28,
      expected: 366,
      complete: false,
      detail: { rounded: null, compliant: null },
    });
    // 30 … 57: k = 1 + 27 · 0.95 = 26.65.
    expect((await figure(one, 'year', '2024-01-01', 'a34004', 'p95'))?.value).toBe('55.65');
    // The district is the mean of both: 40 … 67, and its index is made from that.
    expect(await figure(districtSite, 'day', '2024-02-28', 'a34004', 'mean')).toMatchObject({
      value: '67',
      valid: 2,
      expected: 2,
    });
    expect((await figure(districtSite, 'month', '2024-02-01', 'a34004', 'mean'))?.value).toBe('53.5');
    expect(await figure(districtSite, 'month', '2024-02-01', 'AQI', 'good')).toMatchObject({
      value: '28',
      valid: 28,
      expected: 29,
    });
    expect(await figure(two, 'month', '2024-02-01', 'AQI', 'good')).toMatchObject({ value: '26', valid: 28 });
  });

  it('with one of three stations valid the district has no value', async () => {
    const day = '2023-01-01';
    await addSite(env, 'district-3', sixPollutants);
    const found = await sql<{ id: number }>`select id from site where code = 'district-1'`.execute(
      env.store.db,
    );
    await put(hoursOfDay(found.rows[0]?.id as number, 'a34004', day, steady(10)));
    await aggregateDirty(env);
    expect(await figure(districtSite, 'day', day, 'a34004', 'mean')).toMatchObject({
      value: null,
      valid: 1,
      expected: 3,
      complete: false,
    });
  });
});

describe('other kinds', () => {
  it('waste water: plain and flow-weighted means, valid with 75 % of what is due', async () => {
    const site = await addSite(
      env,
      'outlet-1',
      { w01018: 'mg/L', w00000: 'L/s', w01001: '1' },
      { kind: 'outlet', props: { medium: 'water' } },
    );
    await put([
      ...hoursOfDay(site, 'w01018', '2025-05-01', [...steady(40).slice(0, 12), ...steady(80).slice(0, 12)]),
      ...hoursOfDay(site, 'w00000', '2025-05-01', [...steady(3).slice(0, 12), ...steady(1).slice(0, 12)]),
      ...hoursOfDay(site, 'w01001', '2025-05-01', [...steady(7).slice(0, 17)]),
    ]);
    await aggregateDirty(env);
    expect((await figure(site, 'day', '2025-05-01', 'w01018', 'mean'))?.value).toBe('60');
    expect((await figure(site, 'day', '2025-05-01', 'w01018', 'weighted'))?.value).toBe('50');
    expect(await figure(site, 'day', '2025-05-01', 'w01001', 'mean')).toMatchObject({
      value: null,
      valid: 17,
      expected: 24,
    });
    expect(await figure(site, 'day', '2025-05-01', 'w01001', 'weighted')).toBeUndefined();
  });

  it('hours in which the source stood still are not due', async () => {
    const site = await addSite(
      env,
      'stack-1',
      { a21026: 'mg/m³' },
      { kind: 'outlet', props: { medium: 'gas' } },
    );
    await put([
      ...hoursOfDay(site, 'a21026', '2025-05-01', steady(20).slice(0, 6)),
      ...Array.from({ length: 18 }, (_, index) => ({
        siteId: site,
        factor: 'a21026',
        day: '2025-05-01',
        hour: index + 7,
        value: 0,
        mark: 'F' as const,
        source: 'g' as const,
      })),
    ]);
    await aggregateDirty(env);
    expect(await figure(site, 'day', '2025-05-01', 'a21026', 'mean')).toMatchObject({
      value: '20',
      valid: 6,
      received: 24,
      expected: 6,
      complete: true,
    });
  });

  it('noise: day and night levels of the natural day', async () => {
    const site = await addSite(env, 'noise-1', { Leq: 'dB' }, { kind: 'noise' });
    await put(
      hoursOfDay(
        site,
        'Leq',
        '2025-05-01',
        steady(60).map((level, hour) => (hour < 6 || hour > 21 ? 50 : level)),
      ),
    );
    await aggregateDirty(env);
    expect(await figure(site, 'day', '2025-05-01', 'Leq', 'leq-d')).toMatchObject({
      value: '60',
      expected: 16,
    });
    expect(await figure(site, 'day', '2025-05-01', 'Leq', 'leq-n')).toMatchObject({
      value: '50',
      expected: 8,
    });
  });

  it('a section: mean of all values of the month, its class, the year over the months', async () => {
    const site = await addSite(
      env,
      'section-1',
      { w21003: 'mg/L', w01019: 'mg/L', w21011: 'mg/L', w01009: 'mg/L' },
      { kind: 'section', intervalHours: 4, props: { water: 'river', targetClass: 'Ⅲ' } },
    );
    const four = (values: number[]) =>
      Array.from({ length: 24 }, (_, index) => (index % 4 === 3 ? (values[(index - 3) / 4] ?? null) : null));
    await put([
      ...hoursOfDay(site, 'w21003', '2025-05-01', four([1, 1, 1, 1, 1, 1])),
      ...hoursOfDay(site, 'w21003', '2025-05-02', four([2, 2])),
      ...hoursOfDay(site, 'w01009', '2025-05-01', four([8, 8, 8, 8, 8, 8])),
      ...hoursOfDay(site, 'w21003', '2025-06-01', four([0.5, 0.5, 0.5, 0.5, 0.5, 0.5])),
    ]);
    await aggregateDirty(env);
    expect((await figure(site, 'month', '2025-05-01', 'w21003', 'mean'))?.value).toBe('1.25');
    expect(await figure(site, 'month', '2025-05-01', 'GB3838', 'class')).toMatchObject({
      value: '4',
      detail: { deciding: ['w21003'], meetsTarget: false },
    });
    expect((await figure(site, 'year', '2025-01-01', 'w21003', 'mean'))?.value).toBe('0.875');
    expect((await figure(site, 'year', '2025-01-01', 'GB3838', 'class'))?.value).toBe('3');
  });
});

describe('rebuilding', () => {
  it('gives the same figures as aggregating step by step, in any order and with late data', async () => {
    const outlet = { kind: 'outlet' as const, props: { medium: 'water' as const } };
    let number = 0;
    const hour = fc.record({
      factor: fc.constantFrom('a34004', 'a05024', 'w01018', 'w00000'),
      day: fc.constantFrom('2024-12-30', '2024-12-31', '2025-01-01', '2025-02-28'),
      from: fc.integer({ min: 1, max: 4 }),
      value: fc.integer({ min: 0, max: 2000 }).map((value) => value / 10),
      mark: fc.constantFrom('N', 'N', 'N', 'D') as fc.Arbitrary<'N' | 'D'>,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(hour, { minLength: 1, maxLength: 5 }), { maxLength: 5 }),
        async (steps) => {
          number += 1;
          const air = await addSite(env, `p-air-${number}`, sixPollutants);
          const water = await addSite(env, `p-out-${number}`, { w01018: 'mg/L', w00000: 'L/s' }, outlet);
          for (const step of steps) {
            await put(
              step.flatMap(({ factor, day, from, value, mark }) =>
                Array.from({ length: 21 }, (_, index) => ({
                  siteId: factor.startsWith('a') ? air : water,
                  factor,
                  day,
                  hour: from + index,
                  value: value + index,
                  mark,
                  source: 'g' as const,
                })),
              ),
            );
            await aggregateDirty(env);
          }
          const figures = async () =>
            (
              await sql`select site_id, factor, statistic, period, start, value, valid, received, expected, complete, detail
              from period_value where site_id in (${air}, ${water}, 0) order by 1, 4, 5, 2, 3`.execute(
                env.store.db,
              )
            ).rows;
          const before = await figures();
          await sql`delete from period_value where site_id in (${air}, ${water})`.execute(env.store.db);
          await rebuild(env, [air, water], '2024-01-01', '2025-12-31');
          await aggregateDirty(env);
          expect(await figures()).toEqual(before);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('takes figures away whose hours are gone', async () => {
    const site = await addSite(env, 'gone', { a34004: 'µg/m³' }, { assessed: false });
    await put(hoursOfDay(site, 'a34004', '2025-05-01', steady(20)));
    await aggregateDirty(env);
    await sql`delete from hour_day where site_id = ${site}`.execute(env.store.db);
    expect(await rebuild(env, [site], '2025-01-01', '2025-12-31')).toBe(1);
    await aggregateDirty(env);
    expect(await figure(site, 'day', '2025-05-01', 'a34004', 'mean')).toBeUndefined();
    expect(await figure(site, 'month', '2025-05-01', 'a34004', 'mean')).toBeUndefined();
  });

  it('a failed round leaves the days on the list', async () => {
    const site = await addSite(env, 'fails', { a34004: 'µg/m³' }, { assessed: false });
    await put(hoursOfDay(site, 'a34004', '2025-05-01', steady(20)));
    const { store } = env;
    const broken: Env = {
      ...env,
      store: {
        ...store,
        transaction: (fn) =>
          store.transaction(async (trx) => {
            await fn(trx);
            throw new Error('killed before the commit');
          }),
      },
    };
    await expect(aggregateDirty(broken)).rejects.toThrow('killed');
    expect(await figure(site, 'day', '2025-05-01', 'a34004', 'mean')).toBeUndefined();
    expect(await aggregateDirty(env)).toEqual([{ siteId: site, day: '2025-05-01' }]);
  });
});
