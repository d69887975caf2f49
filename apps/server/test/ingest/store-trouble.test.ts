import type { Transaction } from 'kysely';
import { describe, expect, it } from 'vitest';
import { ConversationLog } from '../../src/ingest/conversation-log.ts';
import { type Store, StoreError } from '../../src/store/index.ts';
import { listLogLines } from '../../src/store/monitoring/gateway/conversation.queries.ts';
import type { Database } from '../../src/store/schema.ts';
import { asOwner } from '../store/fresh-database.ts';
import { bytesOf, type Device, packetOf } from './client.ts';
import {
  advance,
  clock,
  device,
  gatewayOn,
  lines,
  mn,
  packets,
  seen,
  station,
  store,
  until,
  url,
} from './gateway-setup.ts';

/** How a store fails at a transaction; `run` does it properly. */
type Fault = <T>(run: () => Promise<T>) => Promise<T>;

/** What PostgreSQL says when the disk is full: SQLSTATE 53100. */
const diskFull = Object.assign(
  new Error('could not extend file "base/16384/16500": No space left on device'),
  { code: '53100' },
);
/** As the store says it to who sends requests, with what the operator needs to know as its cause. */
const gone = new StoreError(
  'unavailable',
  'Send the request again.',
  {},
  { cause: new Error('connect ECONNREFUSED 127.0.0.1:5432') },
);

const faults: Record<string, { fault: Fault; said: string }> = {
  'a database that is gone': {
    fault: () => Promise.reject(gone),
    said: 'connect ECONNREFUSED 127.0.0.1:5432',
  },
  'a full disk': {
    fault: () => Promise.reject(diskFull),
    said: diskFull.message,
  },
  'a commit whose confirmation was lost': {
    fault: (run) => run().then(() => Promise.reject(gone)),
    said: 'connect ECONNREFUSED 127.0.0.1:5432',
  },
};

/** A store whose transactions fail while `state.fault` is set; `state.tries` counts them. */
function fragile(state: { fault: Fault | null; tries: number }): Store {
  return {
    ...store,
    transaction: <T>(fn: (trx: Transaction<Database>) => Promise<T>) => {
      const run = () => store.transaction(fn);
      if (state.fault === null) return run();
      state.tries += 1;
      return state.fault(run);
    },
  };
}

/** Counts what comes back. */
function answersTo(one: Device): { bytes: number } {
  const came = { bytes: 0 };
  one.socket.on('data', (chunk: Buffer) => {
    came.bytes += chunk.length;
  });
  return came;
}

async function stored(): Promise<number> {
  const { rows } = await asOwner(
    url,
    'select count(*)::integer as n from packet p join gateway_station s on s.id = station_id where mn = $1',
    [mn],
  );
  return rows[0].n;
}

describe.each(Object.entries(faults))('with %s', (_name, { fault, said }) => {
  it('nothing is answered, it is said once, and all is stored once and answered when it is over', async () => {
    await station();
    const state = { fault: fault as Fault | null, tries: 0 };
    const gateway = await gatewayOn({}, fragile(state));
    const one = await device(gateway);
    const came = answersTo(one);
    for (let number = 0; number < 50; number += 1) one.socket.write(bytesOf(packetOf(mn, number)));
    await until(() => state.tries >= 3);
    expect(came.bytes).toBe(0);
    expect(gateway.status().trouble).toBe(said);
    await gateway.checkTime();
    advance(7_000);
    expect(lines).toEqual([`gateway: nothing can be stored, nothing is answered: ${said}`]);

    state.fault = null;
    for (let number = 0; number < 50; number += 1) expect((await one.next())?.header.cn).toBe('9014');
    expect(await stored()).toBe(50);
    expect(gateway.status()).toMatchObject({ trouble: null, waiting: 0 });
    await gateway.checkTime();
    await gateway.checkTime();
    expect(lines).toHaveLength(2);
    expect(lines[1]).toBe('gateway: packets are stored again');
    const said2 = (await listLogLines(store.db, { limit: 20 })).filter(({ what }) =>
      what.startsWith('store-'),
    );
    expect(said2.slice(0, 2)).toMatchObject([
      { what: 'store-back', body: 'seconds=7' },
      { what: 'store-failed', body: said },
    ]);
  });
});

