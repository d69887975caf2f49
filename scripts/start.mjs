/** `npm start`: install, build, private database, sample district, on localhost. */
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { root } from './lib/paths.mjs';
import { runNode, serverFlags } from './lib/run.mjs';

await ensureInstalled();
await ensureBuilt('server');
await ensureBuilt('web');
// The server ends by itself on these; this process only waits for it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
process.exitCode = await runNode([
  ...serverFlags,
  '--enable-source-maps',
  join(root, 'apps', 'server', 'dist', 'main.js'),
  ...process.argv.slice(2),
]);
