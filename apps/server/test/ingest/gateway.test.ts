import { historyRequest, timeCalibration } from '@huanzhi/hj212';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Gateway, type GatewayConfig, gatewayDefaults, startGateway } from '../../src/ingest/index.ts';
import { type Store, StoreError } from '../../src/store/index.ts';
import { latestReadings } from '../../src/store/readings/packets.queries.ts';
import { listQuarantined } from '../../src/store/readings/quarantine.queries.ts';
import { type GatewayStation, saveStation } from '../../src/store/readings/stations.queries.ts';
import { asOwner, freshStore } from '../store/fresh-database.ts';
import { bytesOf, connectDevice, type Device, packetOf, start } from './client.ts';

let store: Store;
let url: string;
let clock: number;
const open: { gateways: Gateway[]; devices: Device[] } = { gateways: [], devices: [] };
let mn: string;
let count = 0;

beforeAll(async () => {
  ({ store, url } = await freshStore());
});
beforeEach(async () => {
  clock = start + 10_000;
  count += 1;
  mn = `T${count}`;
  await asOwner(url, 'delete from quarantine');
});
afterEach(async () => {
  for (const device of open.devices.splice(0)) device.socket.destroy();
  for (const gateway of open.gateways.splice(0)) await gateway.close();
});

const station = (more: Partial<GatewayStation> = {}) =>
  saveStation(store.db, {
    mn,
    name: '一号排口',
    edition: '2017',
    crc: 'hj212',
    password: null,
    addresses: [],
    factors: { w01018: { unit: 'mg/L' } },
    active: true,
    ...more,
  });

async function gatewayOn(config: Partial<GatewayConfig> = {}, over: Store = store): Promise<Gateway> {
  const gateway = await startGateway({
    store: over,
    config: { ...gatewayDefaults, host: '127.0.0.1', port: 0, ...config },
    log: () => {},
    now: () => clock,
  });
  open.gateways.push(gateway);
  return gateway;
}

async function device(gateway: Gateway): Promise<Device> {
  const one = await connectDevice(gateway.port);
  open.devices.push(one);
  return one;
}

async function packets(): Promise<{ cn: number; readings: number[]; marks: string | null; raw: Buffer }[]> {
  const { rows } = await asOwner(
    url,
    `select p.* from packet p join gateway_station s on s.id = p.station_id where s.mn = $1
     order by at, key`,
    [mn],
  );
  return rows;
}

/** A proper packet sent after the faulty ones; once it is answered, they are decided. */
async function proveAlive(one: Device, number = 900): Promise<void> {
  one.socket.write(bytesOf(packetOf(mn, number)));
  expect((await one.next())?.header).toMatchObject({ cn: '9014', mn });
}