it('with a full disk in the middle of a commit nothing of it stays', async () => {
  await station();
  const state: { fault: Fault | null; tries: number } = { fault: null, tries: 0 };
  const gateway = await gatewayOn(
    {},
    {
      ...store,
      transaction: (fn) =>
        store.transaction(async (trx) => {
          const result = await fn(trx);
          if (state.fault !== null) {
            state.tries += 1;
            throw diskFull;
          }
          return result;
        }),
    },
  );
  state.fault = () => Promise.reject(diskFull);
  const one = await device(gateway);
  one.socket.write(bytesOf(packetOf(mn, 1)));
  await until(() => state.tries >= 2);
  expect(await stored()).toBe(0);
  state.fault = null;
  expect((await one.next())?.header.cn).toBe('9014');
  expect(await packets()).toHaveLength(1);
});

it('with a database that hangs nothing is answered, and it is said after ten seconds', async () => {
  await station();
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let hangs = true;
  const gateway = await gatewayOn(
    {},
    {
      ...store,
      transaction: async (fn) => {
        if (hangs) await held;
        return store.transaction(fn);
      },
    },
  );
  const one = await device(gateway);
  const came = answersTo(one);
  for (let number = 0; number < 3; number += 1) {
    one.socket.write(bytesOf(packetOf(mn, number)));
    await seen(gateway, one, () => advance(1_000));
  }
  await gateway.checkTime();
  expect(gateway.status().trouble).toBeNull();
  advance(11_000);
  await gateway.checkTime();
  expect(gateway.status().trouble).toBe('The database does not answer.');
  expect(lines).toEqual(['gateway: the database does not answer, 2 packets wait, nothing is answered']);
  expect(came.bytes).toBe(0);
  hangs = false;
  letGo();
  for (let number = 0; number < 3; number += 1) expect((await one.next())?.header.cn).toBe('9014');
  await gateway.checkTime();
  expect(gateway.status().trouble).toBeNull();
  expect(lines.at(-1)).toBe('gateway: the database answers again');
});

it('what happens to the gateway is in the log of conversations however much else is said', async () => {
  const log = new ConversationLog(store, () => clock);
  for (let line = 0; line < 700; line += 1) log.event('127.0.0.1:1', mn, 'connected');
  log.incident('store-failed', 'full');
  await log.flush();
  expect(await listLogLines(store.db, { mn, limit: 1_000 })).toHaveLength(600);
  expect(await listLogLines(store.db, { limit: 1 })).toMatchObject([{ what: 'store-failed', body: 'full' }]);
});

describe('memory stays bounded while nothing can be stored', () => {
  it('with packets: sockets are not read any more, and all is stored once it is back', async () => {
    await station();
    const state = { fault: (() => Promise.reject(gone)) as Fault | null, tries: 0 };
    const gateway = await gatewayOn({ maxWaiting: 100, batch: 50, packetsPerSecond: 1e9 }, fragile(state));
    const one = await device(gateway);
    const came = answersTo(one);
    const total = 20_000;
    one.socket.write(
      Buffer.concat(Array.from({ length: total }, (_, number) => bytesOf(packetOf(mn, number)))),
    );
    await until(() => state.tries >= 2);
    expect(came.bytes).toBe(0);
    // One read of at most 64 KiB may come on top of the limit.
    expect(gateway.status().waiting).toBeLessThan(100 + 65_536 / 150);
    state.fault = null;
    for (let number = 0; number < total; number += 1) expect((await one.next())?.header.cn).toBe('9014');
    expect(gateway.status()).toMatchObject({ trouble: null, waiting: 0, counts: { stored: total } });
    expect(await stored()).toBe(total);
  });

  it('with faulty pieces alone, minute after minute', async () => {
    await station();
    const state = { fault: (() => Promise.reject(gone)) as Fault | null, tries: 0 };
    const gateway = await gatewayOn(
      { maxWaiting: 100, maxFaults: 1e9, packetsPerSecond: 1e9 },
      fragile(state),
    );
    const one = await device(gateway);
    one.socket.write(bytesOf(packetOf('nobody', 0)));
    await until(() => state.tries >= 2);
    const total = 20_000;
    let written = false;
    one.socket.write(
      Buffer.concat(Array.from({ length: total }, (_, number) => bytesOf(packetOf('nobody', number)))),
      () => {
        written = true;
      },
    );
    await until(() => gateway.status().waiting >= 100);
    for (let minute = 0; minute < 10; minute += 1) {
      advance(60_000);
      await gateway.checkTime();
    }
    expect(gateway.status().waiting).toBeLessThan(100 + 65_536 / 150);
    state.fault = null;
    await until(() => gateway.status().waiting === 0 && written);
    one.socket.write(bytesOf(packetOf(mn, 1)));
    expect((await one.next())?.header).toMatchObject({ cn: '9014', mn });
  });
});
