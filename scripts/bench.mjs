/**
 * `npm run bench [-- NAME …]`: every `bench/*.bench.ts`, one process each, printed with its baseline.
 * Benchmarks measure; they never fail a build.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './lib/install.mjs';
import { say } from './lib/log.mjs';
import { root } from './lib/paths.mjs';
import { listPrograms } from './lib/programs.mjs';
import { runNode, serverFlags } from './lib/run.mjs';

await ensureInstalled();
listPrograms();
const wanted = process.argv.slice(2);
for (const group of ['packages', 'apps']) {
  for (const workspace of readdirSync(join(root, group))) {
    const folder = join(root, group, workspace, 'bench');
    if (!existsSync(folder)) continue;
    for (const file of readdirSync(folder)
      .filter((name) => name.endsWith('.bench.ts'))
      .sort()) {
      if (wanted.length > 0 && !wanted.some((name) => file.includes(name) || workspace === name)) continue;
      say(`bench ${group}/${workspace}/bench/${file}`);
      const code = await runNode([
        ...serverFlags,
        '--expose-gc',
        '--conditions=huanzhi-source',
        '--import',
        'tsx',
        join(folder, file),
      ]);
      if (code !== 0) process.exitCode = code;
    }
  }
}
