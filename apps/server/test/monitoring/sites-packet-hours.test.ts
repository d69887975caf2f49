import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { Layouts } from '../../src/ingest/layouts.ts';
import { type WaitingPacket, Writer } from '../../src/ingest/writer.ts';
import { processReadings } from '../../src/jobs/process-readings.ts';
import type { Env } from '../../src/services/env.ts';
import { hoursOfPackets } from '../../src/services/monitoring/packet-hours/hours-of-packets.ts';
import { noiseAndDust } from '../../src/services/monitoring/sources/noise-and-dust.ts';
import { alertsOfSites } from '../../src/store/monitoring/alerts/alerts.queries.ts';
import { putHours, readHourDays } from '../../src/store/monitoring/hours.queries.ts';
import { readPeriodValues } from '../../src/store/monitoring/period-values.queries.ts';
import type { Site } from '../../src/store/monitoring/sites.queries.ts';
import { saveStation } from '../../src/store/readings/stations.queries.ts';
import { addSite, freshEnv, hoursOfDay } from './sites-setup.ts';

let env: Env;
let writer: Writer;
beforeAll(async () => {
  env = await freshEnv();
  writer = new Writer(
    env.store,
    new Layouts(env.store, 50),
    500,
    () => {},
    () => {},
  );
});

/** A station of a new site; units by code as sent. */
async function station(
  name: string,
  siteFactors: Record<string, string>,
  units: Record<string, string>,
  more: Partial<Site> & { edition?: '2005' | '2017' } = {},
) {
  const { edition = '2017', ...rest } = more;
  const siteId = await addSite(env, name, siteFactors, { assessed: false, ...rest });
  const id = await saveStation(env.store.db, {
    mn: name,
    name,
    edition,
    crc: 'hj212',
    password: null,
    addresses: [],
    factors: Object.fromEntries(Object.entries(units).map(([code, unit]) => [code, { unit }])),
    active: true,
  } as Parameters<typeof saveStation>[1]);
  await sql`update gateway_station set site_id = ${siteId} where id = ${id}`.execute(env.store.db);
  return { id, siteId };
}

let keys = 0;
/** Stores packets as the gateway does. `at` is local time, e.g. `2025-05-01 09:00`. */
async function send(
  stationId: number,
  cn: number,
  packets: readonly { at: string; values: Record<string, number | null>; marks?: string }[],
) {
  await new Promise<void>((resolve) => {
    let left = packets.length;
    for (const { at, values, marks } of packets) {
      keys += 1;
      const waiting: WaitingPacket = {
        packet: {
          stationId,
          cn,
          layout: 0,
          at: Date.parse(`${at.replace(' ', 'T')}:00+08:00`),
          key: String(keys),
          receivedAt: Date.parse('2025-05-02T00:00:00Z') + keys,
          readings: Object.values(values).map((value) => value ?? Number.NaN),
          marks: marks ?? null,
          repairs: null,
          raw: Buffer.from(`raw ${keys}`),
        },
        layout: Object.keys(values).join(','),
        peer: 'test',
        mn: String(stationId),
        done: () => {
          left -= 1;
          if (left === 0) resolve();
        },
      };
      writer.add(waiting);
    }
  });
}

async function hour(siteId: number, factor: string, day: string, number: number) {
  const [block] = await readHourDays(env.store.db, {
    siteIds: [siteId],
    factors: [factor],
    from: day,
    to: day,
  });
  return (
    block && {
      value: block.values[number - 1],
      mark: block.marks[number - 1],
      source: block.sources[number - 1],
    }
  );
}

const minutes = (
  from: string,
  count: number,
  every: number,
  value: (index: number) => number,
  field: string,
) =>
  Array.from({ length: count }, (_, index) => ({
    at: `${from}:${String(index * every).padStart(2, '0')}`,
    values: { [field]: value(index) },
  }));

