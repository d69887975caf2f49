import type { Page } from 'playwright-core';
import type { Product } from './product.ts';

/** Signs in through the page with a printed account. */
export async function signInPage(page: Page, product: Product, login: string): Promise<void> {
  const password = product.accounts.get(login);
  if (!password) throw new Error(`no account ${login} was printed:\n${product.output()}`);
  await page.goto(`${product.url}/signin`);
  await page.getByLabel('用户名').fill(login);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
}

/** Signs out and in as somebody else. */
export async function signInAs(page: Page, product: Product, login: string): Promise<void> {
  await page.context().clearCookies();
  await signInPage(page, product, login);
}
