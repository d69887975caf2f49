import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage } from './browser.ts';
import { signInPage } from './pages.ts';
import { type Product, startProduct } from './product.ts';
import { type Session, signIn } from './session.ts';

/** Values that a person types, and values that another system pushes: both ways in, from the page to the store. */
const code = 'AIR-TYPED';
/** The day that is over, in Shanghai. */
const day = new Date(Date.now() - 86_400_000).toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' });

let product: Product;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let faults: string[];
let office: Session;
let site = 0;

beforeAll(async () => {
  product = await startProduct();
  office = await signIn(product, 'monitor');
  // The sample makes its places after the start, each with the next number.
  const codes = async () =>
    (await office.get<{ items: { code: string }[] }>('/api/sites')).items.map((one) => one.code);
  while (!(await codes()).includes('99D01')) await pause(250);
  const made = await office.post<{ id: number }>('/api/sites', {
    code,
    name: '录入试验站',
    kind: 'air',
    areaCode: '990101',
    ownerOrg: null,
    enterpriseOrg: null,
    tier: 'district',
    assessed: false,
    lon: null,
    lat: null,
    intervalHours: 1,
    props: {},
    active: true,
  });
  site = made.id;
  for (const factor of ['a34004', 'a34002'])
    await office.post(`/api/sites/${site}/factors`, { factor, unit: 'µg/m³', since: day });
  browser = await openBrowser();
  context = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce' });
  ({ page, faults } = await openPage(context, product.url));
  await signInPage(page, product, 'monitor');
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

async function hours(): Promise<{ factor: string; values: (number | null)[]; sources: string }[]> {
  const answer = await office.get<{
    series: { factor: string; values: (number | null)[]; sources: string }[];
  }>(`/api/sites/${site}/hours?from=${day}&to=${day}`);
  return answer.series;
}

const valuesOf = async (factor: string) => (await hours()).find((one) => one.factor === factor)?.values ?? [];

describe('typed values', () => {
  const cell = (column: string, hour: number) =>
    page.locator(`.entry-grid input[data-column="${column}"]`).nth(hour - 1);

  it('are pasted, checked cell by cell, put right by key and written', async () => {
    await page.goto(`${product.url}/monitoring/entry?site=${site}&day=${day}`);
    await cell('a34002', 1).waitFor();
    await cell('a34002', 1).evaluate((input) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', '50\t30\r\n51\tabc\r\n52\t32\r\n');
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    expect(await cell('a34004', 3).inputValue()).toBe('32');
    await page.getByRole('button', { name: '核对', exact: true }).click();
    await page.getByText('“abc”不是数字', { exact: false }).waitFor();
    expect(await cell('a34004', 2).getAttribute('aria-invalid')).toBe('true');
    expect(await valuesOf('a34004')).toEqual(Array.from({ length: 24 }, () => null));
    await cell('a34004', 1).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('31');
    expect(await cell('a34004', 2).inputValue()).toBe('31');
    await page.getByText('改过之后请重新核对').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: '写入 6 个值' }).click();
    await page.getByText('已写入 6 个值', { exact: false }).waitFor();
    expect((await valuesOf('a34004')).slice(0, 4)).toEqual([30, 31, 32, null]);
    expect((await valuesOf('a34002')).slice(0, 4)).toEqual([50, 51, 52, null]);
    expect(await cell('a34004', 2).getAttribute('placeholder')).toBe('31');
  });

  it('stay in the sheet over a reload until they are written, and can be taken back as a whole', async () => {
    await cell('a34004', 5).fill('77');
    await page.getByText('已自动保存在本机').waitFor();
    await page.reload();
    await cell('a34004', 5).waitFor();
    expect(await cell('a34004', 5).inputValue()).toBe('77');
    await page.getByRole('button', { name: '清空' }).click();
    await page.goto(`${product.url}/monitoring/import`);
    await page.getByRole('link', { name: /手工录入 录入试验站/ }).click();
    await page.getByRole('button', { name: '整批撤回' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '整批撤回' }).click();
    await page.getByRole('heading', { name: '这批数据已撤回' }).waitFor();
    expect((await valuesOf('a34004')).every((value) => value === null)).toBe(true);
    expect(faults).toEqual([]);
  });
});

describe('a push key', () => {
  it('is made on the page, pushes without a session, and ends when it is revoked', async () => {
    await page.goto(`${product.url}/monitoring/push`);
    await page.getByRole('button', { name: '新建密钥…' }).click();
    await page.getByRole('button', { name: '创建密钥' }).click();
    await page.getByText('有 2 处需要改', { exact: false }).waitFor();
    const name = page.getByRole('textbox', { name: '名称必填' });
    expect(await name.evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    await name.fill('园区监控平台');
    await page.getByLabel('按名称或编码筛选').fill(code);
    await page.locator('.push-sites input').check();
    await page.getByRole('button', { name: '创建密钥' }).click();
    const secret = (await page.locator('output.push-code').textContent()) ?? '';
    expect(secret).toMatch(/^hzp_/);
    const end = Date.parse(`${day}T09:00:00+08:00`);
    const push = (result: unknown) =>
      fetch(`${product.url}/api/push/v1.1/Datastreams('${code}:a34004')/Observations`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          phenomenonTime: `${new Date(end - 3_600_000).toISOString()}/${new Date(end).toISOString()}`,
          result,
        }),
      });
    expect((await push(41)).status).toBe(201);
    expect((await push('abc')).status).toBe(400);
    expect((await valuesOf('a34004'))[8]).toBe(41);
    await page.reload();
    await page.getByRole('row', { name: /园区监控平台/ }).waitFor();
    expect(await page.content()).not.toContain(secret);
    await page.getByRole('link', { name: '1 / 1' }).click();
    await page
      .getByText('result 须为数字', { exact: false })
      .or(page.getByText('“abc”不是数字', { exact: false }))
      .waitFor();
    await page.goBack();
    await page.getByRole('button', { name: '停用“园区监控平台”' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
    await page.getByText('已停用').waitFor();
    expect((await push(42)).status).toBe(401);
    expect((await valuesOf('a34004'))[8]).toBe(41);
    expect(faults).toEqual([]);
  });
});
