import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage, screenshots } from './browser.ts';
import { signInPage } from './pages.ts';
import { type Product, startProduct } from './product.ts';

/** Places in the browser: a site is added with a factor and a limit, changed, seen where it belongs; a base map. */
let product: Product;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let faults: string[];
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hz-places-'));
  product = await startProduct();
  browser = await openBrowser();
  context = await browser.newContext({ viewport: { width: 1366, height: 900 }, locale: 'zh-CN' });
  ({ page, faults } = await openPage(context, product.url));
  await signInPage(page, product, 'monitor');
  // The sample makes its places after the start; the last ones are dust sites.
  for (let found = 0; found === 0; ) {
    const answer = await context.request.get(`${product.url}/api/sites?kind=dust`);
    found = ((await answer.json()) as { items: unknown[] }).items.length;
  }
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** `YYYY-MM-DD` in Shanghai. */
const dayFromNow = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' });

/** A section at which nothing was ever measured. */
async function addSection(name: string): Promise<string> {
  const headers = { 'x-huanzhi': '1' };
  const sections = await context.request.get(`${product.url}/api/sites?kind=section`);
  const [known] = ((await sections.json()) as { items: { areaCode: string }[] }).items;
  const added = await context.request.post(`${product.url}/api/sites`, {
    headers,
    data: {
      code: 'BR-W1',
      name,
      kind: 'section',
      areaCode: known?.areaCode,
      ownerOrg: null,
      enterpriseOrg: null,
      tier: 'district',
      assessed: true,
      lon: null,
      lat: null,
      intervalHours: 24,
      props: { water: 'river', targetClass: 'Ⅲ' },
      active: true,
    },
  });
  expect(added.status(), await added.text()).toBe(200);
  const { id } = (await added.json()) as { id: number };
  const factor = await context.request.post(`${product.url}/api/sites/${id}/factors`, {
    headers,
    data: { factor: 'w01009', unit: 'mg/L', since: '2025-01-01' },
  });
  expect(factor.status(), await factor.text()).toBe(200);
  return name;
}

const panel = (name: string) => page.getByRole('region', { name, exact: true });
const save = (name: string) =>
  page.screenshot({ path: join(screenshots, `places-${name}.png`), fullPage: true });