describe('a packet', () => {
  it('is answered after it was stored, whole and decoded', async () => {
    const id = await station();
    const one = await device(await gatewayOn());
    const frame = bytesOf(
      packetOf(mn, 1, {
        factors: [
          {
            code: 'w01018',
            fields: { Min: '1', Avg: '38.10', Max: '', Flag: 'D', SampleTime: '20260301115500' },
          },
          { code: 'w21003', fields: { Avg: '-0.2', Flag: 'N' } },
        ],
        cn: '2051',
      }),
    );
    one.socket.write(frame);
    expect((await one.next())?.header).toMatchObject({
      qn: '20260301120000001',
      st: '91',
      cn: '9014',
      flag: 4,
    });
    const [stored] = await packets();
    expect(stored).toMatchObject({ cn: 2051, readings: [1, 38.1, null, -0.2], marks: 'D,D,D,N' });
    expect(stored?.raw.equals(frame.subarray(0, -2))).toBe(true);
    expect(await latestReadings(store.db, id)).toEqual(
      [
        ['w01018-Avg', 38.1, 'D'],
        ['w01018-Max', null, 'D'],
        ['w01018-Min', 1, 'D'],
        ['w21003-Avg', -0.2, 'N'],
      ].map(([field, value, mark]) => ({
        cn: 2051,
        field,
        value,
        mark,
        at: '2026-03-01T04:00:00.000Z',
        receivedAt: '2026-03-01T04:00:10.000Z',
      })),
    );
  });

  it('is the same however its bytes arrive', async () => {
    await station();
    const one = await device(await gatewayOn());
    for (const byte of bytesOf(packetOf(mn, 1))) one.socket.write(Uint8Array.of(byte));
    expect((await one.next())?.header.cn).toBe('9014');
    expect(await packets()).toHaveLength(1);
  });

  it('without the answer bit is stored and not answered', async () => {
    await station();
    const one = await device(await gatewayOn());
    one.socket.write(bytesOf(packetOf(mn, 1, { flag: 4 })));
    await proveAlive(one);
    expect(await packets()).toHaveLength(2);
  });

  it('that is older does not replace the latest value, nor one from the future', async () => {
    const id = await station();
    const one = await device(await gatewayOn());
    for (const number of [5_000, 3_000, 8_000_000]) one.socket.write(bytesOf(packetOf(mn, number)));
    for (let answers = 0; answers < 3; answers += 1) await one.next();
    expect((await latestReadings(store.db, id))[0]?.value).toBe(5_000);
    expect(await packets()).toHaveLength(3);
  });

  it.each(['2005', '2025'] as const)('of %s is answered in its form', async (edition) => {
    await station({ edition });
    const one = await device(await gatewayOn());
    const flag = edition === '2005' ? 1 : 9;
    one.socket.write(bytesOf(packetOf(mn, 1, { flag })));
    const answer = await one.next();
    expect(answer?.header).toMatchObject({ cn: '9014', flag: flag - 1 });
    if (edition === '2005') expect(answer?.params).toContainEqual(['QN', '20260301120000001']);
  });
});

describe('a packet that comes again', () => {
  it('is answered again and stored once: in one read, later, and after a restart', async () => {
    await station();
    const first = await gatewayOn();
    const one = await device(first);
    const frame = bytesOf(packetOf(mn, 1));
    one.socket.write(Buffer.concat([frame, frame]));
    await one.next();
    expect((await one.next())?.header.cn).toBe('9014');
    one.socket.write(frame);
    expect((await one.next())?.header.cn).toBe('9014');
    expect(first.status().counts).toMatchObject({ stored: 1, duplicates: 2 });
    const again = await device(await gatewayOn());
    again.socket.write(frame);
    expect((await again.next())?.header.cn).toBe('9014');
    expect(await packets()).toHaveLength(1);
  });

  it('without QN is known by command and time; parts by PNO', async () => {
    await station();
    const one = await device(await gatewayOn());
    const { qn: _, ...bare } = packetOf(mn, 1);
    const part = (pno: number) => bytesOf({ ...bare, flag: 7, pnum: 2, pno });
    for (const frame of [bytesOf(bare), bytesOf(bare), part(1), part(2), part(2)]) one.socket.write(frame);
    for (let answers = 0; answers < 5; answers += 1) await one.next();
    expect(await packets()).toHaveLength(3);
  });

  it('with other data is quarantined and not answered, and loses nothing', async () => {
    await station();
    const one = await device(await gatewayOn());
    one.socket.write(bytesOf(packetOf(mn, 1)));
    await one.next();
    const other = bytesOf(packetOf(mn, 1, { factors: [{ code: 'w01018', fields: { Rtd: '99' } }] }));
    one.socket.write(other);
    await proveAlive(one);
    expect((await packets())[0]?.readings).toEqual([1, 2.1]);
    const [kept] = await listQuarantined(store.db, 10);
    expect(kept).toMatchObject({ reason: 'same-key', mn });
    expect(kept?.raw.equals(other.subarray(0, -2))).toBe(true);
  });

  it('with a QN that never changes is told apart by its time', async () => {
    await station();
    const one = await device(await gatewayOn());
    for (const number of [1_000, 2_000, 2_000]) one.socket.write(bytesOf(packetOf(mn, number, { qn: '1' })));
    for (let answers = 0; answers < 3; answers += 1) await one.next();
    expect(await packets()).toHaveLength(2);
  });
});

