import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage } from './browser.ts';
import { copyRepository } from './copy.ts';
import { signInPage } from './pages.ts';
import { type Product, startProduct } from './product.ts';
import { type Session, signIn } from './session.ts';

const repository = join(import.meta.dirname, '..', '..');
let copy: ReturnType<typeof copyRepository>;
let product: Product;
let browser: Browser;
let officer: Session;

interface Row {
  id: string;
  code: string | null;
  title: string;
  state: string;
  version: number;
  data: Record<string, unknown>;
}

beforeAll(async () => {
  copy = copyRepository();
  const guide = readFileSync(join(repository, 'CONTRIBUTING.md'), 'utf8');
  const [, path] = /Make `(programs\/[^`]+)`/.exec(guide) ?? [];
  const [, code] = /```ts\n([\s\S]*?)```/.exec(guide) ?? [];
  if (!path || !code) throw new Error('CONTRIBUTING.md no longer holds the example registry');
  mkdirSync(join(copy.root, path, '..'), { recursive: true });
  writeFileSync(join(copy.root, path), code);
  const build = spawnSync(
    process.execPath,
    ['-e', "const { ensureBuilt } = await import('./scripts/lib/build.mjs'); await ensureBuilt('server');"],
    {
      cwd: copy.root,
      encoding: 'utf8',
    },
  );
  if (build.status !== 0) throw new Error(build.stderr);
  product = await startProduct({ root: copy.root });
  officer = await signIn(product, 'officer');
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
  copy?.remove();
});

const records = () => officer.get<{ items: Row[] }>('/api/registries/monitoring-well/records');

describe('a registry added by the guide, with no other file touched', () => {
  it('has a definition, an OpenAPI text and an empty list', async () => {
    const { items } = await officer.get<{ items: { definition: { id: string; fields: unknown[] } }[] }>(
      '/api/registries',
    );
    expect(items.find((item) => item.definition.id === 'monitoring-well')?.definition.fields).toHaveLength(4);
    expect((await records()).items).toEqual([]);
  });

  it('creates, checks and moves a record', async () => {
    const bad = await officer.fetch('/api/registries/monitoring-well/records', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ idempotencyKey: 'well-bad-0001', title: '一号井', data: { depth: 900 } }),
    });
    expect(bad.status).toBe(422);
    expect(JSON.stringify(await bad.json())).toContain('depth');
    const made = await officer.post<Row>('/api/registries/monitoring-well/records', {
      idempotencyKey: 'well-good-0001',
      title: '一号井',
      data: { depth: 12.5, aquifer: 'phreatic', builtOn: '2024-05-01' },
    });
    const again = await officer.post<Row>('/api/registries/monitoring-well/records', {
      idempotencyKey: 'well-good-0001',
      title: '一号井',
      data: { depth: 12.5, aquifer: 'phreatic', builtOn: '2024-05-01' },
    });
    expect(again.id).toBe(made.id);
    const moved = await officer.post<Row>(
      `/api/registries/monitoring-well/records/${made.id}/transitions/report-damage`,
      {
        idempotencyKey: 'well-move-0001',
        version: made.version,
        inputs: { fault: '井盖破损' },
      },
    );
    expect(moved.state).toBe('repair');
    const history = await officer.get<{ items: unknown[]; chain: string }>(
      `/api/registries/monitoring-well/records/${made.id}/history`,
    );
    expect(history.chain).toBe('intact');
    expect(history.items).toHaveLength(2);
  });

  it('exports, and imports with a verdict for each row', async () => {
    const template = await officer.fetch('/api/registries/monitoring-well/import-template');
    expect(template.status).toBe(200);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await template.arrayBuffer());
    const sheet = workbook.worksheets[0];
    if (!sheet) throw new Error('the template has no sheet');
    const header: string[] = [];
    sheet.getRow(1).eachCell({ includeEmpty: true }, (cell, column) => {
      header[column] = cell.text.replace(/[\s*＊]/g, '');
    });
    const columnOf = (title: string) => {
      const index = header.findIndex((text) => text?.includes(title));
      if (index < 0) throw new Error(`no column ${title} in ${header.join(' ')}`);
      return index;
    };
    while (sheet.rowCount > 1) sheet.spliceRows(2, 1);
    const add = (title: string, depth: unknown) => {
      const row = sheet.addRow([]);
      row.getCell(columnOf('标题')).value = title;
      row.getCell(columnOf('井深')).value = depth as ExcelJS.CellValue;
      row.getCell(columnOf('含水层')).value = '承压水';
    };
    add('二号井', 30);
    add('三号井', '很深');
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(await workbook.xlsx.writeBuffer())]), 'wells.xlsx');
    const upload = await officer.fetch('/api/registries/monitoring-well/imports', {
      method: 'POST',
      body: form,
    });
    expect(upload.status, await upload.clone().text()).toBe(200);
    const batch = (await upload.json()) as {
      id: string;
      counts: Record<string, number>;
      rows: { verdict: string; problems: { message: { zh: string } }[] }[];
    };
    expect(batch.counts).toMatchObject({ new: 1, reject: 1 });
    expect(batch.rows.find((row) => row.verdict === 'reject')?.problems[0]?.message.zh).toBeTruthy();
    await officer.post(`/api/imports/${batch.id}/commit`);
    const titles = (await records()).items.map((row) => row.title);
    expect(titles).toContain('二号井');
    expect(titles).not.toContain('三号井');

    const exported = await officer.fetch('/api/registries/monitoring-well/export');
    const result = new ExcelJS.Workbook();
    await result.xlsx.load(await exported.arrayBuffer());
    const cells: string[] = [];
    result.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(cell.text)));
    expect(cells).toEqual(expect.arrayContaining(['一号井', '二号井', '承压水']));
  });

  it('has a list, a record page and a form', async () => {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
    const { page, faults } = await openPage(context, product.url);
    await signInPage(page, product, 'officer');
    await page.goto(`${product.url}/registries/monitoring-well`);
    await page.getByText('一号井').first().click();
    await page.getByText('井盖破损').first().waitFor();
    await page.goto(`${product.url}/registries/monitoring-well/new`);
    await page.getByLabel(/井深/).first().waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it('is refused to a role that the definition does not name', async () => {
    const town = await signIn(product, 'town');
    const answer = await town.fetch('/api/registries/monitoring-well/records');
    expect([403, 404]).toContain(answer.status);
  });
});