describe('hourly packets', () => {
  it('DataTime is the start: 23:00 makes hour 24 of the same day; the unit is converted', async () => {
    const { id, siteId } = await station('h-1', { a34004: 'µg/m³' }, { a34004: 'mg/m3' });
    await send(id, 2061, [{ at: '2025-05-01 23:00', values: { 'a34004-Avg': 0.035 } }]);
    await hoursOfPackets(env);
    expect(await hour(siteId, 'a34004', '2025-05-01', 24)).toEqual({ value: 35, mark: 'N', source: 'g' });
  });

  it('an end label makes the hour that ends then', async () => {
    const { id, siteId } = await station(
      'h-2',
      { a34004: 'µg/m³' },
      { a34004: 'µg/m³' },
      { props: { packetLabel: 'end' } },
    );
    await send(id, 2061, [{ at: '2025-05-01 09:00', values: { 'a34004-Avg': 12 } }]);
    await hoursOfPackets(env);
    expect(await hour(siteId, 'a34004', '2025-05-01', 9)).toMatchObject({ value: 12 });
    expect(await hour(siteId, 'a34004', '2025-05-01', 10)).toMatchObject({ mark: '-' });
  });

  it('wins over minutes; the one received last wins over the first; marks stay', async () => {
    const { id, siteId } = await station('h-3', { w01018: 'mg/L' }, { w01018: 'mg/L' }, { kind: 'outlet' });
    await send(
      id,
      2051,
      minutes('2025-05-01 09', 6, 10, () => 1, 'w01018-Avg'),
    );
    await send(id, 2061, [{ at: '2025-05-01 09:00', values: { 'w01018-Avg': 38.1 } }]);
    await send(id, 2061, [{ at: '2025-05-01 09:00', values: { 'w01018-Avg': 39.5 }, marks: 'D' }]);
    await hoursOfPackets(env);
    expect(await hour(siteId, 'w01018', '2025-05-01', 10)).toEqual({ value: 39.5, mark: 'D', source: 'g' });
  });

  it('a unit that is not configured, or means something else, makes an invalid hour and is counted', async () => {
    const { id, siteId } = await station('h-4', { a34004: 'µg/m³', a21026: 'µg/m³' }, { a21026: 'ppb' });
    await send(id, 2061, [{ at: '2025-05-01 09:00', values: { 'a34004-Avg': 35, 'a21026-Avg': 3 } }]);
    const report = await hoursOfPackets(env);
    expect(report.unknownUnits).toEqual([
      { stationId: id, code: 'a21026' },
      { stationId: id, code: 'a34004' },
    ]);
    expect(await hour(siteId, 'a34004', '2025-05-01', 10)).toEqual({ value: null, mark: '!', source: 'g' });
  });

  it('old codes and the flow of waste water', async () => {
    const { id, siteId } = await station(
      'h-5',
      { w01018: 'mg/L', w00000: 'L/s' },
      { '011': 'mg/L', B01: 'm³/h' },
      { kind: 'outlet', edition: '2005' },
    );
    await send(id, 2061, [{ at: '2025-05-01 09:00', values: { '011-Avg': 20, 'B01-Avg': 36 } }]);
    await hoursOfPackets(env);
    expect(await hour(siteId, 'w01018', '2025-05-01', 10)).toMatchObject({ value: 20 });
    expect(await hour(siteId, 'w00000', '2025-05-01', 10)).toMatchObject({ value: 10 });
  });
});

