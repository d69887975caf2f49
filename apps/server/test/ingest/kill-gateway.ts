/** A gateway on the data folder given; says its port, then runs until it is killed. */
import { gatewayDefaults, startGateway } from '../../src/ingest/index.ts';
import { openStore } from '../../src/store/index.ts';
import { saveStation } from '../../src/store/readings/stations.queries.ts';

const [dataDir, ...stations] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('which folder?');
const store = await openStore({ dataDir });
for (const mn of stations) {
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
const gateway = await startGateway({
  store,
  config: { ...gatewayDefaults, host: '127.0.0.1', port: 0, packetsPerSecond: 1e6 },
  log: () => {},
  now: Date.now,
});
process.stdout.write(`${gateway.port}\n`);
