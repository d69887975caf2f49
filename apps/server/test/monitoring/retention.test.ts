import { sql, type Transaction } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Env } from '../../src/services/env.ts';
import { hoursOfPackets } from '../../src/services/monitoring/packet-hours/hours-of-packets.ts';
import { removePast } from '../../src/services/monitoring/retention/remove-past.ts';
import { listAudit } from '../../src/store/audit/audit-log.queries.ts';
import { readHourDays } from '../../src/store/monitoring/hours.queries.ts';
import { saveStation } from '../../src/store/readings/stations.queries.ts';
import type { Database } from '../../src/store/schema.ts';
import { makeWorld, type Person, type World } from '../api/world.ts';
import { addSite } from './sites-setup.ts';

const path = '/api/monitoring/retention';
let world: World;
let keeper: Person;
let count = 0;

beforeAll(async () => {
  world = await makeWorld();
  keeper = await world.as('MON');
});
beforeEach(async () => {
  world.setTime('2026-11-26T03:00:00+08:00');
  const { db } = world.env.store;
  await sql`delete from packet`.execute(db);
  await sql`delete from packet_removal`.execute(db);
  await sql`delete from quarantine`.execute(db);
  await sql`delete from touched_hour`.execute(db);
  await sql`delete from review_day`.execute(db);
  await sql`delete from setting where key like 'monitoring.retention%'`.execute(db);
});

const keepAll = { minuteMonths: null, packetMonths: null, quarantineMonths: null };

/** Sets what is kept; it is in force a day later, so the clock goes on. */
async function keep(months: Partial<Record<keyof typeof keepAll, number>>): Promise<void> {
  world.setTime('2026-11-25T02:00:00+08:00');
  const answer = await keeper.send('PUT', path, { ...keepAll, ...months });
  expect(answer.statusCode, answer.body).toBe(200);
  world.setTime('2026-11-26T03:00:00+08:00');
}

/** A station with one layout for each list of fields. */
async function station(layouts: readonly string[][] = [['w01018-Rtd']], siteId?: number): Promise<number> {
  const { db } = world.env.store;
  count += 1;
  const id = await saveStation(db, {
    mn: `R${count}`,
    name: '',
    edition: '2017',
    crc: 'hj212',
    password: null,
    addresses: [],
    factors: { w01018: { unit: 'mg/L' } },
    active: true,
    ...(siteId === undefined ? {} : { siteId }),
  });
  for (const [index, fields] of layouts.entries())
    await sql`insert into packet_layout values (${id}, ${index + 1}, ${fields}::text[])`.execute(db);
  return id;
}

/** Packets from an instant on, one every so many minutes. @param at local time, `2024-05-01 09:00` */
async function packets(
  stationId: number,
  cn: number,
  at: string,
  more: { number?: number; every?: number; layout?: number; value?: number } = {},
): Promise<void> {
  const { number = 1, every = 60, layout = 1, value = 1 } = more;
  await sql`
    insert into packet (station_id, cn, layout, at, key, received_at, readings, raw)
    select ${stationId}::integer, ${cn}::smallint, ${layout}::integer,
      ${`${at}:00+08`}::timestamptz + n * make_interval(mins => ${every}::integer), n, now(),
      array[${value}]::double precision[], 'raw'
    from generate_series(0, ${number - 1}::integer) as n`.execute(world.env.store.db);
}