describe('minutes', () => {
  const table: [string, number, number, string, number | null][] = [
    ['six of six ten-minute means', 6, 10, 'N', 3.5],
    ['five of six', 5, 10, 'N', 3],
    ['four of six are too few', 4, 10, 'B', 2.5],
    ['45 of 60 minutes', 45, 1, 'N', 23],
    ['44 of 60 minutes are too few', 44, 1, 'B', 22.5],
  ];
  it.each(table)('%s', async (name, count, every, mark, value) => {
    const { id, siteId } = await station(`m-${name}`, { a34004: 'µg/m³' }, { a34004: 'µg/m³' });
    await send(
      id,
      2051,
      minutes('2025-05-01 09', count, every, (index) => index + 1, 'a34004-Avg'),
    );
    await hoursOfPackets(env);
    expect(await hour(siteId, 'a34004', '2025-05-01', 10)).toEqual({ value, mark, source: 'g' });
  });

  it('one abnormal minute makes an hour of waste water abnormal, not one of gas', async () => {
    for (const [medium, mark] of [
      ['water', 'M'],
      ['gas', 'N'],
    ] as const) {
      const factor = medium === 'water' ? 'w01018' : 'a21026';
      const { id, siteId } = await station(
        `mark-${medium}`,
        { [factor]: 'mg/m³' },
        { [factor]: 'mg/m³' },
        { kind: 'outlet', props: { medium } },
      );
      const sent = minutes('2025-05-01 09', 6, 10, () => 7, `${factor}-Avg`);
      await send(id, 2051, [...sent.slice(0, 5), { ...(sent[5] as (typeof sent)[0]), marks: 'M' }]);
      await hoursOfPackets(env);
      expect(await hour(siteId, factor, '2025-05-01', 10)).toMatchObject({ mark });
    }
  });

  it('seconds of 2011 become minutes first; noise is averaged by energy', async () => {
    const { id, siteId } = await station('m-noise', { Leq: 'dB' }, { Leq: 'dB' }, { kind: 'noise' });
    await send(
      id,
      2011,
      minutes('2025-05-01 09', 60, 1, (index) => (index < 30 ? 60 : 70), 'Leq-Rtd'),
    );
    await hoursOfPackets(env);
    expect((await hour(siteId, 'Leq', '2025-05-01', 10))?.value).toBeCloseTo(67.4036, 4);
  });
});

describe('late and killed', () => {
  it('a late packet makes the hour and its day again; an hour by hand stays', async () => {
    const { id, siteId } = await station('late', { a34004: 'µg/m³' }, { a34004: 'µg/m³' });
    const day = '2025-05-03';
    await send(
      id,
      2061,
      Array.from({ length: 20 }, (_, index) => ({
        at: `${day} ${String(index).padStart(2, '0')}:00`,
        values: { 'a34004-Avg': 20 },
      })),
    );
    expect(await processReadings(env)).toContainEqual({ siteId, day });
    const mean = async () =>
      (
        await readPeriodValues(env.store.db, {
          siteIds: [siteId],
          period: 'day',
          from: day,
          to: day,
          factors: ['a34004'],
        })
      )[0]?.value;
    expect(await mean()).toBe('20');
    await putHours(
      env.store.db,
      hoursOfDay(siteId, 'a34004', day, [30]).map((one) => ({ ...one, source: 'm' as const })),
    );
    await send(id, 2061, [
      { at: `${day} 00:00`, values: { 'a34004-Avg': 500 } },
      { at: `${day} 20:00`, values: { 'a34004-Avg': 31 } },
    ]);
    await processReadings(env);
    expect(await hour(siteId, 'a34004', day, 1)).toMatchObject({ value: 30, source: 'm' });
    expect(await mean()).toBe('21');
  });

  it('what a killed round took is on the list again', async () => {
    const { id, siteId } = await station('killed', { a34004: 'µg/m³' }, { a34004: 'µg/m³' });
    await send(id, 2061, [{ at: '2025-05-04 09:00', values: { 'a34004-Avg': 8 } }]);
    const broken: Env = {
      ...env,
      store: {
        ...env.store,
        transaction: (fn) =>
          env.store.transaction(async (trx) => {
            await fn(trx);
            throw new Error('killed before the commit');
          }),
      },
    };
    await expect(processReadings(broken)).rejects.toThrow('killed');
    expect(await hour(siteId, 'a34004', '2025-05-04', 10)).toBeUndefined();
    expect(await processReadings(env)).toEqual([{ siteId, day: '2025-05-04' }]);
  });

  it('days that a killed process did not judge are judged by the next round', async () => {
    const { id, siteId } = await station('unjudged', { a34004: 'µg/m³' }, { a34004: 'µg/m³' });
    await send(id, 2061, [{ at: '2025-05-05 09:00', values: { 'a34004-Avg': 8 } }]);
    await hoursOfPackets(env);
    const { aggregateDirty } = await import('../../src/services/monitoring/aggregate/aggregate-dirty.ts');
    await aggregateDirty(env);
    expect(await processReadings(env)).toEqual([{ siteId, day: '2025-05-05' }]);
    expect(await processReadings(env)).toEqual([]);
  });

  it('an hour that still runs waits for its end; one note of it is enough', async () => {
    const { id } = await station('running', { a34004: 'µg/m³' }, { a34004: 'µg/m³' });
    const now = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 + 7_200_000 + 8 * 3_600_000);
    const at = `${now.toISOString().slice(0, 13).replace('T', ' ')}:00`;
    for (const value of [1, 2, 3]) await send(id, 2011, [{ at, values: { 'a34004-Rtd': value } }]);
    await hoursOfPackets(env);
    const { rows } = await sql`select 1 from touched_hour where station_id = ${id}`.execute(env.store.db);
    expect(rows).toHaveLength(1);
  });
});