describe('quarantine', () => {
  it.each<[string, Partial<GatewayStation>, () => Uint8Array]>([
    ['unknown-station', {}, () => bytesOf(packetOf('nobody', 1))],
    ['password', { password: '654321' }, () => bytesOf(packetOf(mn, 1))],
    ['crc-mode', {}, () => bytesOf(packetOf(mn, 1), 'modbus')],
    ['crc-mode', { crc: 'modbus' }, () => bytesOf(packetOf(mn, 1))],
    ['crc-mismatch', {}, () => bytesOf(packetOf(mn, 1)).map((byte) => (byte === 0x33 ? 0x34 : byte))],
    ['command', {}, () => bytesOf(packetOf(mn, 1, { cn: '20x1' }))],
    ['no-time', {}, () => bytesOf(packetOf(mn, 1, { qn: '7', params: [] }))],
    ['unknown-station', { active: false }, () => bytesOf(packetOf(mn, 1))],
    ['address', { addresses: ['10.0.0.1'] }, () => bytesOf(packetOf(mn, 1))],
  ])('%s: kept with its bytes, no answer', async (reason, more, frame) => {
    await station(more);
    const gateway = await gatewayOn();
    const one = await device(gateway);
    const sent = frame();
    one.socket.write(sent);
    // A station that is surely accepted tells that the piece before it was decided.
    await saveStation(store.db, {
      mn: 'witness',
      name: '',
      edition: '2017',
      crc: 'hj212',
      password: null,
      addresses: [],
      factors: {},
      active: true,
    });
    await gateway.refreshStations();
    one.socket.write(bytesOf(packetOf('witness', count)));
    expect((await one.next())?.header.mn).toBe('witness');
    const [kept, ...rest] = await listQuarantined(store.db, 10);
    expect(rest).toEqual([]);
    expect(kept).toMatchObject({ reason, peer: expect.stringContaining('127.0.0.1:') });
    expect(kept?.raw.equals(sent.subarray(0, -2))).toBe(true);
  });

  it.each(['modbus', 'modbus-swapped'] as const)(
    'a station set to %s is read and answered in its mode',
    async (crc) => {
      await station({ crc });
      const gateway = await gatewayOn();
      const one = await device(gateway);
      const raw: Buffer[] = [];
      one.socket.removeAllListeners('data');
      const answered = new Promise<void>((resolve) => {
        one.socket.on('data', (chunk: Buffer) => {
          raw.push(chunk);
          resolve();
        });
      });
      one.socket.write(bytesOf(packetOf(mn, 1), crc));
      await answered;
      const { qn, pw } = packetOf(mn, 1);
      const expected = bytesOf(
        { ...(qn ? { qn } : {}), ...(pw ? { pw } : {}), st: '91', cn: '9014', mn, flag: 4 },
        crc,
      );
      expect(Buffer.concat(raw).equals(expected)).toBe(true);
      expect(await packets()).toHaveLength(1);
    },
  );

  it('a station whose checks are off may send a placeholder', async () => {
    await station({ crc: 'off' });
    const one = await device(await gatewayOn());
    one.socket.write(
      `${Buffer.from(bytesOf(packetOf(mn, 1)))
        .toString()
        .slice(0, -6)}B381\r\n`,
    );
    expect((await one.next())?.header.cn).toBe('9014');
    expect(await packets()).toMatchObject([{ repairs: 'crc-unchecked' }]);
  });

  it('keeps a bounded number of pieces a minute and counts the rest', async () => {
    await station();
    const gateway = await gatewayOn({ quarantinePerMinute: 3 });
    const one = await device(gateway);
    for (let number = 0; number < 10; number += 1) one.socket.write(bytesOf(packetOf('nobody', number)));
    await proveAlive(one);
    expect(await listQuarantined(store.db, 100)).toHaveLength(3);
    expect(gateway.status().counts.droppedPieces).toBe(7);
  });

  it('a station that makes up codes: the packet too many is quarantined, the others of its batch are stored', async () => {
    await station();
    const one = await device(await gatewayOn({ maxLayouts: 2 }));
    const odd = (code: string, number: number) =>
      bytesOf(packetOf(mn, number, { factors: [{ code, fields: { Rtd: '1' } }] }));
    one.socket.write(Buffer.concat([odd('a', 1), odd('b', 2), odd('c', 3), odd('a', 4), odd('b', 5)]));
    for (const _ of [1, 2, 3, 4]) expect((await one.next())?.header.cn).toBe('9014');
    expect(await packets()).toHaveLength(4);
    expect(await listQuarantined(store.db, 10)).toMatchObject([{ reason: 'refused', mn }]);
  });
});

