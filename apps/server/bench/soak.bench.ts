/**
 * Hours in minutes: a steady rate through the whole gateway, and whether memory and the cost of a packet stay what they
 * were. Prints heap (after a collection), RSS, processor time a packet and latency of answers over time, then the first
 * minute beside the last.
 *
 * `HUANZHI_SOAK_SECONDS` (60; the full run is 600), `HUANZHI_SOAK_RATE` (2000 packets of ten readings a second).
 */
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readPostmaster } from '../src/store/postgres/postmaster.ts';
import { startMeasuredGateway } from './measured-gateway.ts';
import { type Latency, SteadyStation, sendSteadily } from './steady-station.ts';

const seconds = Number(process.env.HUANZHI_SOAK_SECONDS ?? 60);
const rate = Number(process.env.HUANZHI_SOAK_RATE ?? 2000);
const instruments = 50;
/** Lines of the table: at most 20, each at least five seconds. */
const step = Math.max(5, Math.ceil(seconds / 20));

interface Line {
  /** Seconds since the start, packets stored until then. */
  at: number;
  stored: number;
  rate: number;
  /** Packets of one commit: the busier the machine, the more. */
  batch: number;
  heap: number;
  rss: number;
  /** Microseconds of processor time a packet, in the gateway and in the database (Linux only). */
  gatewayCpu: number;
  databaseCpu: number;
  latency: Latency;
}

const folder = await mkdtemp(join(tmpdir(), 'huanzhi-soak-'));
await chmod(folder, 0o711);
const gateway = await startMeasuredGateway(folder, {
  frameTime: 30_000,
  idle: 900_000,
  quarantinePerMinute: 600,
});
const stations = Array.from(
  { length: instruments },
  (_, index) => new SteadyStation(`S${index}`, gateway.port, false),
);
await gateway.ask(
  'stations',
  stations.map(({ mn }) => mn),
);
const lines: Line[] = [];
try {
  print([
    's',
    'stored',
    'packets/s',
    'a commit',
    'heap MB',
    'RSS MB',
    'µs gateway',
    'µs database',
    'p50 ms',
    'p99 ms',
  ]);
  const stop = sendSteadily(stations, rate);
  const began = performance.now();
  let before = {
    at: 0,
    stored: 0,
    commits: 0,
    cpu: (await gateway.ask('status')).cpu,
    database: await databaseCpu(),
  };
  while (performance.now() - began < seconds * 1000) {
    await pause(step * 1000);
    const { stored, commits, heap, rss, cpu } = await gateway.ask('status');
    const now = {
      at: (performance.now() - began) / 1000,
      stored,
      commits,
      cpu,
      database: await databaseCpu(),
    };
    const packets = Math.max(1, stored - before.stored);
    const line: Line = {
      at: now.at,
      stored,
      rate: packets / (now.at - before.at),
      batch: packets / Math.max(1, commits - before.commits),
      heap,
      rss,
      gatewayCpu: (cpu - before.cpu) / packets,
      databaseCpu: (now.database - before.database) / packets,
      latency: together(stations.map((one) => one.takeLatency())),
    };
    lines.push(line);
    printLine(line);
    before = now;
  }
  stop();
  while (stations.some((one) => one.unanswered > 0)) await pause(20);
  const minute = Math.max(1, Math.round(60 / step));
  compare('first minute', lines.slice(0, minute));
  compare('last minute', lines.slice(-minute));
} finally {
  for (const one of stations) one.stop();
  await gateway.close();
  await rm(folder, { recursive: true, force: true });
}

function together(all: readonly Latency[]): Latency {
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
  return {
    count: all.reduce((sum, one) => sum + one.count, 0),
    p50: median(all.map((one) => one.p50)),
    p99: Math.max(...all.map((one) => one.p99)),
    max: Math.max(...all.map((one) => one.max)),
  };
}

function compare(name: string, some: readonly Line[]): void {
  const mean = (of: (line: Line) => number) =>
    some.reduce((sum, line) => sum + of(line), 0) / Math.max(1, some.length);
  process.stdout.write(
    `${name.padEnd(14)} ${mean((line) => line.rate).toFixed(0)} packets/s, ${mean((line) => line.batch).toFixed(0)} packets a commit, heap ${mean((line) => line.heap).toFixed(1)} MB, RSS ${mean((line) => line.rss).toFixed(0)} MB, ${mean((line) => line.gatewayCpu).toFixed(1)} µs in the gateway and ${mean((line) => line.databaseCpu).toFixed(1)} µs in the database a packet, p50 ${mean((line) => line.latency.p50).toFixed(1)} ms, p99 ${mean((line) => line.latency.p99).toFixed(1)} ms\n`,
  );
}

function printLine({ at, stored, heap, rss, gatewayCpu, databaseCpu, latency, ...line }: Line): void {
  print([
    at.toFixed(0),
    String(stored),
    line.rate.toFixed(0),
    line.batch.toFixed(0),
    heap.toFixed(1),
    rss.toFixed(0),
    gatewayCpu.toFixed(1),
    databaseCpu.toFixed(1),
    latency.p50.toFixed(1),
    latency.p99.toFixed(1),
  ]);
}

function print(cells: readonly string[]): void {
  process.stdout.write(`${cells.map((cell) => cell.padStart(11)).join('')}\n`);
}

/** Microseconds of processor time of all processes of the private database so far; 0 where it cannot be known. */
async function databaseCpu(): Promise<number> {
  if (process.platform !== 'linux') return 0;
  const running = await readPostmaster(join(folder, 'database', 'data'));
  if (running === null) return 0;
  const main = `/proc/${running.pid}`;
  const children = (await readFile(`${main}/task/${running.pid}/children`, 'latin1')).trim().split(' ');
  // Of those that have ended the main process knows the sum.
  const times = [await ticks(main, [13, 14, 15, 16])];
  for (const pid of children) times.push(await ticks(`/proc/${pid}`, [13, 14]));
  return times.reduce((sum, time) => sum + time, 0) * 1e4;
}

/** Fields of `/proc/…/stat`, counted after the name of the program; a hundredth of a second each. */
async function ticks(process: string, fields: readonly number[]): Promise<number> {
  const text = await readFile(`${process}/stat`, 'latin1').catch(() => '');
  const after = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields.reduce((sum, field) => sum + Number(after[field - 2] ?? 0), 0);
}
