import fc from 'fast-check';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { type Gateway, type GatewayConfig, gatewayDefaults, startGateway } from '../../src/ingest/index.ts';
import type { Store } from '../../src/store/index.ts';
import { saveStation } from '../../src/store/readings/stations.queries.ts';
import { asOwner, freshStore } from '../store/fresh-database.ts';
import { bytesOf, connectDevice, type Device, packetOf } from './client.ts';

let store: Store;
let url: string;
let gateway: Gateway;
let number = 0;

beforeAll(async () => {
  ({ store, url } = await freshStore());
  await saveStation(store.db, {
    mn: 'H1',
    name: '',
    edition: '2017',
    crc: 'hj212',
    password: null,
    addresses: [],
    factors: {},
    active: true,
  });
});
afterEach(() => gateway.close());

async function begin(config: Partial<GatewayConfig> = {}): Promise<void> {
  gateway = await startGateway({
    store,
    config: { ...gatewayDefaults, host: '127.0.0.1', port: 0, ...config },
    log: () => {},
    now: Date.now,
  });
}

/** Service is there: a proper packet is stored and answered. */
async function serves(device: Device): Promise<void> {
  number += 1;
  device.socket.write(bytesOf(packetOf('H1', number)));
  expect((await device.next())?.header).toMatchObject({ cn: '9014', mn: 'H1' });
}

const proper = fc.nat(1_000_000).map((n) => bytesOf(packetOf('H1', 10_000_000 + n)));
const spoiled = fc
  .tuple(proper, fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { minLength: 1, maxLength: 8 }))
  .map(([frame, changes]) => {
    const copy = frame.slice();
    for (const [at, byte] of changes) copy[at % copy.length] = byte;
    return copy;
  });
const cut = fc.tuple(proper, fc.nat(150)).map(([frame, end]) => frame.slice(0, end));
const odd = fc
  .tuple(fc.stringMatching(/^[ -~]{0,40}$/), fc.stringMatching(/^[ -~]{0,40}$/), fc.string({ maxLength: 20 }))
  .map(([code, value, text]) =>
    bytesOf(
      packetOf('H1', 20_000_000, {
        qn: text,
        factors: [{ code, fields: { Rtd: value, Flag: text } }],
        params: [
          ['DataTime', '20260301120000'],
          ['x', '\u0000'],
        ],
      }),
    ),
  );
const anything = fc.oneof(spoiled, cut, odd, proper, fc.uint8Array({ maxLength: 300 }));

it('whatever bytes come, the service goes on, and every packet that is stored is one that was sent', async () => {
  await begin({ maxFaults: 1e9, quarantinePerMinute: 1e9 });
  await fc.assert(
    fc.asyncProperty(fc.array(anything, { minLength: 1, maxLength: 30 }), async (pieces) => {
      const device = await connectDevice(gateway.port);
      for (const piece of pieces) device.socket.write(piece);
      device.socket.end();
      await device.closed;
      const other = await connectDevice(gateway.port);
      await serves(other);
      other.socket.destroy();
    }),
    { numRuns: 150 },
  );
  expect(gateway.status()).toMatchObject({ waiting: 0, trouble: null });
  expect(gateway.status().counts.quarantined).toBeGreaterThan(100);
  const { rows } = await asOwner(
    url,
    `select count(*)::integer as n from packet where position('\\x2323'::bytea in raw) <> 1`,
  );
  expect(rows).toEqual([{ n: 0 }]);
});

it('serves a station beside thousands of connections that say nothing, garbage, or half a frame', async () => {
  await begin({ maxConnections: 2_500, maxPerAddress: 2_500 });
  const crowd: Device[] = [];
  for (let round = 0; round < 20; round += 1) {
    crowd.push(...(await Promise.all(Array.from({ length: 100 }, () => connectDevice(gateway.port)))));
  }
  crowd.forEach((device, index) => {
    if (index % 3 === 1) device.socket.write('\u0001\u0002garbage of some other protocol');
    if (index % 3 === 2) device.socket.write('##0200QN=2026030112');
  });
  const station = await connectDevice(gateway.port);
  for (let packets = 0; packets < 50; packets += 1) await serves(station);
  expect(gateway.status().connections.length).toBe(2_001);
  for (const device of [...crowd, station]) device.socket.destroy();
});