describe('a site', () => {
  it('names every field that is wrong before anything is sent, and keeps what was typed', async () => {
    await page.goto(`${product.url}/monitoring/sites`);
    await page.getByRole('link', { name: '登记点位' }).click();
    await page.getByRole('form', { name: '登记点位' }).waitFor();
    await page.getByLabel('编码').fill('BR-01');
    await page.getByLabel('经度').fill('121.4x');
    await page.getByRole('button', { name: '登记点位' }).click();
    const summary = page.getByRole('alert');
    await summary.waitFor();
    for (const text of ['请填写名称', '请填写所在街镇', '经度应为十进制度数', '经度和纬度须同时填写'])
      expect(await summary.textContent()).toContain(text);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('site-name');
    expect(await page.getByLabel('编码').inputValue()).toBe('BR-01');
    await save('mistakes');
  });

  it('is told by the server at the field what only the server knows', async () => {
    await page.getByLabel('名称').fill('澜溪印染总排口');
    await page.getByLabel('类别').selectOption({ label: '排放口' });
    await page.getByLabel('所在街镇').selectOption({ label: '晨光街道' });
    await page.getByLabel('编码').fill('99A01');
    await page.getByLabel('经度').fill('31.3');
    await page.getByLabel('纬度').fill('31.3');
    await page.getByRole('button', { name: '登记点位' }).click();
    await page.locator('#site-code-error').waitFor();
    expect(await page.locator('#site-code-error').textContent()).toContain('已被其他点位使用');
    await page.getByLabel('编码').fill('BR-01');
    await page.getByRole('button', { name: '登记点位' }).click();
    await page.locator('#site-lon-error').waitFor();
    expect(await page.locator('#site-lon-error').textContent()).toContain('经度须在 73 至 136 度之间');
  });

  it('gets its place by a click on the map, and is added', async () => {
    const map = page.locator('.map-canvas[aria-busy="false"]');
    await map.scrollIntoViewIfNeeded();
    const box = await map.boundingBox();
    if (!box) throw new Error('no map');
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await expect.poll(() => page.getByLabel('经度').inputValue()).not.toBe('31.3');
    const lon = Number(await page.getByLabel('经度').inputValue());
    const lat = Number(await page.getByLabel('纬度').inputValue());
    // The middle of the sites of the sample district.
    expect(lon).toBeGreaterThan(121);
    expect(lon).toBeLessThan(122);
    expect(lat).toBeGreaterThan(31);
    expect(lat).toBeLessThan(32);
    await save('form');
    await page.getByRole('button', { name: '登记点位' }).click();
    await page.getByRole('heading', { level: 1, name: '澜溪印染总排口' }).waitFor();
    expect(await page.locator('main').textContent()).toContain('BR-01');
  });

  it('gets a factor in a unit that fits it', async () => {
    await panel('因子').getByRole('button', { name: '增加因子' }).click();
    await expect.poll(() => page.url()).toContain('act=factor');
    const form = page.getByRole('form', { name: '增加因子' });
    await form.getByRole('button', { name: '增加因子' }).click();
    expect(await form.getByRole('alert').textContent()).toContain('请填写因子');
    await form.getByLabel('因子').selectOption('w01018');
    expect(await form.getByLabel('单位').inputValue()).toBe('mg/L');
    await form.getByLabel('开始日期').fill(dayFromNow(-30));
    await form.getByRole('button', { name: '增加因子' }).click();
    await panel('因子').getByRole('cell', { name: '化学需氧量', exact: true }).waitFor();
    await expect.poll(() => page.url()).not.toContain('act=');
  });

  it('gets a limit, which needs a bound and a basis', async () => {
    await panel('限值').getByRole('button', { name: '增加限值' }).click();
    const form = page.getByRole('form', { name: '增加限值' });
    await form.getByRole('button', { name: '增加限值' }).click();
    const wrong = await form.getByRole('alert').textContent();
    expect(wrong).toContain('上限与下限至少填一项');
    expect(wrong).toContain('请填写依据');
    await form.getByLabel('上限').fill('50');
    await form.getByLabel('起始日期').fill(dayFromNow(-30));
    await form.getByLabel('依据').fill('排污许可证 9131 号');
    await save('limit-form');
    await form.getByRole('button', { name: '增加限值' }).click();
    await panel('限值').getByRole('cell', { name: '≤ 50' }).waitFor();
  });

  it('is changed, and stands in the list and among the sources with its new name', async () => {
    await page.getByRole('link', { name: '修改点位' }).click();
    await page.getByRole('heading', { level: 1, name: '修改点位：澜溪印染总排口' }).waitFor();
    expect(await page.getByLabel('编码').isEditable()).toBe(false);
    await page.getByLabel('名称').fill('澜溪印染 1 号排口');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('heading', { level: 1, name: '澜溪印染 1 号排口' }).waitFor();
    await page.goto(`${product.url}/monitoring/sites?q=BR-01`);
    const row = page.getByRole('row', { name: /BR-01/ });
    await row.waitFor();
    expect(await row.textContent()).toContain('澜溪印染 1 号排口');
    expect(await row.textContent()).toContain('化学需氧量');
    await page.goto(`${product.url}/monitoring/sources`);
    await page.getByText('澜溪印染 1 号排口').first().waitFor();
  });

  it('keeps a limit that is ended, with its last day, and says who did what', async () => {
    await page.goto(`${product.url}/monitoring/sites?q=BR-01`);
    await page.getByRole('link', { name: '澜溪印染 1 号排口' }).click();
    await panel('限值')
      .getByRole('button', { name: /^终止 化学需氧量/ })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('最后一天').fill(dayFromNow(-40));
    await dialog.getByRole('button', { name: '终止' }).click();
    expect(await dialog.getByRole('alert').textContent()).toContain('终止日期不能早于起始日期');
    await dialog.getByLabel('最后一天').fill(dayFromNow(-1));
    await save('end-limit');
    await dialog.getByRole('button', { name: '终止' }).click();
    await dialog.waitFor({ state: 'detached' });
    await panel('限值').getByText(dayFromNow(-1)).waitFor();
    expect(await panel('限值').getByRole('button', { name: /^终止/ }).count()).toBe(0);
    await panel('修改记录').getByText('终止限值').waitFor();
    const changes = await panel('修改记录').textContent();
    for (const text of ['登记点位', '增加因子', '增加限值', '澜溪印染总排口 → 澜溪印染 1 号排口'])
      expect(changes).toContain(text);
    await save('site');
  });

  it('ends a factor with a day, and takes the end back', async () => {
    await panel('因子').getByRole('button', { name: '停测 化学需氧量' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '停测' }).click();
    await panel('因子')
      .getByRole('cell', { name: dayFromNow(0) })
      .waitFor();
    await panel('因子').getByRole('button', { name: '撤回停测 化学需氧量' }).click();
    await panel('因子')
      .getByRole('cell', { name: /监测中/ })
      .waitFor();
  });
});

