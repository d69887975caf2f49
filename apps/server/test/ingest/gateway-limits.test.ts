import { historyRequest, timeCalibration } from '@huanzhi/hj212';
import { describe, expect, it } from 'vitest';
import { type Store, StoreError } from '../../src/store/index.ts';
import { asOwner } from '../store/fresh-database.ts';
import { bytesOf, packetOf, start } from './client.ts';
import {
  advance,
  atMost,
  clock,
  device,
  gatewayOn,
  mn,
  packets,
  proveAlive,
  seen,
  station,
  store,
  url,
} from './gateway-setup.ts';

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
    await seen(gateway, slow, () => advance(20_000));
    slow.socket.write('2026');
    advance(31_000);
    await gateway.checkTime();
    await slow.closed;
    expect(gateway.status().connections).toHaveLength(1);
    advance(21_000);
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
      advance(1_000);
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
