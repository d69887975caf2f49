import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage } from './browser.ts';
import { signInAs, signInPage } from './pages.ts';
import { type Product, startProduct } from './product.ts';

/**
 * The main job, in the browser: a plan document goes in, a tracked plan comes out. On a real plan where the
 * shared folder is present, else on a plan written for this test.
 */
const shared = process.env.HUANZHI_SHARED ?? join(import.meta.dirname, '..', '..', '..', 'shared');
const realPlan = join(shared, 'plans', '001_c565e1232ed05aaf.txt');

const ownPlan = `某区生态环境提升行动方案

一、工作目标
到2028年底，城镇污水处理率达到98%以上，新增绿地20公顷。
二、主要任务
（一）整治入河排污口。开展全域排查，2028年底前完成整治。
（牵头单位：区水务局；配合单位：区生态环境局）
（二）推进雨污分流。改造小区30个，2027年底前完成。
（牵头单位：区水务局、区建设管理委）
（三）加强扬尘管控。建筑工地全面安装在线监测。
（牵头单位：区建设管理委）
`;

let product: Product;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let faults: string[];

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    acceptDownloads: true,
  });
  ({ page, faults } = await openPage(context, product.url));
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const api = async <T>(path: string): Promise<T> =>
  (await (await context.request.get(product.url + path)).json()) as T;
const progress = () => page.getByRole('progressbar', { name: /已核对/ });

/** `YYYY-MM-DD` in Shanghai. */
const dayFromNow = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' });

interface Row {
  id: string;
  title: string;
  code: string;
  light: string;
  state: string;
}

