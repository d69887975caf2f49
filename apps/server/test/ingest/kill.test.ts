import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeFrame, FrameReader, readDeviceTime } from '@huanzhi/hj212';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { readPostmaster } from '../../src/store/postgres/postmaster.ts';
import { type Child, startChild } from '../store/child.ts';
import { temporaryFolder } from '../store/fresh-database.ts';
import { bytesOf, connectDevice, packetOf, start } from './client.ts';

const kills = { gateway: 30, database: 30 };
const stations = ['K1', 'K2', 'K3'];
/** Packets that a station sends before it waits for the answers; the rest is sent again after a break. */
const window = 20;

/** The main process of the folder's database and its children, all at once. */
async function killDatabase(dataDir: string): Promise<void> {
  const running = await readPostmaster(join(dataDir, 'database', 'data'));
  if (running === null) throw new Error('no database to kill');
  const listed = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const children = listed
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, parent]) => (parent === running.pid && pid !== undefined ? [pid] : []));
  for (const pid of [running.pid, ...children]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      // A child may have ended between the list and the kill.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}

/** A station with numbered packets: sends, waits for answers, sends again on the next connection what has none. */
class Station {
  readonly mn: string;
  readonly answered = new Set<number>();
  readonly #unanswered = new Set<number>();
  #next = 0;
  #heard: (() => void) | null = null;

  constructor(mn: string) {
    this.mn = mn;
  }

  get sent(): number {
    return this.#next;
  }

  /** Sends on a new connection until it ends. */
  async run(port: number): Promise<void> {
    const { socket, closed } = await connectDevice(port);
    const reader = new FrameReader();
    const send = (number: number) => socket.write(bytesOf(packetOf(this.mn, number)));
    socket.on('data', (chunk) => {
      for (const frame of reader.push(chunk)) {
        const decoded = decodeFrame(frame);
        if (decoded.outcome === 'quarantined') throw new Error(decoded.detail);
        const number = (readDeviceTime(decoded.segment.header.qn ?? '') ?? 0) - start;
        this.answered.add(number);
        this.#unanswered.delete(number);
      }
      this.#fill(send);
      this.#heard?.();
    });
    for (const number of this.#unanswered) send(number);
    this.#fill(send);
    await closed;
  }

  #fill(send: (number: number) => void): void {
    while (this.#unanswered.size < window) {
      this.#unanswered.add(this.#next);
      send(this.#next);
      this.#next += 1;
    }
  }

  /** Resolves after `count` more answers. */
  async answers(count: number): Promise<void> {
    const goal = this.answered.size + count;
    while (this.answered.size < goal) {
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
  }
}

it('every answered packet is stored exactly once under kills of the gateway and of the database', {
  timeout: 900_000,
}, async () => {
  const dataDir = await temporaryFolder();
  const devices = stations.map((mn) => new Station(mn));
  const begin = async (): Promise<{ child: Child; running: Promise<unknown> }> => {
    const script = fileURLToPath(new URL('kill-gateway.ts', import.meta.url));
    const child = startChild(script, [dataDir, ...stations]);
    const line = await child.lines.next();
    if (line.done === true) throw new Error('the gateway ended by itself');
    return { child, running: Promise.all(devices.map((device) => device.run(Number(line.value)))) };
  };
  const plan = Object.entries(kills)
    .flatMap(([what, times]) => Array.from({ length: times }, () => ({ what, order: Math.random() })))
    .sort((a, b) => a.order - b.order);

  let gateway = await begin();
  for (const { what } of plan) {
    await Promise.all(devices.map((device) => device.answers(1 + Math.floor(Math.random() * 60))));
    if (what === 'database') await killDatabase(dataDir);
    else {
      await gateway.child.kill();
      await gateway.running;
      gateway = await begin();
    }
  }
  // Also shows that service came back after the last kill.
  await Promise.all(devices.map((device) => device.answers(100)));
  await gateway.child.kill();
  await gateway.running;

  const store = await openStore({ dataDir });
  try {
    let answered = 0;
    for (const device of devices) {
      const { rows } = await sql<{ value: number; raw: Buffer }>`
        select p.readings[1] as value, p.raw from packet p join gateway_station s on s.id = p.station_id
        where s.mn = ${device.mn}`.execute(store.db);
      const numbers = rows.map((row) => row.value);
      const stored = new Set(numbers);
      expect(stored.size, 'no packet is there twice').toBe(numbers.length);
      expect(
        [...device.answered].filter((number) => !stored.has(number)),
        'no answered packet is lost',
      ).toEqual([]);
      expect(numbers.length).toBeLessThanOrEqual(device.sent);
      for (const { value, raw } of rows) {
        expect(raw.equals(bytesOf(packetOf(device.mn, value)).subarray(0, -2))).toBe(true);
      }
      answered += device.answered.size;
    }
    const odd = await sql<{ n: number }>`select count(*) as n from quarantine`.execute(store.db);
    expect(odd.rows).toEqual([{ n: 0 }]);
    console.log(`${plan.length} kills, ${answered} answered packets, each stored exactly once`);
  } finally {
    await store.close();
  }
});
