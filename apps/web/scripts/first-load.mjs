/**
 * Weighs the first load: the JavaScript of the entry, of the workbench and of everything they import
 * statically, gzipped. Fails over 300 KB. Run after `vite build`: `node apps/web/scripts/first-load.mjs`.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const limit = 300 * 1024;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const pages = ['index.html', 'src/pages/workbench/page.tsx'];

const files = new Set();
function take(key) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`${fileURLToPath(dist)}.vite/manifest.json has no ${key}: build again`);
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const next of chunk.imports ?? []) take(next);
}
for (const page of pages) take(page);

let total = 0;
for (const file of [...files].filter((name) => name.endsWith('.js'))) {
  const size = gzipSync(readFileSync(new URL(file, dist)), { level: 6 }).length;
  total += size;
  console.log(`${(size / 1024).toFixed(1).padStart(7)} KB  ${file}`);
}
console.log(`${(total / 1024).toFixed(1).padStart(7)} KB  in all, at most ${limit / 1024} KB`);
if (total > limit) process.exitCode = 1;