describe('senders that are no instruments', () => {
  it('garbage ends its own connection, not the service', async () => {
    await station();
    const gateway = await gatewayOn({ maxFaults: 5 });
    const bad = await device(gateway);
    for (let line = 0; line < 50; line += 1) bad.socket.write(`GET /${line} HTTP/1.1\r\n##0004\r\n`);
    await bad.closed;
    await proveAlive(await device(gateway));
  });

  it('half a frame that never ends is closed after its time, silence after another', async () => {
    await station();
    const gateway = await gatewayOn({ frameTime: 30_000, idle: 60_000 });
    const silent = await device(gateway);
    const slow = await device(gateway);
    await proveAlive(silent, 1);
    await proveAlive(slow, 2);
    slow.socket.write('##0100QN=');
    await seen(gateway, slow, () => (clock += 20_000));
    slow.socket.write('2026');
    clock += 31_000;
    await gateway.checkTime();
    await slow.closed;
    expect(gateway.status().connections).toHaveLength(1);
    clock += 21_000;
    await gateway.checkTime();
    await silent.closed;
    await atMost(gateway, 0);
  });

  it('more connections than allowed are turned away', async () => {
    await station();
    const gateway = await gatewayOn({ maxPerAddress: 2 });
    const first = await device(gateway);
    await proveAlive(first, 1);
    await proveAlive(await device(gateway), 2);
    const third = await device(gateway);
    await third.closed;
    expect(gateway.status().counts.refusedConnections).toBe(1);
    first.socket.destroy();
    await first.closed;
    await atMost(gateway, 1);
    await proveAlive(await device(gateway), 3);
  });

  it('a flood is read at the allowed rate and nothing of it is lost', async () => {
    await station();
    const gateway = await gatewayOn({ packetsPerSecond: 10 });
    const one = await device(gateway);
    for (let number = 0; number < 2_000; number += 1) one.socket.write(bytesOf(packetOf(mn, number)));
    for (let answers = 0; answers < 2_000; answers += 1) {
      clock += 1_000;
      await gateway.checkTime();
      expect((await one.next())?.header.cn).toBe('9014');
    }
    expect(await packets()).toHaveLength(2_000);
  });
});

