import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage, screenshots } from './browser.ts';
import { signInPage } from './pages.ts';
import { type Product, startProduct } from './product.ts';

/** Every page at two sizes: a picture for people, axe for machines, no error, no request to another host. */
const axe = readFileSync(
  join(dirname(createRequire(import.meta.url).resolve('axe-core')), 'axe.min.js'),
  'utf8',
);

const sizes = { desktop: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } } as const;

let product: Product;
let browser: Browser;
/** Addresses that depend on the sample's data, by name. */
const made: Record<string, string> = {};

const pages: { name: string; login: string; address: () => string; ready: string }[] = [
  { name: 'workbench', login: 'coord', address: () => '/', ready: 'h1' },
  { name: 'workbench-unit', login: 'water', address: () => '/', ready: 'h1' },
  { name: 'plans', login: 'coord', address: () => '/plans', ready: 'main h1' },
  { name: 'plan-review', login: 'coord', address: () => made.review ?? '', ready: '[data-card]' },
  { name: 'plan-published', login: 'coord', address: () => made.published ?? '', ready: '[data-card]' },
  { name: 'targets', login: 'coord', address: () => '/targets', ready: 'main h1' },
  { name: 'target', login: 'coord', address: () => made.target ?? '', ready: 'h1' },
  { name: 'projector', login: 'coord', address: () => '/targets/projector', ready: 'h1' },
  { name: 'tasks', login: 'coord', address: () => '/registries/task', ready: 'main tr.item' },
  { name: 'task', login: 'coord', address: () => made.task ?? '', ready: 'h1' },
  { name: 'task-report', login: 'water', address: () => made.report ?? '', ready: 'form' },
  { name: 'import', login: 'coord', address: () => '/registries/task/import', ready: 'h1' },
  { name: 'create', login: 'coord', address: () => '/registries/task/new', ready: 'form' },
  { name: 'notifications', login: 'coord', address: () => '/notifications', ready: 'h1' },
  { name: 'account', login: 'coord', address: () => '/account', ready: 'h1' },
  { name: 'air', login: 'monitor', address: () => '/monitoring/air', ready: 'main h1' },
  { name: 'water', login: 'monitor', address: () => '/monitoring/water', ready: 'main h1' },
  { name: 'sources', login: 'monitor', address: () => '/monitoring/sources', ready: 'main h1' },
  { name: 'noise', login: 'monitor', address: () => '/monitoring/noise', ready: 'main h1' },
  { name: 'daily-review', login: 'monitor', address: () => '/monitoring/review', ready: 'main h1' },
  { name: 'gateway', login: 'monitor', address: () => '/monitoring/gateway', ready: 'main h1' },
  { name: 'gateway-new', login: 'monitor', address: () => '/monitoring/gateway/new', ready: 'main form' },
  { name: 'gateway-log', login: 'monitor', address: () => '/monitoring/gateway/log', ready: 'main h1' },
  { name: 'alerts', login: 'monitor', address: () => '/monitoring/alerts', ready: 'main h1' },
  { name: 'warnings', login: 'monitor', address: () => '/monitoring/warnings', ready: 'main h1' },
  { name: 'measurements', login: 'monitor', address: () => '/monitoring/import', ready: 'main h1' },
  { name: 'entry', login: 'monitor', address: () => '/monitoring/entry', ready: 'main h1' },
  { name: 'entry-sheet', login: 'monitor', address: () => made.entry ?? '', ready: '.entry-grid input' },
  { name: 'push', login: 'monitor', address: () => '/monitoring/push', ready: 'main h1' },
  { name: 'push-new', login: 'monitor', address: () => '/monitoring/push?new=1', ready: '.push-sites input' },
  { name: 'sites', login: 'monitor', address: () => '/monitoring/sites', ready: 'main h1' },
  { name: 'site', login: 'monitor', address: () => made.site ?? '', ready: 'main h1' },
  {
    name: 'site-limit',
    login: 'monitor',
    address: () => `${made.site}?act=limit`,
    ready: 'form[aria-label="增加限值"]',
  },
  { name: 'site-new', login: 'monitor', address: () => '/monitoring/sites/new', ready: 'form' },
  { name: 'site-edit', login: 'monitor', address: () => `${made.site}/edit`, ready: 'form' },
  { name: 'sites-import', login: 'monitor', address: () => '/monitoring/sites/import', ready: 'form' },
  { name: 'map-base', login: 'monitor', address: () => '/monitoring/sites/map', ready: 'form' },
  {
    name: 'water-settings',
    login: 'monitor',
    address: () => '/monitoring/water?panel=settings',
    ready: 'dialog form',
  },
  { name: 'orgs', login: 'sysadmin', address: () => '/admin/orgs', ready: 'h1' },
  { name: 'users', login: 'sysadmin', address: () => '/admin/users', ready: 'h1' },
  { name: 'audit', login: 'auditor', address: () => '/admin/audit', ready: 'h1' },
  {
    name: 'not-found',
    login: 'coord',
    address: () => '/registries/task/00000000-0000-7000-8000-000000000000',
    ready: 'text=没有这条记录',
  },
  { name: 'no-permission', login: 'sysadmin', address: () => '/registries/task', ready: 'main h1, main h2' },
];

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  product = await startProduct();
  browser = await openBrowser();
  const context = await newContext('desktop');
  const { page } = await openPage(context, product.url);
  await signInPage(page, product, 'coord');
  const get = async <T>(path: string) => (await (await context.request.get(product.url + path)).json()) as T;
  const plans = await get<{ items: { id: string; status: string }[] }>('/api/plans');
  made.review = `/plans/${plans.items.find((plan) => plan.status === 'review')?.id}/review`;
  made.published = `/plans/${plans.items.find((plan) => plan.status === 'published')?.id}/review`;
  const targets = await get<{ items: { id: string; series: unknown[] }[] }>('/api/targets');
  made.target = `/targets/${targets.items.find((target) => target.series.length > 1)?.id}`;
  const tasks = await get<{ items: { id: string; light: string; state: string; ownerName: string }[] }>(
    '/api/registries/task/records?limit=200',
  );
  made.task = `/registries/task/${tasks.items.find((task) => task.light === 'red')?.id}`;
  made.report = `/registries/task/${tasks.items.find((task) => task.state === 'active' && task.ownerName.includes('水务'))?.id}?act=report`;
  // The sample makes its places after the start.
  for (let site: { id: number } | undefined; site === undefined; ) {
    const { items } = await get<{ items: { id: number; factors: unknown[] }[] }>('/api/sites');
    site = items.find((one) => one.factors.length > 0);
    if (site === undefined) await pause(250);
    made.entry = `/monitoring/entry?site=${site?.id}`;
  }
  for (let outlet: { id: number } | undefined; outlet === undefined; ) {
    const { items } = await get<{ items: { id: number; factors: unknown[] }[] }>('/api/sites?kind=outlet');
    outlet = items.find((one) => one.factors.length > 0);
    made.site = `/monitoring/sites/${outlet?.id}`;
  }
  await context.close();
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

