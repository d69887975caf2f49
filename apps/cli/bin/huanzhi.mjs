#!/usr/bin/env node
// Builds the command if it is missing or stale, then runs it. Node built-ins only, because this file runs
// before anything is installed or built.
import { existsSync } from 'node:fs';

const buildScript = new URL('../../../scripts/lib/build.mjs', import.meta.url);
const main = new URL('../dist/main.js', import.meta.url);

if (existsSync(buildScript)) {
  const { ensureBuilt } = await import(buildScript.href);
  await ensureBuilt('cli');
}
if (existsSync(main)) {
  await import(main.href);
} else {
  process.stderr.write('huanzhi is not built: run "npm run build" in the folder of the project.\n');
  process.exitCode = 1;
}
