/**
 * What the gateway does under senders that are no instruments and a store that fails, with figures. Beside each trouble a
 * proper station sends 20 packets a second; at the end of each every packet that was answered must be stored exactly
 * once, and the station must be served.
 *
 * `HUANZHI_STRESS_SECONDS` (10): length of garbage and of slow senders; half an hour is 1800.
 * `HUANZHI_STRESS_ONLY`: words of one trouble, e.g. `garbage`; all of them without it.
 * `HUANZHI_STRESS_CONNECTIONS` (5000): instruments at once; each side needs as many open files (`ulimit -n`).
 * The full disk is a small file system in memory that is filled: it needs Linux and root, and is left out elsewhere.
 */
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { chmod, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readPostmaster } from '../src/store/postgres/postmaster.ts';
import { type MeasuredGateway, type Status, startMeasuredGateway } from './measured-gateway.ts';
import { SteadyStation, sendSteadily } from './steady-station.ts';

const seconds = Number(process.env.HUANZHI_STRESS_SECONDS ?? 10);
const only = process.env.HUANZHI_STRESS_ONLY ?? '';
const connections = Number(process.env.HUANZHI_STRESS_CONNECTIONS ?? 5000);
const diskMegabytes = 600;
const frameTime = 3_000;
const idle = 15_000;

const folder = await mkdtemp(join(tmpdir(), 'huanzhi-stress-'));
await chmod(folder, 0o711);
const mounted = mountSmallDisk();
const gateway = await startMeasuredGateway(join(folder, 'data'), {
  frameTime,
  idle,
  quarantinePerMinute: 600,
});
const good = new SteadyStation('S0', gateway.port);
await gateway.ask('stations', ['S0', 'DEAF']);

try {
  await scenario('nothing else', () => pause(seconds * 1000));
  await scenario('garbage', () => badSenders('garbage', '50', seconds * 1000));
  await scenario('slow senders', () => badSenders('slow', '1000', Math.max(seconds * 1000, idle + 3_000)));
  await scenario('a sender that reads no answer', () => badSenders('deaf', 'DEAF', 0));
  await scenario(`${connections} instruments`, many);
  if (mounted) await scenario('a full disk', fullDisk);
  else print('a full disk: not run (needs Linux and root)');
  await scenario('a database that hangs', async () => {
    await signalDatabase('SIGSTOP');
    await pause(seconds * 1000);
    await expectNothingAnswered(() => signalDatabase('SIGCONT'));
  });
  await scenario('a database that is stopped, and again when it has been started', async () => {
    const end = performance.now() + seconds * 1000;
    let times = 0;
    while (performance.now() < end) {
      if (await signalDatabase('SIGINT')) times += 1;
      await pause(100);
    }
    print(`stopped ${times} times`);
  });
  print(`the log of conversations says:\n    ${(await gateway.ask('events')).events.join('\n    ')}`);
} finally {
  good.stop();
  await gateway.close();
  if (mounted) execFileSync('/bin/umount', [join(folder, 'data')]);
  await rm(folder, { recursive: true, force: true });
}

/** Runs a trouble beside the proper station; then proves that it is served and what was answered is stored once. */
async function scenario(name: string, trouble: () => Promise<unknown>): Promise<void> {
  if (!name.includes(only)) return;
  process.stdout.write(`${name}\n`);
  const before = await gateway.ask('status');
  const stop = sendSteadily([good], 20);
  const watch = watchTrouble(gateway);
  const began = performance.now();
  await trouble();
  const lasted = performance.now() - began;
  const troubles = await watch();
  stop();
  const back = performance.now();
  await served(good);
  const wait = performance.now() - back;
  const after = await gateway.ask('status');
  const { count, p50, p99, max } = good.takeLatency();
  print(
    `${(lasted / 1000).toFixed(0)} s; the station's ${count} packets answered: p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)}, max ${max.toFixed(0)} ms; the last after ${(wait / 1000).toFixed(1)} s`,
  );
  print(
    `rss ${before.rss.toFixed(0)} → ${after.rss.toFixed(0)} MB, heap ${before.heap.toFixed(0)} → ${after.heap.toFixed(0)} MB; ${difference(before, after)}`,
  );
  for (const one of troubles) print(`page: ${one}`);
  for (const line of (await gateway.ask('said')).lines) print(`log: ${line}`);
  await proveStored();
}

/** Senders of one kind at work for so long; the deaf one ends by itself. */
async function badSenders(kind: 'garbage' | 'slow' | 'deaf', what: string, ms: number): Promise<void> {
  const child = fork(
    fileURLToPath(new URL('bad-senders.ts', import.meta.url)),
    [kind, String(gateway.port), what],
    { execArgv: ['--conditions=huanzhi-source', '--import', 'tsx'] },
  );
  await once(child, 'message');
  const said = once(child, 'message');
  await pause(ms);
  if (kind !== 'deaf') child.send('stop');
  print(String((await said)[0]));
  await once(child, 'exit');
}

/** Sends one more packet and waits until nothing is unanswered. */
async function served(station: SteadyStation): Promise<void> {
  station.send();
  const end = performance.now() + 120_000;
  while (station.unanswered > 0) {
    if (performance.now() > end) throw new Error(`${station.unanswered} packets have no answer`);
    station.retry();
    await pause(20);
  }
}