function newContext(size: keyof typeof sizes, dark = false): Promise<BrowserContext> {
  return browser.newContext({
    viewport: sizes[size],
    locale: 'zh-CN',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
}

/** What axe finds that is serious or critical, one line each. */
async function serious(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const run = (
      window as unknown as {
        axe: {
          run: (
            where: Document,
          ) => Promise<{ violations: { impact: string; id: string; nodes: { html: string }[] }[] }>;
        };
      }
    ).axe;
    const { violations } = await run.run(document);
    return violations
      .filter((one) => one.impact === 'serious' || one.impact === 'critical')
      .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`));
  });
}

async function look(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(screenshots, `${name}.png`) });
  expect(await serious(page)).toEqual([]);
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wide, 'pixels of sideways scroll').toBeLessThanOrEqual(0);
}

describe.each(Object.keys(sizes) as (keyof typeof sizes)[])('%s', (size) => {
  it('sign-in', async () => {
    const context = await newContext(size);
    const { page, faults } = await openPage(context, product.url);
    await page.goto(`${product.url}/signin`);
    await page.getByLabel('用户名').waitFor();
    await look(page, `signin-${size}`);
    expect(faults).toEqual([]);
    await context.close();
  });

  it.each(pages.map((one) => one.login).filter((login, index, all) => all.indexOf(login) === index))(
    'pages of %s',
    async (login) => {
      const context = await newContext(size);
      const { page, faults } = await openPage(context, product.url);
      await signInPage(page, product, login);
      for (const one of pages.filter((entry) => entry.login === login)) {
        await page.goto(product.url + one.address());
        await page.locator(one.ready).first().waitFor();
        await look(page, `${one.name}-${size}`);
      }
      expect(faults).toEqual([]);
      await context.close();
    },
  );
});

describe('dark and English', () => {
  it.each(['workbench', 'plan-review', 'targets', 'tasks', 'task'])('%s', async (name) => {
    const entry = pages.find((one) => one.name === name);
    if (!entry) throw new Error(name);
    const context = await newContext('desktop', true);
    await context.addInitScript(() => localStorage.setItem('hz.language', 'en'));
    const { page, faults } = await openPage(context, product.url);
    await signInPage(page, product, entry.login);
    await page.goto(product.url + entry.address());
    await page.locator(entry.ready).first().waitFor();
    await look(page, `${name}-dark-en`);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(faults).toEqual([]);
    await context.close();
  });
});
