import type { Page } from 'playwright-core';
import type { Product } from './product.ts';

/** Signs in through the page with a printed account, in whatever language it stands. */
export async function signInPage(page: Page, product: Product, login: string): Promise<void> {
  const password = product.accounts.get(login);
  if (!password) throw new Error(`no account ${login} was printed:\n${product.output()}`);
  await page.goto(`${product.url}/signin`);
  await page.locator('input[autocomplete=username]').fill(login);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((address) => address.pathname !== '/signin');
}

/** Signs out and in as somebody else. */
export async function signInAs(page: Page, product: Product, login: string): Promise<void> {
  await page.context().clearCookies();
  await signInPage(page, product, login);
}
