import { describe, expect, it } from 'vitest';
import { latestReadings } from '../../src/store/readings/packets.queries.ts';
import { listQuarantined } from '../../src/store/readings/quarantine.queries.ts';
import { type GatewayStation, saveStation } from '../../src/store/readings/stations.queries.ts';
import { bytesOf, packetOf } from './client.ts';
import { count, device, gatewayOn, mn, packets, proveAlive, station, store } from './gateway-setup.ts';

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
    // After a restart as well.
    const again = await device(await gatewayOn({ maxLayouts: 2 }));
    again.socket.write(Buffer.concat([odd('d', 6), odd('a', 7)]));
    expect((await again.next())?.header.qn).toBe('20260301120000007');
    expect(await listQuarantined(store.db, 10)).toHaveLength(2);
  });
});
