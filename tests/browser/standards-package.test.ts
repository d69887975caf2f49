import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage } from './browser.ts';

const root = join(import.meta.dirname, '..', '..');
const home = join(root, 'packages', 'standards');
const compiler = join(root, 'node_modules', 'typescript', 'lib', 'tsc.js');
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html' };

let folder = '';
let files: readonly string[] = [];

/** npm without the network: what needs it would fail. */
function npm(args: readonly string[], cwd: string): string {
  return execFileSync('npm', [...args, '--offline', '--no-audit', '--no-fund', '--silent'], {
    cwd,
    encoding: 'utf8',
  });
}

/** The first example of the README, each statement that only names a value made to collect it. */
function firstExample(): { code: string; shown: number } {
  const readme = readFileSync(join(home, 'README.md'), 'utf8');
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  let shown = 0;
  const collecting = code.replace(/^(day\.[^;\n]+);/gm, (_, value: string) => {
    shown++;
    return `shown.push(${value});`;
  });
  return { code: `const shown = [];\n${collecting}`, shown };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'huanzhi-package-'));
  npm(['pack', '--pack-destination', folder, '-w', '@huanzhi/standards'], root);
  const [tarball = ''] = readdirSync(folder);
  files = execFileSync('tar', ['-tzf', join(folder, tarball)], { encoding: 'utf8' })
    .trim()
    .split('\n');
  mkdirSync(join(folder, 'user'));
  writeFileSync(join(folder, 'user', 'package.json'), '{ "private": true, "type": "module" }');
  npm(['install', join(folder, tarball)], join(folder, 'user'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Serves the folder that the package was installed in, and nothing outside it. */
async function serve(): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    try {
      const bytes = readFileSync(join(folder, 'user', path));
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

function runInNode(): unknown[] {
  const { code } = firstExample();
  writeFileSync(join(folder, 'user', 'example.mjs'), `${code}\nconsole.log(JSON.stringify(shown));`);
  const output = execFileSync(process.execPath, ['example.mjs'], {
    cwd: join(folder, 'user'),
    encoding: 'utf8',
  });
  return JSON.parse(output) as unknown[];
}

async function runInBrowser(): Promise<unknown> {
  const { code } = firstExample();
  const imports = { '@huanzhi/standards': '/node_modules/@huanzhi/standards/dist/index.js' };
  writeFileSync(
    join(folder, 'user', 'example.html'),
    `<!doctype html><meta charset="utf-8"><title>example</title><link rel="icon" href="data:,">
<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module">${code}
window.shown = shown;</script>`,
  );
  const { url, close } = await serve();
  const browser = await openBrowser();
  try {
    const { page, faults } = await openPage(await browser.newContext(), url);
    await page.goto(`${url}/example.html`);
    await page.waitForFunction('window.shown !== undefined', undefined, { timeout: 60_000 });
    const shown = await page.evaluate('window.shown');
    expect(faults).toEqual([]);
    return shown;
  } finally {
    await browser.close();
    close();
  }
}

describe('@huanzhi/standards, packed and installed in an empty folder', () => {
  it('holds compiled modules, declarations, documents and the licence, no sources, no dependencies', () => {
    const other = files.filter((file) => !/^package\/dist\/.*\.(js|d\.ts)$/.test(file)).sort();
    expect(other).toEqual(
      ['API.md', 'LICENSE', 'README.md', 'package.json'].map((file) => `package/${file}`),
    );
    expect(readdirSync(join(folder, 'user', 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(
      ['@huanzhi'],
    );
    expect(readdirSync(join(folder, 'user', 'node_modules', '@huanzhi'))).toEqual(['standards']);
  });

  it("runs the documentation's first example alike in Node and in a browser page", async () => {
    const inNode = runInNode();
    expect(firstExample().shown).toBe(4);
    expect(inNode).toEqual([
      100,
      ['O3', 'PM10', 'PM2.5'],
      'HJ 633-2026',
      { name: 'PM10', from: '120.5', to: '120', rule: 'half-even', digits: 0 },
    ]);
    expect(await runInBrowser()).toEqual(inNode);
  });

  it("type-checks in a user's strict project with Node's and with a bundler's resolution", () => {
    const { code } = firstExample();
    writeFileSync(join(folder, 'user', 'example.ts'), code.replace('shown = []', 'shown: unknown[] = []'));
    const options = ['--strict', '--noEmit', '--target', 'es2022', '--ignoreConfig', 'example.ts'];
    for (const resolution of [
      ['--module', 'nodenext'],
      ['--module', 'esnext', '--moduleResolution', 'bundler'],
    ]) {
      const checked = spawnSync(process.execPath, [compiler, ...options, ...resolution], {
        cwd: join(folder, 'user'),
        encoding: 'utf8',
      });
      expect([checked.status, checked.stdout]).toEqual([0, '']);
    }
  });

  it('keeps only what is imported when it is bundled', async () => {
    const { build } = await import('esbuild');
    const bundled = async (contents: string): Promise<number> => {
      const { outputFiles } = await build({
        stdin: { contents, resolveDir: join(folder, 'user') },
        bundle: true,
        minify: true,
        format: 'esm',
        write: false,
      });
      return outputFiles[0]?.contents.length ?? 0;
    };
    const all = await bundled("export * from '@huanzhi/standards';");
    const one = await bundled("export { roundHalfEvenText } from '@huanzhi/standards';");
    const aqi = await bundled("export { dailyAqi } from '@huanzhi/standards';");
    expect(one).toBeLessThan(all / 20);
    expect(aqi).toBeLessThan(all / 4);
  });
});
