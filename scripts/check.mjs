/**
 * `npm run check`: types, format and lint, layers and cycles, dead code, first load of the pages.
 * Each check counts as one; the last line is `N passed, N failed`.
 */
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { say } from './lib/log.mjs';
import { root } from './lib/paths.mjs';
import { listPrograms } from './lib/programs.mjs';
import { runNode } from './lib/run.mjs';
import { report } from './lib/vitest.mjs';

const tool = (...parts) => join(root, 'node_modules', ...parts);

const checks = {
  'types (server, packages, command)': [tool('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json'],
  'types (browser tests)': [tool('typescript', 'bin', 'tsc'), '-p', 'tests/browser'],
  'types (pages)': [tool('typescript', 'bin', 'tsc'), '-p', 'apps/web'],
  'format and lint': [tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'],
  'layers and cycles': [
    tool('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
    '--config',
    '.dependency-cruiser.mjs',
    'packages',
    'programs',
    'apps',
  ],
  'dead code': [tool('knip', 'bin', 'knip.js')],
  'first load of the pages': ['apps/web/scripts/first-load.mjs'],
};

await ensureInstalled();
listPrograms();
await ensureBuilt('web');
const only = process.argv[2];
const results = [];
for (const [name, args] of Object.entries(checks)) {
  if (only !== undefined && !name.includes(only)) continue;
  say(`check: ${name} …`);
  const code = await runNode(args);
  results.push({ name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });
}
report(results);