/** Packets that are there, by station, command and local time. */
async function left(): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select station_id || ' ' || cn || ' ' || to_char(at at time zone 'UTC' + interval '8 hours', 'YYYY-MM-DD HH24:MI')
      as line from packet order by 1`.execute(world.env.store.db);
  return rows.map(({ line }) => line);
}

async function lock(day: string): Promise<void> {
  await sql`
    insert into review_day (day, checked_at, hours, flagged, locked_at, locked_by)
    values (${day}, now(), 24, 0, now(), ${keeper.id}::uuid)`.execute(world.env.store.db);
}

/** What the security log says about packets that were removed after an entry, the latest first. */
async function told(after: number): Promise<unknown[]> {
  const { items } = await listAudit(world.env.store.db, { limit: 50 });
  return items
    .filter(({ action, seq }) => action === 'retention.remove' && seq > after)
    .map(({ detail }) => detail);
}

/** The last entry of the security log. */
async function lastEntry(): Promise<number> {
  return (await listAudit(world.env.store.db, { limit: 1 })).items[0]?.seq ?? 0;
}

describe('retention', () => {
  it('keeps everything unless somebody has said otherwise', async () => {
    await packets(await station(), 2011, '2019-05-01 09:00');
    expect(await removePast(world.env)).toEqual([]);
    expect(await left()).toHaveLength(1);
    const answer = (await keeper.get(path)).json();
    expect(answer).toMatchObject({ settings: keepAll, inForceFrom: null, removals: [] });
    expect(answer.partitions).toMatchObject([{ from: null, to: '2019-12-31' }]);
  });

  it('waits a day after it was set, so that a slip can be put right', async () => {
    await packets(await station(), 2011, '2019-05-01 09:00');
    await keep({ packetMonths: 12 });
    world.setTime('2026-11-26T01:59:00+08:00');
    expect(await removePast(world.env)).toEqual([]);
    world.setTime('2026-11-26T02:00:00+08:00');
    expect(await removePast(world.env)).toMatchObject([{ kind: 'all', removed: 1 }]);
  });

  it('empties whole partitions and removes days up to the last that is past; nothing younger is touched', async () => {
    const id = await station();
    await packets(id, 2011, '2019-05-01 09:00', { number: 5 });
    await packets(id, 2061, '2024-05-01 09:00', { number: 3 });
    await packets(id, 2011, '2025-10-01 09:00', { number: 2 });
    await packets(id, 3020, '2025-11-25 23:59');
    await packets(id, 2011, '2025-11-26 00:00');
    await packets(id, 2011, '2026-11-26 02:00');
    await packets(id, 2011, '2037-01-01 00:00');
    await keep({ packetMonths: 12 });
    const before = await lastEntry();
    await removePast(world.env);
    expect(await left()).toEqual([
      `${id} 2011 2025-11-26 00:00`,
      `${id} 2011 2026-11-26 02:00`,
      `${id} 2011 2037-01-01 00:00`,
    ]);
    expect(await told(before)).toEqual([
      { kind: 'packets', from: '2025-11-25', to: '2025-11-25', removed: 1, kept: 0 },
      { kind: 'minutes', from: '2025-10-01', to: '2025-10-01', removed: 2, kept: 0 },
      { kind: 'all', from: '1900-01-01', to: '2024-12-31', removed: 8, kept: 0 },
    ]);
    const { removals, firstKept } = (await keeper.get(path)).json();
    expect(removals).toHaveLength(3);
    expect(firstKept).toEqual({ minutes: '2025-11-26', packets: '2025-11-26', quarantine: null });
    // A late packet of that time still finds its place.
    await packets(id, 2011, '2019-05-02 09:00');
    expect(await left()).toHaveLength(4);
    expect(await removePast(world.env)).toMatchObject([{ kind: 'all', removed: 1 }]);
    expect(await removePast(world.env)).toEqual([]);
  });

  it('may keep minutes shorter than the others', async () => {
    const id = await station();
    for (const cn of [2011, 2051, 2061, 2031, 3020]) await packets(id, cn, '2025-05-01 09:00');
    await keep({ minuteMonths: 12, packetMonths: 36 });
    await removePast(world.env);
    expect(await left()).toEqual([2031, 2061, 3020].map((cn) => `${id} ${cn} 2025-05-01 09:00`));
  });

  it('leaves a day whose hours are not made yet', async () => {
    const id = await station();
    await packets(id, 2011, '2025-05-01 09:00');
    await packets(id, 2011, '2024-05-01 09:00');
    await sql`insert into touched_hour (station_id, hour_start) values (${id}, '2024-05-01 09:00+08')`.execute(
      world.env.store.db,
    );
    await keep({ packetMonths: 12 });
    await removePast(world.env);
    expect(await left()).toHaveLength(2);
    await sql`delete from touched_hour`.execute(world.env.store.db);
    await removePast(world.env);
    expect(await left()).toEqual([]);
  });

  it('takes old pieces out of quarantine', async () => {
    await sql`
      insert into quarantine (id, received_at, peer, reason, detail, raw)
      select gen_random_uuid(), t, '', 'garbage', '', 'x'
      from unnest(array['2025-11-25 23:59+08', '2025-11-26 00:00+08', '2020-01-01 00:00+08']::timestamptz[]) t`.execute(
      world.env.store.db,
    );
    await keep({ quarantineMonths: 12 });
    expect(await removePast(world.env)).toMatchObject([
      { kind: 'quarantine', from: '2020-01-01', to: '2025-11-25', removed: 2 },
    ]);
  });
});

describe('what proves a locked day', () => {
  const codes = [['w01018-Rtd'], ['w01018-Avg', 'w21003-Avg'], ['w21003-Avg']];

  it('stays: minutes where an hour was made of them, else the hourly packets; the rest goes', async () => {
    const whole = await station(codes);
    const gap = await station(codes);
    const other = await station(codes);
    const never = await station(codes);
    for (const id of [whole, gap, other, never]) {
      await packets(id, 2011, '2025-05-01 00:00', { number: 24 });
      await packets(id, 3020, '2025-05-01 09:00');
    }
    await packets(whole, 2061, '2025-05-01 00:00', { number: 27, layout: 2 });
    await packets(gap, 2061, '2025-05-01 00:00', { number: 26, layout: 2 });
    await packets(other, 2061, '2025-05-01 00:00', { number: 27, layout: 3 });
    await packets(whole, 2011, '2025-04-28 09:00');
    await lock('2025-05-01');
    await keep({ packetMonths: 12 });
    const removed = await removePast(world.env);
    const of = async (id: number, cn: number) =>
      (await left()).filter((line) => line.startsWith(`${id} ${cn}`)).length;
    expect([await of(whole, 2011), await of(whole, 2061)]).toEqual([0, 27]);
    expect([await of(gap, 2011), await of(gap, 2061)]).toEqual([24, 26]);
    expect([await of(other, 2011), await of(other, 2061)]).toEqual([24, 27]);
    expect(await of(never, 2011)).toBe(24);
    for (const id of [whole, gap, other, never]) expect(await of(id, 3020)).toBe(0);
    expect(removed).toMatchObject([
      { kind: 'minutes', removed: 25, kept: 72 },
      { kind: 'packets', removed: 4, kept: 72 },
    ]);
  });

  it('stays around midnight too, and keeps its partition from being emptied', async () => {
    const id = await station();
    for (const at of ['2024-06-29 23:59', '2024-06-30 22:30', '2024-07-01 12:00', '2024-07-02 00:00'])
      await packets(id, 2011, at);
    await packets(id, 2011, '2024-07-03 00:00');
    await lock('2024-07-01');
    await keep({ packetMonths: 12 });
    await removePast(world.env);
    expect(await left()).toEqual(
      ['2024-06-30 22:30', '2024-07-01 12:00', '2024-07-02 00:00'].map((at) => `${id} 2011 ${at}`),
    );
  });

  it('stays for an alert that became a matter as well', async () => {
    const { db } = world.env.store;
    const siteId = await addSite(world.env, 'retention-alert', { w01018: 'mg/L' });
    const id = await station();
    await packets(id, 2011, '2024-07-01 12:00');
    await packets(id, 2011, '2024-09-01 12:00');
    await sql`
      insert into alert (id, site_id, factor, kind, severity, state, first_at, last_at, count, peak_at, opened_at,
        lead_record)
      values (gen_random_uuid(), ${siteId}, 'w01018', 'exceed-hour', 'warning', 'closed', '2024-07-01 12:00+08',
        '2024-07-01 13:00+08', 2, '2024-07-01 12:00+08', '2024-07-01 12:00+08', gen_random_uuid())`.execute(
      db,
    );
    await keep({ packetMonths: 12 });
    await removePast(world.env);
    expect(await left()).toEqual([`${id} 2011 2024-07-01 12:00`]);
    await sql`delete from alert`.execute(db);
  });
});

describe('killed in the middle', () => {
  /** An environment whose store dies at its n-th transaction, before or after the commit. */
  function dying(at: number, when: 'before' | 'after'): Env {
    let transactions = 0;
    const transaction = async <T>(fn: (trx: Transaction<Database>) => Promise<T>): Promise<T> => {
      transactions += 1;
      if (transactions < at) return world.env.store.transaction(fn);
      if (transactions > at) throw new Error('killed');
      return world.env.store
        .transaction(async (trx) => {
          const result = await fn(trx);
          if (when === 'before') throw new Error('killed');
          return result;
        })
        .then(() => {
          throw new Error('killed');
        });
    };
    return { ...world.env, store: { ...world.env.store, transaction } };
  }

  it.each([
    [1, 'before'],
    [1, 'after'],
    [2, 'after'],
    [30, 'before'],
    [40, 'after'],
  ] as const)(
    'at step %i, %s its commit: the next run removes the rest and says all of it once',
    async (at, when) => {
      const id = await station();
      await packets(id, 2011, '2023-05-01 00:00', { number: 10 });
      await packets(id, 2011, '2025-10-01 00:00', { number: 24 * 60 });
      await keep({ packetMonths: 12 });
      const before = await lastEntry();
      await expect(removePast(dying(at, when))).rejects.toThrow('killed');
      expect(await told(before)).toEqual([]);
      await removePast(world.env);
      expect((await left()).every((line) => line > `${id} 2011 2025-11-25 23:59`)).toBe(true);
      const said = (await told(before)) as { kind: string; removed: number }[];
      expect(said.map(({ kind, removed }) => [kind, removed])).toEqual([
        ['minutes', 56 * 24],
        ['all', 10],
      ]);
    },
  );
});

it('an hour whose minutes were removed is not made again of a late one', async () => {
  const { env } = world;
  const siteId = await addSite(env, 'retention-hour', { w01018: 'mg/L' }, { kind: 'outlet' });
  const id = await station([['w01018-Rtd'], ['w01018-Avg']], siteId);
  const hour = async (number: number) =>
    (await readHourDays(env.store.db, { siteIds: [siteId], from: '2025-05-01', to: '2025-05-01' }))[0]
      ?.values[number - 1];
  const touch = (at: string) =>
    sql`insert into touched_hour (station_id, hour_start) values (${id}, ${`${at}:00+08`}::timestamptz)`.execute(
      env.store.db,
    );
  await packets(id, 2011, '2025-05-01 09:00', { number: 60, every: 1, value: 5 });
  await touch('2025-05-01 09:00');
  await hoursOfPackets(env);
  expect(await hour(10)).toBe(5);
  await keep({ packetMonths: 12 });
  await removePast(env);
  await packets(id, 2011, '2025-05-01 09:30', { value: 99 });
  await packets(id, 2061, '2025-05-01 10:00', { layout: 2, value: 7 });
  await touch('2025-05-01 09:00');
  await touch('2025-05-01 10:00');
  await hoursOfPackets(env);
  expect(await hour(10)).toBe(5);
  expect(await hour(11)).toBe(7);
});

describe('who may', () => {
  it('an officer reads it and cannot change it; an enterprise neither', async () => {
    const officer = await world.as('OFF');
    expect((await officer.get(path)).statusCode).toBe(200);
    expect((await officer.send('PUT', path, keepAll)).statusCode).toBe(403);
    const enterprise = await world.as('ENT');
    expect((await enterprise.get(path)).statusCode).toBe(403);
    expect((await enterprise.send('PUT', path, keepAll)).statusCode).toBe(403);
  });

  it('a change is in the security log with what it was; what makes no sense is refused by field', async () => {
    await keep({ minuteMonths: 12, packetMonths: 24 });
    const { items } = await listAudit(world.env.store.db, { limit: 1 });
    expect(items).toMatchObject([
      {
        actor: keeper.id,
        action: 'retention.settings',
        detail: { before: keepAll, after: { minuteMonths: 12, packetMonths: 24 } },
      },
    ]);
    for (const months of [11, 601, 12.5, '12'])
      expect((await keeper.send('PUT', path, { ...keepAll, packetMonths: months })).statusCode).toBe(400);
    const longer = await keeper.send('PUT', path, { ...keepAll, minuteMonths: 36, packetMonths: 24 });
    expect([longer.statusCode, longer.json().problems[0].path]).toEqual([422, 'minuteMonths']);
  });

  it('not even the role of requests empties what is no partition of the packets', async () => {
    await expect(
      sql`select empty_packet_partition('audit_log')`.execute(world.env.store.db),
    ).rejects.toMatchObject({ message: expect.stringContaining('no partition audit_log') });
    await expect(sql`truncate packet`.execute(world.env.store.db)).rejects.toThrow('permission denied');
  });
});
