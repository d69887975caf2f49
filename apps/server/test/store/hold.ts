/** Opens the store of the folder given, says `open`, and holds it until its input ends. */
import { openStore } from '../../src/store/index.ts';

const dataDir = process.argv[2];
if (dataDir === undefined) throw new Error('which folder?');
const store = await openStore({ dataDir });
process.stdout.write('open\n');
for await (const _ of process.stdin);
await store.close();
