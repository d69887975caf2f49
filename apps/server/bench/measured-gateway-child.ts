/**
 * A gateway in a process of its own, for `stress.bench.ts` and `soak.bench.ts`: answers what `measured-gateway.ts` asks
 * over the channel of `fork`. Parameters: folder, time of a half frame and idle time in ms, faulty pieces kept a minute.
 */
import { sql } from 'kysely';
import { gatewayDefaults, startGateway } from '../src/ingest/index.ts';
import { openStore } from '../src/store/index.ts';
import { saveStation } from '../src/store/readings/stations.queries.ts';
import { type Answers, question } from './measured-gateway.ts';

const [dataDir, frameTime, idle, quarantinePerMinute] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('which folder?');
const lines: string[] = [];
const log = (line: string) => void lines.push(line);
const store = await openStore({ dataDir, log });
const gateway = await startGateway({
  store,
  config: {
    ...gatewayDefaults,
    host: '127.0.0.1',
    port: 0,
    packetsPerSecond: 1e6,
    frameTime: Number(frameTime),
    idle: Number(idle),
    quarantinePerMinute: Number(quarantinePerMinute),
  },
  log,
  now: Date.now,
});

process.on('message', (message) => {
  const { id, ask, mns } = question.parse(message);
  answer(ask, mns).then(
    (value) => process.send?.({ id, value }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  );
});
process.send?.({ id: 0, value: { port: gateway.port } });

async function answer(ask: keyof Answers, mns: readonly string[]): Promise<Answers[keyof Answers]> {
  switch (ask) {
    case 'stations':
      for (const mn of mns) {
        await saveStation(store.db, {
          mn,
          name: mn,
          edition: '2017',
          crc: 'hj212',
          password: null,
          addresses: [],
          factors: {},
          active: true,
        });
      }
      await gateway.refreshStations();
      return { port: gateway.port };
    case 'status': {
      globalThis.gc?.();
      const { counts, connections, waiting, trouble } = gateway.status();
      const { heapUsed, rss } = process.memoryUsage();
      const { user, system } = process.cpuUsage();
      return {
        heap: heapUsed / 1e6,
        rss: rss / 1e6,
        cpu: user + system,
        connections: connections.length,
        waiting,
        trouble,
        commits: counts.commits,
        stored: counts.stored,
        duplicates: counts.duplicates,
        quarantined: counts.quarantined,
        dropped: counts.droppedPieces,
        refused: counts.refusedConnections,
      };
    }
    case 'said':
      return { lines: lines.splice(0) };
    case 'stored': {
      const { rows } = await sql<{ mn: string; key: string }>`
        select s.mn, p.key::text as key from packet p join gateway_station s on s.id = p.station_id
        where s.mn = any(${mns}::text[])`.execute(store.db);
      return { packets: rows.map(({ mn, key }): [string, string] => [mn, key]) };
    }
    case 'events': {
      const { rows } = await sql<{ what: string; body: string }>`
        select what, body from gateway_log where mn is null order by id`.execute(store.db);
      return { events: rows.map(({ what, body }) => `${what} ${body}`) };
    }
    case 'close':
      await gateway.close();
      await store.close();
      setImmediate(() => process.disconnect());
      return { port: gateway.port };
  }
}
