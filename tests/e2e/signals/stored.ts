// What a vendor's code has put into the browser, as `kind name`.
import type { Page } from '@playwright/test';

export async function stored(page: Page): Promise<string[]> {
  const cookies = (await page.context().cookies()).map(({ name }) => `cookie ${name}`);
  const kept = await page.evaluate(async () => [
    ...Object.keys(localStorage).map((name) => `localStorage ${name}`),
    ...Object.keys(sessionStorage).map((name) => `sessionStorage ${name}`),
    ...(await indexedDB.databases()).map(({ name }) => `indexedDB ${name}`),
  ]);
  return [...cookies, ...kept].filter((name) => !/ sluis_/.test(name)).sort();
}
