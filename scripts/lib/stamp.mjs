import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { cacheDir, root } from './paths.mjs';

const skipped = new Set(['node_modules', 'dist', '.cache', 'coverage', 'test', 'bench']);

function* filesIn(path) {
  if (!existsSync(path)) return;
  if (statSync(path).isFile()) {
    yield path;
    return;
  }
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (skipped.has(entry.name)) continue;
    const next = join(path, entry.name);
    if (entry.isDirectory()) yield* filesIn(next);
    else if (entry.isFile()) yield next;
  }
}

/**
 * A digest over the contents of files and folders (build output, tests and dependencies left out).
 * @param {string[]} inputs paths relative to the repository
 */
export function digest(inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of [...filesIn(join(root, input))].sort()) {
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

/** True when `name` was last stamped with this digest. */
export function isFresh(name, value) {
  const file = join(cacheDir, `${name}.stamp`);
  return existsSync(file) && readFileSync(file, 'utf8') === value;
}

/** Remembers that `name` now stands for this digest. */
export function stamp(name, value) {
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(join(cacheDir, `${name}.stamp`), value);
}
