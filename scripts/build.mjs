/** `npm run build`: everything that is stale, or what is named: `npm run build -- web`. */
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';

await ensureInstalled();
const names = process.argv.slice(2);
for (const name of names.length > 0 ? names : ['all']) await ensureBuilt(name);