describe('without a database', () => {
  /** A store whose transactions fail while `gone`. */
  function fragile(state: { gone: boolean; failed: () => void }): Store {
    return {
      ...store,
      transaction: (fn) => {
        if (!state.gone) return store.transaction(fn);
        state.failed();
        return Promise.reject(new StoreError('unavailable', 'The database did not answer.'));
      },
    };
  }

  it('nothing is answered, memory stays bounded, and all is stored once it is back', async () => {
    await station();
    const state = { gone: true, failed: () => {} };
    const failed = new Promise<void>((resolve) => {
      state.failed = resolve;
    });
    const gateway = await gatewayOn({ maxWaiting: 100, batch: 50, packetsPerSecond: 1e9 }, fragile(state));
    const one = await device(gateway);
    let answers = 0;
    one.socket.on('data', () => {
      answers += 1;
    });
    const total = 20_000;
    const sent = Buffer.concat(Array.from({ length: total }, (_, number) => bytesOf(packetOf(mn, number))));
    one.socket.write(sent);
    await failed;
    while (gateway.status().trouble === null) await new Promise((resolve) => setImmediate(resolve));
    expect(answers).toBe(0);
    expect(gateway.status().trouble).toBe('The database did not answer.');
    // One read of at most 64 KiB may come on top of the limit.
    expect(gateway.status().waiting).toBeLessThan(100 + 65_536 / 150);
    state.gone = false;
    for (let number = 0; number < total; number += 1) expect((await one.next())?.header.cn).toBe('9014');
    expect(gateway.status()).toMatchObject({ trouble: null, waiting: 0, counts: { stored: total } });
    const { rows } = await asOwner(
      url,
      'select count(*)::integer as n from packet p join gateway_station s on s.id = station_id where mn = $1',
      [mn],
    );
    expect(rows).toEqual([{ n: total }]);
  });
});

describe('remote requests', () => {
  it('set the clock and ask for history; answers end them', async () => {
    await station({ password: '123456' });
    const gateway = await gatewayOn();
    expect(await gateway.request(mn, timeCalibration)).toEqual({ kind: 'not-connected' });
    const one = await device(gateway);
    await proveAlive(one);
    const clockSet = gateway.request(mn, timeCalibration);
    const history = gateway.request(mn, historyRequest('hour', start, start));
    const first = await one.next();
    expect(first).toMatchObject({
      header: { cn: '1012', st: '32', pw: '123456', mn, flag: 5 },
      params: [['SystemTime', '20260301120010']],
    });
    const reply = (qn: string, cn: string, params: [string, string][]) =>
      one.socket.write(bytesOf({ qn, st: '91', cn, pw: '123456', mn, flag: 4, params }));
    const qn = first?.header.qn ?? '';
    reply(qn, '9011', [['QnRtn', '1']]);
    reply(qn, '9012', [['ExeRtn', '1']]);
    expect(await clockSet).toEqual({ kind: 'done', code: 1 });
    const second = await one.next();
    expect(second?.header.cn).toBe('2061');
    reply(second?.header.qn ?? '', '9011', [['QnRtn', '2']]);
    expect(await history).toEqual({ kind: 'refused', code: 2 });
  });

  it('end when the connection ends', async () => {
    await station();
    const gateway = await gatewayOn();
    const one = await device(gateway);
    await proveAlive(one);
    const asked = gateway.request(mn, timeCalibration);
    await one.next();
    one.socket.destroy();
    expect(await asked).toEqual({ kind: 'not-connected' });
  });
});

it('the status says who is connected, how late and how much', async () => {
  await station();
  const gateway = await gatewayOn();
  const one = await device(gateway);
  await proveAlive(one, 4_000);
  one.socket.write('xyz');
  await proveAlive(one, 5_000);
  expect(gateway.status()).toMatchObject({
    connections: [
      { stations: [mn], since: clock, lastSpoke: clock, lag: 5_000, packets: 2, repaired: 0, quarantined: 1 },
    ],
    trouble: null,
  });
});

/** Waits until the gateway has read what `one` sent: the receipt moves `lastSpoke` to `clock`. */
async function seen(gateway: Gateway, one: Device, advance: () => void): Promise<void> {
  advance();
  const peer = `127.0.0.1:${one.socket.localPort}`;
  while (gateway.status().connections.find((each) => each.peer === peer)?.lastSpoke !== clock) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Waits until the gateway has noticed that connections ended. */
async function atMost(gateway: Gateway, count: number): Promise<void> {
  while (gateway.status().connections.length > count) await new Promise((resolve) => setImmediate(resolve));
}