describe('the list of sites', () => {
  it('goes out as Excel and comes back: nothing has changed', async () => {
    const file = await context.request.get(`${product.url}/api/sites/export?inactive=1`);
    await page.goto(`${product.url}/monitoring/sites/import`);
    await page
      .getByLabel('点位表（xlsx 或 csv）')
      .setInputFiles({ name: 'sites.xlsx', mimeType: 'application/octet-stream', buffer: await file.body() });
    await page.getByRole('button', { name: '检查' }).click();
    await page.getByText(/^新增 0，更新 0，未变 \d\d，不能导入 0$/).waitFor();
    await page.getByText('没有可以导入的行。').waitFor();
  });

  it('names the rows that cannot be taken, and writes the others when told to', async () => {
    const csv = '编码,名称,类别,街镇\nBR-02,新断面,断面,晨光街道\nBR-03,坏断面,断面,不在这里镇\n';
    await page
      .getByLabel('点位表（xlsx 或 csv）')
      .setInputFiles({ name: 'sites.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.getByRole('button', { name: '检查' }).click();
    const refused = page.getByRole('row', { name: /BR-03/ });
    await refused.waitFor();
    expect(await refused.textContent()).toContain('街镇“不在这里镇”没有登记');
    await save('import');
    await page.getByRole('button', { name: '导入 1 行' }).click();
    await page.getByText('已导入：新增 1，更新 0；1 行没有导入。').waitFor();
    await page.goto(`${product.url}/monitoring/sites?q=BR-0`);
    await page.getByRole('row', { name: /BR-02/ }).waitFor();
    expect(await page.getByRole('row', { name: /BR-03/ }).count()).toBe(0);
  });
});

describe('the base map', () => {
  const write = (name: string, shift: number, crs?: object) => {
    const path = join(folder, name);
    const ring = [
      [121.1, 31.1],
      [121.6, 31.1],
      [121.6, 31.6],
      [121.1, 31.6],
      [121.1, 31.1],
    ].map(([lon = 0, lat = 0]) => [lon + shift, lat]);
    const feature = {
      type: 'Feature',
      properties: { kind: 'district', name: '澜溪区' },
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
    writeFileSync(
      path,
      JSON.stringify({ type: 'FeatureCollection', ...(crs ? { crs } : {}), features: [feature] }),
    );
    return path;
  };
  const check = async (path: string) => {
    await page.getByLabel('GeoJSON 文件').setInputFiles(path);
    await page.getByRole('button', { name: '检查并预览' }).click();
  };

  it('is refused with the reason at the file when it is projected', async () => {
    await page.goto(`${product.url}/monitoring/sites/map`);
    await page.getByLabel('来源').fill('区规划资源局');
    await page.getByLabel('截止日期').fill('2026-01-01');
    await check(write('projected.geojson', 0, { type: 'name', properties: { name: 'EPSG:4549' } }));
    await page.locator('#map-file-error').waitFor();
    expect(await page.locator('#map-file-error').textContent()).toContain('EPSG:4549');
  });

  it('shows which sites lie outside before it is used', async () => {
    await check(write('far.geojson', 5));
    await page.getByText(/在底图范围之外/).waitFor();
    expect(await page.locator('main').textContent()).toContain('还没有底图');
  });

  it('is used after a look at it', async () => {
    await check(write('district.geojson', 0));
    await page.getByText(/都在底图范围之内/).waitFor();
    await save('map');
    await page.getByRole('button', { name: '采用这幅底图' }).click();
    await page.getByText('已采用。').waitFor();
    expect(await page.locator('main').textContent()).toContain(
      '1 个要素　区规划资源局　2026-01-01　CGCS2000',
    );
    await panel('修改记录').getByText('更换底图').waitFor();
  });
});

it('settings of water are kept with who set them, and a share needs its basis', async () => {
  await page.goto(`${product.url}/monitoring/water?panel=settings`);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('年度Ⅰ–Ⅲ类比例要求（%）').fill('80');
  await dialog.getByLabel('要求的依据').fill('');
  await dialog.getByRole('button', { name: '保存设置' }).click();
  await dialog.locator('[id="water-basis-error"]').waitFor();
  await dialog.getByLabel('要求的依据').fill('区水污染防治方案');
  await dialog.getByRole('button', { name: '保存设置' }).click();
  await dialog.getByText('已保存。').waitFor();
  await dialog.getByText('年度Ⅰ–Ⅲ类比例要求（%）：').waitFor();
  await save('water-settings');
});

it('why a section has no data in a month is said in its history, and can be changed', async () => {
  // A section of its own: the sample's months fill up while the test runs.
  const section = await addSection('无数据断面');
  await page.goto(`${product.url}/monitoring/water`);
  await page.getByRole('link', { name: section }).first().click();
  await page
    .getByRole('button', { name: /^说明原因 / })
    .first()
    .click();
  await page.getByRole('textbox', { name: '原因' }).fill('河道清淤停测');
  await page.getByRole('button', { name: '保存原因' }).click();
  const row = page.getByRole('row', { name: /河道清淤停测/ });
  await row.waitFor();
  await row.getByRole('button', { name: /^改原因 / }).click();
  await page.getByRole('textbox', { name: '原因' }).fill('');
  await page.getByRole('button', { name: '保存原因' }).click();
  await row.waitFor({ state: 'detached' });
});

it('a template with unknown placeholders is refused, each by its name', async () => {
  await page.goto(`${product.url}/monitoring/water?panel=templates`);
  const kinds = page.getByRole('dialog').getByRole('region');
  await kinds.first().waitFor();
  // The template of one report is none of another.
  const address = await kinds.first().getByRole('link').first().getAttribute('href');
  const file = await context.request.get(`${product.url}${address}`);
  await kinds
    .last()
    .locator('input[type=file]')
    .setInputFiles({ name: 'a.docx', mimeType: 'application/zip', buffer: await file.body() });
  await page
    .getByText(/^“\{[^}]+\}”：没有这个占位符。$/)
    .first()
    .waitFor();
  await save('templates');
});

it('nobody else finds a form, and no page met an error', async () => {
  const other = await browser.newContext({ locale: 'zh-CN' });
  const { page: seen, faults: others } = await openPage(other, product.url);
  await signInPage(seen, product, 'coord');
  await seen.goto(`${product.url}/monitoring/sites`);
  await seen.locator('main table').waitFor();
  expect(await seen.getByRole('link', { name: '登记点位' }).count()).toBe(0);
  await seen.goto(`${product.url}/monitoring/sites/new`);
  await seen.getByText('点位由监测站登记和修改。').waitFor();
  expect(await seen.getByRole('form').count()).toBe(0);
  await other.close();
  expect([...faults, ...others]).toEqual([]);
});