async function proveStored(): Promise<void> {
  const { packets } = await gateway.ask('stored', ['S0']);
  // The key of a packet is its QN and two digits of its part.
  const keys = packets.map(([, key]) => key.slice(0, 17));
  const stored = new Set(keys);
  const lost = [...good.answered].filter((qn) => !stored.has(qn));
  if (lost.length > 0 || stored.size !== keys.length) {
    process.exitCode = 1;
    print(`FAILED: ${lost.length} answered packets lost, ${keys.length - stored.size} stored twice`);
  } else print(`${good.answered.size} answered packets, each stored exactly once`);
}

/** Notes every change of what the page would say about storing. */
function watchTrouble(of: MeasuredGateway): () => Promise<string[]> {
  const seen: string[] = [];
  let over = false;
  const watching = (async () => {
    while (!over) {
      const { trouble } = await of.ask('status');
      if (trouble !== null && trouble !== seen.at(-1)) seen.push(trouble);
      await pause(500);
    }
  })();
  return async () => {
    over = true;
    await watching;
    return seen;
  };
}

function difference(before: Status, after: Status): string {
  const names = ['stored', 'duplicates', 'quarantined', 'dropped', 'refused'] as const;
  return names.map((name) => `${name} ${after[name] - before[name]}`).join(', ');
}

/** As many instruments as wanted, each with three packets; then all stay connected. */
async function many(): Promise<void> {
  const stations = Array.from(
    { length: connections },
    (_, index) => new SteadyStation(`M${index}`, gateway.port, false),
  );
  await gateway.ask(
    'stations',
    stations.map(({ mn }) => mn),
  );
  const began = performance.now();
  for (let round = 0; round < 3; round += 1) {
    for (let at = 0; at < stations.length; at += 200) {
      for (const one of stations.slice(at, at + 200)) one.send();
      await pause(10);
    }
    while (stations.some((one) => one.unanswered > 0)) {
      for (const one of stations) one.retry();
      await pause(50);
    }
  }
  const took = (performance.now() - began) / 1000;
  const status = await gateway.ask('status');
  print(
    `${3 * connections} packets of ${connections} instruments answered in ${took.toFixed(1)} s; ${status.connections} connections, rss ${status.rss.toFixed(0)} MB`,
  );
  for (const one of stations) one.stop();
}

/** Fills the disk on which the database lies, waits, and makes room again. */
async function fullDisk(): Promise<void> {
  const ballast = join(folder, 'data', 'ballast');
  const { bavail, bsize } = await statfs(join(folder, 'data'));
  await writeFile(ballast, Buffer.alloc(bavail * bsize)).catch(() => {});
  // Free space inside files that exist already is used first: large packets find its end sooner.
  const stations = Array.from({ length: 50 }, (_, index) => new SteadyStation(`M${index}`, gateway.port));
  const stop = sendSteadily(stations, 2_000);
  const end = performance.now() + 60_000;
  while ((await gateway.ask('status')).trouble === null && performance.now() < end) await pause(100);
  await pause(seconds * 1000);
  stop();
  await expectNothingAnswered(() => rm(ballast));
  for (const one of stations) await served(one);
  const { packets } = await gateway.ask(
    'stored',
    stations.map(({ mn }) => mn),
  );
  const stored = new Set(packets.map(([mn, key]) => `${mn} ${key.slice(0, 17)}`));
  const answered = stations.flatMap(({ mn, answered }) => [...answered].map((qn) => `${mn} ${qn}`));
  const lost = answered.filter((one) => !stored.has(one)).length;
  if (lost > 0) process.exitCode = 1;
  print(`50 instruments beside it: ${answered.length} answered packets, ${lost} lost`);
  for (const one of stations) one.stop();
}

/** While the store takes nothing, nothing may be answered; `end` ends the trouble. */
async function expectNothingAnswered(end: () => Promise<unknown>): Promise<void> {
  const { trouble, waiting } = await gateway.ask('status');
  const before = good.answered.size;
  await pause(1_000);
  const answered = good.answered.size - before;
  if (answered > 0) process.exitCode = 1;
  print(
    `nothing stored: ${answered} answers in a second, ${waiting} packets wait; ${trouble ?? 'no reason yet'}`,
  );
  await end();
}

/** Every process of the private database, or the main one to end it. @returns whether there was one */
async function signalDatabase(signal: NodeJS.Signals): Promise<boolean> {
  const running = await readPostmaster(join(folder, 'data', 'database', 'data'));
  if (running === null || !running.ready) return false;
  const children = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, parent]) => (parent === running.pid && pid !== undefined ? [pid] : []));
  for (const pid of signal === 'SIGINT' ? [running.pid] : [running.pid, ...children]) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      // It may have ended between the list and the signal.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
  return true;
}

function mountSmallDisk(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    mkdirSync(join(folder, 'data'));
    execFileSync('/bin/mount', [
      '-t',
      'tmpfs',
      '-o',
      `size=${diskMegabytes}m,mode=711`,
      'tmpfs',
      join(folder, 'data'),
    ]);
    return true;
  } catch {
    return false;
  }
}

function print(line: string): void {
  process.stdout.write(`  ${line}\n`);
}
