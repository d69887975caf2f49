/**
 * Packets per second through the whole gateway (framing, check value, values, duplicates, commit, answer) beside
 * a bare COPY of the same rows into a table of the same layout, in turns in the same run.
 */
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { decodeAll } from '@huanzhi/hj212';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { gatewayDefaults, startGateway } from '../src/ingest/index.ts';
import { keyOf, timeOf, valuesOf } from '../src/ingest/values.ts';
import { openStore } from '../src/store/index.ts';
import { PrivateServer } from '../src/store/postgres/private-server.ts';
import { saveStation } from '../src/store/readings/stations.queries.ts';
import { benchMn, benchPacket } from './bench-packet.ts';

const rounds = 3;
const connections = 50;
const each = 800;
const inFlight = 100;
const total = connections * each;

const folder = await mkdtemp(join(tmpdir(), 'huanzhi-bench-'));
await chmod(folder, 0o711);
const server = new PrivateServer(folder, () => {});
await server.ensureRunning();
const { host, port, user, database } = server.ownerConfig();
const store = await openStore({
  databaseUrl: `postgresql://${user}@localhost:${port}/${database}?host=${encodeURIComponent(String(host))}`,
  dataDir: folder,
});
const client = new pg.Client(server.ownerConfig());
await client.connect();
await client.query('create table packet_copied (like packet including all)');

for (let station = 0; station < connections; station += 1) {
  await saveStation(store.db, {
    mn: benchMn(station),
    name: '',
    edition: '2017',
    crc: 'hj212',
    password: '123456',
    addresses: [],
    factors: {},
    active: true,
  });
}
const gateway = await startGateway({
  store,
  config: { ...gatewayDefaults, host: '127.0.0.1', port: 0, packetsPerSecond: 1e9 },
  log: console.log,
  now: Date.now,
});

/** Microseconds of processor time of this process for each packet. */
const cpu: number[] = [];

/** Rows a second of COPY, in transactions as large as the gateway's largest. */
async function copyRate(round: number): Promise<number> {
  const lines = Array.from({ length: total }, (_, index) => {
    const station = index % connections;
    const [decoded] = decodeAll(benchPacket(station, round * each + Math.floor(index / connections)));
    if (decoded?.outcome !== 'accepted') throw new Error('the packet is faulty');
    const { segment, raw } = decoded;
    const { readings } = valuesOf(segment);
    const at = new Date(timeOf(segment) ?? 0).toISOString();
    const hex = Buffer.from(raw).toString('hex');
    return `${station}\t2011\t1\t${at}\t${keyOf(segment)}\t${at}\t{${readings.join(',')}}\t\\N\t\\N\t\\\\x${hex}\n`;
  });
  const batches: string[] = [];
  for (let at = 0; at < lines.length; at += gatewayDefaults.batch) {
    batches.push(lines.slice(at, at + gatewayDefaults.batch).join(''));
  }
  const start = performance.now();
  for (const batch of batches) {
    const target = client.query(
      copyFrom(
        'copy packet_copied (station_id, cn, layout, at, key, received_at, readings, marks, repairs, raw) from stdin',
      ),
    );
    await pipeline([Buffer.from(batch)], target);
  }
  return total / ((performance.now() - start) / 1000);
}

async function gatewayRate(round: number): Promise<number> {
  const script = fileURLToPath(new URL('gateway-load.ts', import.meta.url));
  const load = spawn(
    process.execPath,
    [
      '--conditions=huanzhi-source',
      '--import',
      'tsx',
      script,
      ...[gateway.port, connections, each, inFlight, round * each].map(String),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: load.stdout })[Symbol.asyncIterator]();
  await lines.next();
  load.stdin.write('go\n');
  const before = process.cpuUsage();
  const line = await lines.next();
  const used = process.cpuUsage(before);
  cpu.push((used.user + used.system) / total);
  if (line.done === true) throw new Error('the load generator ended by itself');
  return total / (Number(line.value) / 1000);
}

const median = (list: number[]): number => [...list].sort((a, b) => a - b)[list.length >> 1] ?? 0;
const rates: { copy: number[]; gateway: number[] } = { copy: [], gateway: [] };
for (let round = 0; round <= rounds; round += 1) {
  const copy = await copyRate(round);
  const through = await gatewayRate(round);
  // The first round warms up both sides.
  if (round === 0) continue;
  rates.copy.push(copy);
  rates.gateway.push(through);
  console.log(
    `round ${round}: gateway ${Math.round(through)} packets/s, bare COPY ${Math.round(copy)} rows/s`,
  );
}
const stored = await client.query('select count(*)::integer as n from packet');
if (stored.rows[0].n !== total * (rounds + 1)) throw new Error(`stored ${stored.rows[0].n} packets`);
const size = await client.query(
  `select sum(pg_total_relation_size(inhrelid))::bigint as bytes from pg_inherits where inhparent = 'packet'::regclass`,
);
const { counts } = gateway.status();
console.log(
  `gateway: ${Math.round(median(rates.gateway))} packets/s of 10 readings (median of ${rounds}); bare COPY ${Math.round(median(rates.copy))} rows/s; ratio ${(median(rates.gateway) / median(rates.copy)).toFixed(2)}; ${Math.round(counts.stored / counts.commits)} packets a commit; ${median(cpu).toFixed(1)} µs of processor time in the gateway a packet; ${(Number(size.rows[0].bytes) / (total * (rounds + 1) * 10)).toFixed(1)} bytes a reading with the raw packet and the index`,
);
await gateway.close();
await client.end();
await store.close();
await server.stop();
await rm(folder, { recursive: true, force: true });
