import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
let tree: string;

/** Runs the repository's own layer check on a small tree made of these files. */
function check(files: Record<string, string>): { code: number | null; output: string } {
  for (const folder of ['packages', 'programs', 'apps'])
    rmSync(join(tree, folder), { recursive: true, force: true });
  for (const folder of ['packages', 'programs', 'apps']) mkdirSync(join(tree, folder), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, name)), { recursive: true });
    writeFileSync(join(tree, name), text);
  }
  const result = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      'packages',
      'programs',
      'apps',
    ],
    { cwd: tree, encoding: 'utf8' },
  );
  return { code: result.status, output: result.stdout + result.stderr };
}

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'hz-layers-'));
  cpSync(join(root, '.dependency-cruiser.mjs'), join(tree, '.dependency-cruiser.mjs'));
  writeFileSync(
    join(tree, 'tsconfig.json'),
    '{"compilerOptions":{"module":"ESNext","moduleResolution":"Bundler","allowImportingTsExtensions":true,"noEmit":true}}',
  );
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

const leaf = 'export const x = 1;\n';

describe('the layer check', () => {
  it('accepts imports that point down', () => {
    const result = check({
      'packages/registry/src/a.ts': leaf,
      'programs/tasks/definition.ts': "export { x } from '../../packages/registry/src/a.ts';\n",
      'apps/server/src/services/s.ts': "export { x } from '../../../../programs/tasks/definition.ts';\n",
    });
    expect(result.output).toContain('no dependency violations found');
    expect(result.code).toBe(0);
  });

  it.each([
    [
      'packages-import-only-packages',
      'packages/registry/src/a.ts',
      '../../../apps/server/src/b.ts',
      'apps/server/src/b.ts',
    ],
    [
      'programs-import-only-packages',
      'programs/tasks/rules.ts',
      '../../apps/server/src/b.ts',
      'apps/server/src/b.ts',
    ],
    [
      'a-programme-knows-no-other',
      'programs/tasks/rules.ts',
      '../outfalls/rules.ts',
      'programs/outfalls/rules.ts',
    ],
    [
      'store-uses-nothing-above',
      'apps/server/src/store/a.ts',
      '../services/b.ts',
      'apps/server/src/services/b.ts',
    ],
    ['services-below-api', 'apps/server/src/services/a.ts', '../api/b.ts', 'apps/server/src/api/b.ts'],
    [
      'publishable-packages-stand-alone',
      'packages/standards/src/a.ts',
      '../../registry/src/b.ts',
      'packages/registry/src/b.ts',
    ],
    ['web-knows-no-server', 'apps/web/src/a.ts', '../../server/src/b.ts', 'apps/server/src/b.ts'],
  ])('refuses a planted import: %s', (rule, from, specifier, to) => {
    const result = check({ [from]: `export { x } from '${specifier}';\n`, [to]: leaf });
    expect(result.output).toContain(rule);
    expect(result.code).not.toBe(0);
  });

  it('refuses a cycle and a Node module in a package', () => {
    const cycle = check({
      'packages/registry/src/a.ts': "import { y } from './b.ts';\nexport const x = y;\n",
      'packages/registry/src/b.ts': "import { x } from './a.ts';\nexport const y = x;\n",
    });
    expect(cycle.output).toContain('no-cycles');
    expect(cycle.code).not.toBe(0);
    const core = check({ 'packages/registry/src/a.ts': "export { readFileSync } from 'node:fs';\n" });
    expect(core.output).toContain('packages-are-pure');
    expect(core.code).not.toBe(0);
  });
});
