/**
 * `npm test`: installs what is missing, then every test that needs nothing but Node: units, properties,
 * the server on its private database, kill-and-recover. Arguments go to Vitest.
 */
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { listPrograms } from './lib/programs.mjs';
import { report, runVitest } from './lib/vitest.mjs';

await ensureInstalled();
listPrograms();
await ensureBuilt('cli');
report([await runVitest('tests', process.argv.slice(2))]);
