import { historyRequest, timeCalibration } from '@huanzhi/hj212';
import { describe, expect, it } from 'vitest';
import { listLogLines } from '../../src/store/monitoring/gateway/conversation.queries.ts';
import { bytesOf, packetOf, start } from './client.ts';
import {
  advance,
  atMost,
  clock,
  device,
  gatewayOn,
  lines,
  mn,
  packets,
  proveAlive,
  seen,
  station,
  store,
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

  it('line ends now and then are no sign of life, nor are packets of nobody', async () => {
    await station();
    const gateway = await gatewayOn({ idle: 60_000 });
    const good = await device(gateway);
    const drip = await device(gateway);
    const nobody = await device(gateway);
    for (let number = 0; number < 4; number += 1) {
      drip.socket.write('\r\n');
      await seen(gateway, drip, () => advance(10_000));
      nobody.socket.write(bytesOf(packetOf('nobody', number)));
      await seen(gateway, nobody, () => advance(10_000));
      await proveAlive(good, number);
      await gateway.checkTime();
    }
    await drip.closed;
    await nobody.closed;
    await proveAlive(good);
  });

  it('a half frame that grows by one byte at a time is closed after its time too', async () => {
    await station();
    const gateway = await gatewayOn({ frameTime: 30_000, idle: 1e9 });
    const good = await device(gateway);
    const slow = await device(gateway);
    const part = '##0500QN';
    for (const [index, byte] of [...part].entries()) {
      expect(gateway.status().connections, `before byte ${index}`).toHaveLength(2);
      slow.socket.write(byte);
      await seen(gateway, slow, () => advance(5_000));
      await gateway.checkTime();
    }
    await slow.closed;
    await proveAlive(good);
  });

  it('when all places are taken, the oldest that named no station makes room', async () => {
    await station();
    const gateway = await gatewayOn({ maxConnections: 3 });
    const [first, second] = [await device(gateway), await device(gateway)];
    const good = await device(gateway);
    await proveAlive(good, 1);
    const late = await device(gateway);
    await first.closed;
    await proveAlive(late, 2);
    await device(gateway);
    await second.closed;
    await proveAlive(good, 3);
    await proveAlive(late, 4);
    expect(gateway.status().counts.refusedConnections).toBe(2);
  });

  it('garbage that comes again and again is bounded, said once a minute, and a station goes on', async () => {
    await station();
    const gateway = await gatewayOn({ quarantinePerMinute: 20, maxFaults: 10 });
    const good = await device(gateway);
    for (let round = 0; round < 10; round += 1) {
      const bad = await device(gateway);
      bad.socket.write('##0004\r\n\u0001\u0002 GET / HTTP/1.1\r\n'.repeat(200));
      await bad.closed;
      await proveAlive(good, round);
    }
    expect(gateway.status().counts).toMatchObject({ quarantined: 20, stored: 10 });
    expect(lines).toEqual([]);
    advance(60_000);
    await gateway.checkTime();
    expect(lines).toEqual(['gateway: 100 faulty pieces in a minute, 20 of them kept']);
    advance(60_000);
    await gateway.checkTime();
    expect(lines).toHaveLength(1);
    expect(await listLogLines(store.db, { limit: 1 })).toMatchObject([
      { what: 'pieces-dropped', direction: 'event', body: 'pieces=100;kept=20' },
    ]);
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
