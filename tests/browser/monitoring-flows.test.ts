import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage } from './browser.ts';
import { signInAs, signInPage } from './pages.ts';
import { type Product, startProduct } from './product.ts';
import { type Session, signIn } from './session.ts';

/** What people do with measurements: take a file over, handle an alert, issue a report, take a table along. */
const code = 'DW-FLOW';
const name = '澄源污水处理厂 事故排口';
/** Days in Shanghai: the one that is over, and the one whose marks are open whatever the hour. */
const dayOf = (at: number) => new Date(at).toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' });
const day = dayOf(Date.now() - 86_400_000);
const today = dayOf(Date.now());

let product: Product;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let faults: string[];
let office: Session;
let outlet = 0;

/** Asks until the answer is as wanted. */
async function until<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

beforeAll(async () => {
  product = await startProduct();
  office = await signIn(product, 'monitor');
  // The sample makes its places after the start: the plant's own outlet says who the enterprise is.
  const list = () =>
    office.get<{ items: { id: number; code: string; enterpriseOrg: string | null }[] }>('/api/sites');
  const { items } = await until(list, (answer) => answer.items.some((one) => one.code === '99D01'));
  const { enterpriseOrg } = items.find((one) => one.code === '99S01') ?? {};
  const place = { kind: 'outlet', areaCode: '990101', ownerOrg: null, enterpriseOrg, tier: null };
  const more = { assessed: true, lon: null, lat: null, intervalHours: 1, active: true };
  const made = await office.post<{ id: number }>('/api/sites', {
    code,
    name,
    ...place,
    ...more,
    props: { medium: 'water' },
  });
  outlet = made.id;
  await office.post(`/api/sites/${outlet}/factors`, { factor: 'w01018', unit: 'mg/L', since: day });
  await office.post(`/api/sites/${outlet}/limits`, {
    factor: 'w01018',
    period: 'day',
    lower: null,
    upper: '50',
    validFrom: '2024-01-01',
    validTo: null,
    basis: '排污许可证',
    mark: 'local',
  });
  browser = await openBrowser();
  context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    acceptDownloads: true,
  });
  ({ page, faults } = await openPage(context, product.url));
  await signInPage(page, product, 'monitor');
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** What a click downloads. */
async function downloaded(click: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

describe('a file of measurements', () => {
  it('is judged row by row and taken over', async () => {
    const rows = Array.from(
      { length: 24 },
      (_, index) => `${code},${day},${index + 1},${index === 5 ? '坏' : 80 + index}`,
    );
    await page.goto(`${product.url}/monitoring/import`);
    await page.locator('input[type=file]').setInputFiles({
      name: '排口.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`排放口,日期,小时,化学需氧量(mg/L)\n${rows.join('\n')}\n`),
    });
    await page.getByRole('heading', { name: '检查完毕：23 个小时值可以导入，1 行要改' }).waitFor();
    const verdicts = page.getByRole('region', { name: '逐行判定' }).last();
    // What has to be corrected stands first, with its row and what was expected.
    const first = verdicts.getByRole('row').nth(1);
    await first.getByText('失败').waitFor();
    expect(await first.textContent()).toContain('“坏”不是数字');
    await verdicts.getByRole('row').nth(2).getByText('新增').waitFor();
    await page.getByRole('button', { name: '导入 23 个小时值' }).click();
    await page.getByRole('heading', { name: '已导入 23 个小时值' }).waitFor();
  });

  it('stands on the page of its site, judged', async () => {
    await until(
      () => office.get<{ days: { outcome: string }[] }>(`/api/sources/${outlet}?from=${day}&to=${day}`),
      (answer) => answer.days[0]?.outcome === 'exceeds',
    );
    await page.goto(`${product.url}/monitoring/sources`);
    await page.getByRole('link', { name }).click();
    await page.getByRole('heading', { name }).waitFor();
    const row = page.getByRole('row').filter({ hasText: day });
    await row.getByText('超标').first().waitFor();
    // 23 hours from 80 to 103 without 85: (24 × 91.5 − 85) ÷ 23
    expect(await row.textContent()).toContain('91.8');
    await page
      .getByText(/小时中 23 个有效，23 个超出限值/)
      .first()
      .waitFor();
    await page.getByText('本时段没有企业标记。').waitFor();
  });
});

describe('marks of the enterprise', () => {
  it('stand on the page of the outlet with what became of the hours', async () => {
    const plant = await signIn(product, 'enterprise');
    const mark = (word: string, hours: number[]) =>
      plant.post('/api/monitoring/marks', {
        day: today,
        siteId: outlet,
        factor: null,
        hours,
        mark: word,
        note: '更换试剂',
      });
    await mark('维护', [1, 2]);
    await mark('启炉', [3]);
    await page.goto(`${product.url}/monitoring/sources/${outlet}?from=${day}&to=${today}`);
    const marks = page.getByRole('listitem').filter({ hasText: '更换试剂' });
    const device = marks.filter({ hasText: '维护' });
    await device.getByText('不参评').waitFor();
    expect(await device.textContent()).toContain('企业标记维护 2 时');
    const condition = marks.filter({ hasText: '启炉' });
    await condition.getByText('照常参评').waitFor();
    expect(await condition.textContent()).toContain('是否在允许时间内未核实');
  });
});

describe('an alert', () => {
  const rowOf = () => page.getByRole('row').filter({ hasText: name }).filter({ hasText: '日均值超标' });

  it('is acknowledged at the monitoring station', async () => {
    await until(
      () =>
        office.get<{ items: { site: { id: number }; kind: string }[] }>(
          '/api/monitoring/alerts?kind=exceed-day',
        ),
      (answer) => answer.items.some((one) => one.site.id === outlet),
    );
    await page.goto(`${product.url}/monitoring/alerts`);
    await rowOf().getByRole('link', { name }).click();
    await page.getByRole('button', { name: '签收' }).click();
    await page.getByText('签收人').waitFor();
    expect(await page.getByRole('button', { name: '签收' }).count()).toBe(0);
    // The enterprise explains its own alert, nobody for it.
    expect(await page.getByRole('button', { name: '提交说明' }).count()).toBe(0);
  });

  it('is explained by the enterprise', async () => {
    await signInAs(page, product, 'enterprise');
    await page.goto(`${product.url}/monitoring/alerts`);
    await rowOf().getByRole('link', { name }).click();
    const send = page.getByRole('button', { name: '提交说明' });
    expect(await send.isDisabled()).toBe(true);
    await page.getByLabel('原因、处理措施和现在的情况').fill('进水浓度过高，已切换至事故池。');
    await send.click();
    await page.getByRole('definition').filter({ hasText: '已切换至事故池' }).waitFor();
    expect(await page.getByRole('button', { name: '转为线索…' }).count()).toBe(0);
  });

  it('becomes a lead, whose record opens', async () => {
    await signInAs(page, product, 'monitor');
    await page.goto(`${product.url}/monitoring/alerts`);
    await rowOf().getByRole('link', { name }).click();
    await page.getByText('进水浓度过高，已切换至事故池。').first().waitFor();
    await page.getByRole('button', { name: '转为线索…' }).click();
    await page.getByLabel('给核实人的话').fill('请到现场核实。');
    await page.getByRole('button', { name: '转为线索', exact: true }).click();
    await page.getByRole('link', { name: '打开线索' }).click();
    await page.waitForURL(/\/registries\/lead\//);
    await page.getByRole('heading', { name: new RegExp(name) }).waitFor();
  });
});

describe('the water page', () => {
  it('shows sections by months, and a section', async () => {
    await page.goto(`${product.url}/monitoring/water`);
    const row = page.getByRole('row').filter({ hasText: '云溪入江口' });
    await row.waitFor();
    await row.getByRole('link', { name: '云溪入江口' }).click();
    await page.getByRole('heading', { name: /云溪入江口/ }).waitFor();
    await page.goBack();
    await row.waitFor();
  });

  it('issues the monthly report as Word', async () => {
    await page.getByRole('button', { name: '本月专报' }).click();
    const dialog = page.getByRole('dialog', { name: '本月专报' });
    await dialog.getByRole('cell', { name: '断面总数', exact: true }).waitFor();
    await dialog.getByRole('button', { name: '生成专报（Word）' }).click();
    const file = dialog.getByText('已生成并存档：').getByRole('link');
    const { name: fileName, bytes } = await downloaded(() => file.click());
    expect(fileName).toMatch(/地表水环境质量专报.*\.docx$/);
    // What is in it is compared with the csv in water-csv.test.ts; here that a whole Word file arrives.
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    expect(bytes.length).toBeGreaterThan(5_000);
    await dialog.getByRole('button', { name: '关闭' }).click();
  });
});

describe('the table of sources', () => {
  it('goes along as Excel, as it is seen', async () => {
    await page.goto(`${product.url}/monitoring/sources?day=${day}`);
    await page.getByRole('link', { name }).waitFor();
    const { name: fileName, bytes } = await downloaded(() =>
      page.getByRole('link', { name: '导出 Excel' }).click(),
    );
    expect(fileName).toMatch(/\.xlsx$/);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(Uint8Array.from(bytes).buffer);
    const cells = book.worksheets.flatMap((sheet) =>
      sheet.getSheetValues().flatMap((row) => (Array.isArray(row) ? row.map(String) : [])),
    );
    expect(cells).toContain(name);
    expect(cells.some((cell) => cell.startsWith('超标'))).toBe(true);
  });

  it('no page broke on the way', () => {
    expect(faults).toEqual([]);
  });
});