describe('dust', () => {
  const day = '2025-05-06';
  const quarters = (values: Record<number, number>, count = 96) =>
    Array.from({ length: count }, (_, index) => ({
      at: `${day} ${String(Math.floor(index / 4)).padStart(2, '0')}:${String((index % 4) * 15).padStart(2, '0')}`,
      values: { 'a34001-Avg': values[index] ?? 300 },
    }));
  const judged = async (siteId: number) =>
    (await noiseAndDust(env, day)).dust.find((one) => one.id === siteId);
  const alerts = async (siteId: number) =>
    (
      await alertsOfSites(env.store.db, [siteId], {
        from: '2025-05-01T00:00:00Z',
        to: '2025-06-01T00:00:00Z',
      })
    ).flatMap(({ kind, peak, limitValue }) => (kind === 'dust' ? [{ peak, limitValue }] : []));
  const site = (name: string) =>
    station(name, { a34001: 'µg/m³' }, { a34001: 'mg/m³' }, { kind: 'dust', assessed: false });
  const milligrams = (values: Record<number, number>) =>
    Object.fromEntries(Object.entries(values).map(([at, value]) => [at, value / 1000]));

  it('is judged by its means of 15 minutes where an hour shows nothing', async () => {
    const over = await site('dust-over');
    const within = await site('dust-within');
    const base = Object.fromEntries(Array.from({ length: 96 }, (_, index) => [index, 300]));
    await send(over.id, 2051, quarters(milligrams({ ...base, 10: 2100, 50: 2100 })));
    await send(within.id, 2051, quarters(milligrams({ ...base, 10: 2100 })));
    await processReadings(env);
    // The hours with such a mean are 750 µg/m³: far below both limits.
    expect(await hour(over.siteId, 'a34001', day, 3)).toMatchObject({ value: 750 });
    expect(await judged(over.siteId)).toMatchObject({
      outcome: 'exceeds',
      means: { used: 96, due: 96, hours: 0 },
      counts: [
        { limit: '2.0', count: 2, allowed: 1, over: true },
        { limit: '1.0', count: 2, allowed: 6, over: false },
      ],
    });
    expect(await judged(within.siteId)).toMatchObject({ outcome: 'within', means: { used: 96 } });
    expect(await alerts(over.siteId)).toEqual([{ peak: '2', limitValue: '1' }]);
    expect(await alerts(within.siteId)).toEqual([]);
  });

  it('stays open where too few of them came, and the hours are a lower bound', async () => {
    const some = await site('dust-some');
    await send(
      some.id,
      2051,
      quarters(milligrams(Object.fromEntries(Array.from({ length: 8 }, (_, index) => [index, 300]))), 8),
    );
    await send(some.id, 2061, [{ at: `${day} 05:00`, values: { 'a34001-Avg': 0.4 } }]);
    await processReadings(env);
    expect(await judged(some.siteId)).toMatchObject({
      outcome: 'open',
      means: { used: 8, due: 96, hours: 1 },
    });
  });
});
