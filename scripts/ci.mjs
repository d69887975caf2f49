/** What `.ci/run` does after the system packages are there. */
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { startDebianPostgres } from './lib/debian-postgres.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { say } from './lib/log.mjs';
import { root } from './lib/paths.mjs';
import { report, runCounted, runVitest } from './lib/vitest.mjs';

await ensureInstalled();
await ensureBuilt('all');
const results = [];

say('npm test …');
results.push(...(await runCounted('test')));

const debian = startDebianPostgres();
try {
  say(`server tests on Debian's PostgreSQL ${debian.version} …`);
  results.push(
    await runVitest(`server tests, PostgreSQL ${debian.version}`, ['apps/server'], {
      HUANZHI_TEST_DATABASE_URL: debian.url,
    }),
  );
} finally {
  debian.stop();
}

say('checks …');
results.push(...(await runCounted('check')));

say('browser tests …');
results.push(
  await runVitest('browser tests', ['--config', join(root, 'tests', 'browser', 'vitest.config.ts')]),
);

report(results);
