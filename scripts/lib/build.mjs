import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail, say } from './log.mjs';
import { root } from './paths.mjs';
import { listPrograms } from './programs.mjs';
import { runNode } from './run.mjs';
import { digest, isFresh, stamp } from './stamp.mjs';

const shared = ['packages', 'programs', 'package-lock.json', 'tsconfig.base.json', 'scripts/lib'];

/** What can be built, from which inputs, into which file, and how. */
const targets = {
  server: {
    inputs: [...shared, 'apps/server'],
    output: 'apps/server/dist/main.js',
    build: () =>
      bundle(
        {
          main: 'apps/server/src/main.ts',
          'document-reader-worker': 'apps/server/src/document-reader/worker.ts',
        },
        'apps/server/dist',
      ),
  },
  cli: {
    inputs: [...shared, 'apps/server', 'apps/cli'],
    output: 'apps/cli/dist/main.js',
    build: () => bundle({ main: 'apps/cli/src/main.ts' }, 'apps/cli/dist'),
  },
  web: { inputs: [...shared, 'apps/web'], output: 'apps/web/dist/index.html', build: () => web() },
};

/** Bundles our own sources with esbuild; every installed package stays outside. */
async function bundle(entryPoints, outdir) {
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['huanzhi-source'],
    sourcemap: true,
    logLevel: 'warning',
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [
      {
        name: 'installed-packages-stay-outside',
        setup(tool) {
          tool.onResolve({ filter: /^[^./]/ }, (args) =>
            args.path.startsWith('@huanzhi/') || args.kind === 'entry-point'
              ? undefined
              : { path: args.path, external: true },
          );
        },
      },
    ],
  });
}

async function web() {
  const code = await runNode(
    [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
    { cwd: join(root, 'apps', 'web') },
  );
  if (code !== 0) fail('the web pages could not be built; the lines above say why.');
}

/**
 * Builds what is stale.
 * @param {'server'|'cli'|'web'|'all'} name
 */
export async function ensureBuilt(name) {
  listPrograms();
  for (const key of name === 'all' ? Object.keys(targets) : [name]) {
    const target = targets[key];
    const value = digest(target.inputs);
    if (existsSync(join(root, target.output)) && isFresh(`build-${key}`, value)) continue;
    say(`building ${key} …`);
    await target.build();
    stamp(`build-${key}`, value);
  }
}
