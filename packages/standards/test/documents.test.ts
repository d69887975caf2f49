import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const home = join(import.meta.dirname, '..');
const shared = process.env.HUANZHI_SHARED ?? join(home, '..', '..', '..', 'shared');
const tables = join(shared, 'reference', 'tables');

describe('the documents of the package', () => {
  it('API.md is what the source says, and every function names its standard or that it has none', () => {
    const script = join(home, 'scripts', 'api-page.mjs');
    const options = ['--conditions=huanzhi-source', '--import', 'tsx', script, '--check'];
    const { status, stderr } = spawnSync(process.execPath, options, { cwd: home, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  it.skipIf(!existsSync(tables))('README lists exactly the reference vectors whose rule is recall', () => {
    const readme = readFileSync(join(home, 'README.md'), 'utf8');
    const [, list = ''] = /## Vectors that rest on recall\n([\s\S]*?)(?:\n## |$)/.exec(readme) ?? [];
    const listed = [...list.matchAll(/^\| ([A-Z]+-\d+) /gm)].map(([, id]) => id);
    const marked = ['air-vectors.json', 'water-noise-soil-waste-vectors.json'].flatMap((name) => {
      const file = JSON.parse(readFileSync(join(tables, name), 'utf8')) as {
        vectors: { id: string; status?: string }[];
      };
      return file.vectors.filter(({ status }) => status?.includes('recall')).map(({ id }) => id);
    });
    expect(listed.sort()).toEqual(marked.sort());
  });
});
