import { afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { type Gateway, type GatewayConfig, gatewayDefaults, startGateway } from '../../src/ingest/index.ts';
import type { Store } from '../../src/store/index.ts';
import { type GatewayStation, saveStation } from '../../src/store/readings/stations.queries.ts';
import { asOwner, freshStore } from '../store/fresh-database.ts';
import { bytesOf, connectDevice, type Device, packetOf, start } from './client.ts';

/**
 * What the tests of the gateway share: a store for each file; for each test another station number `mn`, a clock
 * that only `advance` moves, an empty quarantine; gateways and devices are closed after it.
 */
export let store: Store;
export let url: string;
export let clock: number;
const open: { gateways: Gateway[]; devices: Device[] } = { gateways: [], devices: [] };
export let mn: string;
export let count = 0;
/** What the gateway said to the operator in this test. */
export const lines: string[] = [];

beforeAll(async () => {
  ({ store, url } = await freshStore());
});
beforeEach(async () => {
  clock = start + 10_000;
  count += 1;
  mn = `T${count}`;
  lines.length = 0;
  await asOwner(url, 'delete from quarantine');
});
afterEach(async () => {
  for (const device of open.devices.splice(0)) device.socket.destroy();
  for (const gateway of open.gateways.splice(0)) await gateway.close();
});

export const station = (more: Partial<GatewayStation> = {}) =>
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

export async function gatewayOn(config: Partial<GatewayConfig> = {}, over: Store = store): Promise<Gateway> {
  const gateway = await startGateway({
    store: over,
    config: { ...gatewayDefaults, host: '127.0.0.1', port: 0, ...config },
    log: (line) => lines.push(line),
    now: () => clock,
  });
  // Not what it says of the machine that the test runs on.
  lines.length = 0;
  open.gateways.push(gateway);
  return gateway;
}

export async function device(gateway: Gateway): Promise<Device> {
  const one = await connectDevice(gateway.port);
  open.devices.push(one);
  return one;
}

export async function packets(): Promise<
  { cn: number; readings: number[]; marks: string | null; raw: Buffer }[]
> {
  const { rows } = await asOwner(
    url,
    `select p.* from packet p join gateway_station s on s.id = p.station_id where s.mn = $1
     order by at, key`,
    [mn],
  );
  return rows;
}

/** A proper packet sent after the faulty ones; once it is answered, they are decided. */
export async function proveAlive(one: Device, number = 900): Promise<void> {
  one.socket.write(bytesOf(packetOf(mn, number)));
  expect((await one.next())?.header).toMatchObject({ cn: '9014', mn });
}

/** Lets time pass for the gateway. */
export function advance(ms: number): void {
  clock += ms;
}

/** Waits until the gateway has read what `one` sent: the receipt moves `lastSpoke` to `clock`. */
export async function seen(gateway: Gateway, one: Device, advance: () => void): Promise<void> {
  advance();
  const peer = `127.0.0.1:${one.socket.localPort}`;
  while (gateway.status().connections.find((each) => each.peer === peer)?.lastSpoke !== clock) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Waits until something is so; the test's time limit ends a wait in vain. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

/** Waits until the gateway has noticed that connections ended. */
export async function atMost(gateway: Gateway, count: number): Promise<void> {
  await until(() => gateway.status().connections.length <= count);
}