describe('a plan document goes in, a tracked plan comes out', () => {
  let planId = '';
  let task: Row;

  it('uploads and reads it', async () => {
    await signInPage(page, product, 'coord');
    await page.goto(`${product.url}/plans`);
    const buffer = existsSync(realPlan) ? readFileSync(realPlan) : Buffer.from(ownPlan);
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: '方案.txt', mimeType: 'text/plain', buffer });
    await page.getByText(/读出 \d+ 项/).waitFor();
    await page.getByRole('link', { name: '核对', exact: true }).first().click();
    await page.getByRole('heading', { name: '核对读取结果' }).waitFor();
    planId = /plans\/([^/]+)\/review/.exec(page.url())?.[1] ?? '';
    expect(planId).not.toBe('');
  });

  it('links text and results, corrects one item, undoes and redoes it', async () => {
    await expect(page.getByRole('button', { name: '发布', exact: true }).isDisabled()).resolves.toBe(true);
    await page.locator('mark.h-task').first().click();
    const card = page.locator('[data-card]');
    await card.getByText('牵头单位').waitFor();
    const title = card.getByLabel('标题');
    const before = await title.inputValue();
    await title.fill(`${before}（已核对）`);
    await title.press('Enter');
    await card.getByText('已改').first().waitFor();
    await page.getByRole('button', { name: '撤销' }).click();
    await page.waitForFunction(
      (value) => document.querySelector<HTMLInputElement>('[data-card] [data-field=title]')?.value === value,
      before,
    );
    await title.fill(`${before}（已核对）`);
    await title.press('Enter');
    await card.getByText('已改').first().waitFor();
  });

  it('moves the divider by keys and keeps its place', async () => {
    const divider = page.getByRole('separator');
    const widthOf = async () => (await page.locator('.src').boundingBox())?.width ?? 0;
    const before = await widthOf();
    await divider.focus();
    await divider.press('ArrowRight');
    expect(await divider.getAttribute('aria-valuenow')).toBe('54');
    expect(await widthOf()).toBeGreaterThan(before);
    await page.reload();
    await divider.waitFor();
    expect(await divider.getAttribute('aria-valuenow')).toBe('54');
  });

  it('matches the units that are unknown, accepts the rest by key, publishes', async () => {
    for (;;) {
      const chip = page.getByRole('button', { name: /^未匹配单位/ });
      if (/\D0$/.test(((await chip.textContent()) ?? '').trim())) break;
      if ((await chip.getAttribute('aria-pressed')) !== 'true') await chip.click();
      const card = page.locator('[data-card]');
      const choice = card.getByLabel(/对应的单位$/).first();
      await choice.waitFor();
      const name = (await choice.getAttribute('aria-label')) ?? '';
      await choice.selectOption({ index: 3 });
      await page.waitForFunction(
        (label) =>
          ![...document.querySelectorAll('select')].some((one) => one.getAttribute('aria-label') === label),
        name,
      );
    }
    await page.getByRole('button', { name: /^全部 / }).click();
    await page.getByRole('button', { name: '接受全部无存疑项' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await page.waitForFunction(() =>
      [...document.querySelectorAll('button')].some(
        (one) => one.textContent === '接受全部无存疑项' && one.disabled,
      ),
    );
    await page.getByRole('button', { name: /^待核对 / }).click();
    for (;;) {
      const [now, all] = [
        Number(await progress().getAttribute('aria-valuenow')),
        Number(await progress().getAttribute('aria-valuemax')),
      ];
      if (now === all) break;
      if ((await page.locator('[data-card]').count()) === 0)
        await page.getByRole('button', { name: /^待核对 / }).click();
      await page.locator('body').press('a');
      await page.waitForFunction(
        (value) =>
          Number(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')) > value,
        now,
      );
    }
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await page.getByText(/已发布：\d+ 项任务/).waitFor();
  });

  it('has made targets and tasks that lead back to the text', async () => {
    const targets = await api<{ items: { planId: string }[] }>(`/api/targets?plan=${planId}`);
    expect(targets.items.length).toBeGreaterThan(1);
    const tasks = await api<{ items: (Row & { ownerName: string })[] }>(
      `/api/registries/task/records?plan=${planId}&limit=200`,
    );
    expect(tasks.items.length).toBeGreaterThan(2);
    const found = tasks.items.find((row) => row.ownerName?.includes('水务局'));
    if (!found) throw new Error('no task is led by the water authority');
    task = found;
    await page.goto(`${product.url}/registries/task/${task.id}`);
    await page.getByText('计划原文中的出处').waitFor();
  });

  it('issues the task, and its unit signs for it', async () => {
    // Three quarters of its time have passed and nothing is reported: it will be behind until the report.
    await page.getByRole('button', { name: '修改', exact: true }).click();
    for (const [label, value] of [
      ['开始日期', dayFromNow(-300)],
      ['完成时限', dayFromNow(100)],
    ] as const) {
      const field = page.getByLabel(label, { exact: true }).first();
      await field.fill(value);
      await field.press('Enter');
    }
    await page.getByLabel(/修改原因/).fill('按年度安排补时限');
    await page.getByRole('button', { name: '保存修改' }).click();
    await page.getByRole('button', { name: '保存修改' }).waitFor({ state: 'detached' });
    await act('下达', async () => {});
    await page.getByText('待签收').first().waitFor();
    await signInAs(page, product, 'water');
    await page.goto(`${product.url}/`);
    await page.getByText(task.title).first().waitFor();
    await page.goto(`${product.url}/registries/task/${task.id}`);
    await act('签收', async () => {});
    await page.getByText('进行中').first().waitFor();
  });

  it('files a monthly report, and the light changes with its reason', async () => {
    const before = await api<Row & { data: Record<string, unknown> }>(
      `/api/registries/task/records/${task.id}`,
    );
    const month = dayFromNow(0).slice(0, 7);
    await act('填报月报', async () => {
      await page.getByLabel(/月份/).first().fill(month);
      await page.keyboard.press('Enter');
      await page.getByLabel(/进度/).first().fill('100');
      await page.getByLabel(/进展/).first().fill('年度工程已全部完成。');
    });
    await page.getByText('年度工程已全部完成。').first().waitFor();
    const after = await api<Row & { data: { progress: number }; lightReason: { reason: { zh: string } } }>(
      `/api/registries/task/records/${task.id}`,
    );
    expect(after.data.progress).toBe(100);
    expect(after.light).toBe('green');
    expect(before.light).toBe('red');
    await page.getByText('为什么是绿灯').waitFor();
  });

  it('exports to Excel in the offices’ form and takes progress back with a verdict for each row', async () => {
    await signInAs(page, product, 'coord');
    const download = await context.request.get(`${product.url}/api/plans/${planId}/export`);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(new Uint8Array(await download.body()).buffer);
    const sheet = workbook.worksheets.find((one) => one.name.includes('任务')) ?? workbook.worksheets[0];
    if (!sheet) throw new Error('the export has no sheet');
    const texts: string[] = [];
    sheet.eachRow((row) => row.eachCell((cell) => texts.push(cell.text)));
    expect(texts).toEqual(
      expect.arrayContaining(['序号', '任务', '牵头单位', '配合单位', '完成时限', '进展', '亮灯']),
    );
    expect(texts.some((text) => text.includes('年度工程已全部完成'))).toBe(true);

    const back = new ExcelJS.Workbook();
    const rows = back.addWorksheet('进展');
    rows.addRow(['编号', '任务', '月份', '进展']);
    const month = dayFromNow(0).slice(0, 7);
    rows.addRow([task.code, task.title, month, '95%。复查后发现一处未完。']);
    rows.addRow(['RW-000000-2000-999999', '没有这项任务', month, '10%。']);
    await signInAs(page, product, 'water');
    await page.goto(`${product.url}/registries/task/import`);
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name: '进展.xlsx',
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer: Buffer.from(await back.xlsx.writeBuffer()),
      });
    await page.waitForURL(/\/import\/.+/);
    await page.getByText('RW-000000-2000-999999').first().waitFor();
    const committed = page.waitForResponse(
      (response) => response.url().endsWith('/commit') && response.status() === 200,
    );
    await page
      .getByRole('button', { name: /写入|导入|确认/ })
      .last()
      .click();
    await committed;
    const after = await api<{ data: { progress: number } }>(`/api/registries/task/records/${task.id}`);
    expect(after.data.progress).toBe(95);
  });

  it('threw no error and asked no other host', () => {
    expect(faults).toEqual([]);
  });

  /** Opens an action of the record page, fills it and sends it. */
  async function act(label: string, fill: () => Promise<void>): Promise<void> {
    await page
      .getByRole('button', { name: new RegExp(`^${label}`) })
      .first()
      .click();
    await page.getByRole('button', { name: `提交：${label}` }).waitFor();
    await fill();
    await page.getByRole('button', { name: `提交：${label}` }).click();
    await page.getByRole('button', { name: `提交：${label}` }).waitFor({ state: 'detached' });
  }
});
