import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, openPage } from './browser.ts';
import { signInPage } from './pages.ts';
import { type Product, startProduct } from './product.ts';
import { type Session, signIn } from './session.ts';

/** A file that carries day figures of the network: counted before it is taken over, marked where they count. */
let product: Product;
let browser: Browser;
let page: Page;
let faults: string[];
let office: Session;
let site = 0;

beforeAll(async () => {
  product = await startProduct();
  office = await signIn(product, 'monitor');
  const made = await office.post<{ id: number }>('/api/sites', {
    code: 'AIR-PUB',
    name: '公布值站',
    kind: 'air',
    areaCode: '990101',
    ownerOrg: null,
    enterpriseOrg: null,
    tier: 'municipal',
    assessed: false,
    lon: null,
    lat: null,
    intervalHours: 1,
    props: {},
    active: true,
  });
  site = made.id;
  await office.post(`/api/sites/${site}/factors`, { factor: 'a34004', unit: 'µg/m³', since: '2019-01-01' });
  browser = await openBrowser();
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  ({ page, faults } = await openPage(context, product.url));
  await signInPage(page, product, 'monitor');
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

it('are counted before they are taken over', async () => {
  await page.goto(`${product.url}/monitoring/import`);
  await page.locator('input[type=file]').setInputFiles({
    name: '空气.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      '站点,日期,小时,PM2.5,PM2.5_24h\nAIR-PUB,2019-03-02,23,30,40\nAIR-PUB,2019-03-02,24,31,36\n',
    ),
  });
  await page.getByRole('heading', { name: '检查完毕：2 个小时值和 1 个公布日值可以导入' }).waitFor();
  await page.getByText('文件带有 1 个公布日值').waitFor();
  await page.getByRole('cell', { name: '公布的日均值' }).waitFor();
  await page.getByRole('button', { name: '导入 2 个小时值和 1 个公布日值' }).click();
  await page.getByRole('heading', { name: '已导入 2 个小时值和 1 个公布日值' }).waitFor();
  await page.getByText('公布日值：新增 1 个').waitFor();
});

it('are marked on the day, in the calendar and in the statistics of the year', async () => {
  for (let published = 0; published === 0; ) {
    const day = await office.get<{ figures: { published: number }[] }>(
      `/api/air/days/2019-03-02?site=${site}`,
    );
    published = Math.max(...day.figures.map((one) => one.published));
    if (published === 0) await new Promise((resolve) => setTimeout(resolve, 250));
  }
  await page.goto(`${product.url}/monitoring/air/${site}?year=2019&day=2019-03-02`);
  const dialog = page.getByRole('dialog', { name: '2019-03-02' });
  const row = dialog.getByRole('row').filter({ hasText: 'PM2.5' }).first();
  await row.getByText('公布日值').waitFor();
  expect(await row.textContent()).toContain('2 / 24');
  await dialog.getByText('采用公布日值：PM2.5').waitFor();
  await dialog.getByRole('button', { name: '关闭' }).click();
  await page.getByText('有效 1 天，优良 1 天，100.0%；1 天用到公布日值').waitFor();
  await page.getByRole('gridcell', { name: '公布日值：PM2.5' }).waitFor();
  await page.getByText('含公布 1 天').first().waitFor();
  expect(faults).toEqual([]);
});
