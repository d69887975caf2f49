import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail, say } from './log.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';
import { digest, isFresh, stamp } from './stamp.mjs';

const wanted = [20, 19];

/** Refuses a Node that is too old, with a sentence that says which one is needed. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
    fail(`Node ${wanted.join('.')} or newer is needed; this is ${process.versions.node}.`);
  }
}

/** Installs the dependencies of the lock file when they are missing or the lock file has changed. */
export async function ensureInstalled() {
  checkNode();
  const lock = digest(['package-lock.json']);
  if (existsSync(join(root, 'node_modules', '.package-lock.json')) && isFresh('install', lock)) return;
  say('installing dependencies from package-lock.json …');
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) fail('npm ci failed; the lines above say why. Is the npm registry reachable?');
  stamp('install', lock);
}
