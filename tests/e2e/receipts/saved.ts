// What a visitor saves, and what it is held to.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Locator, type Page } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020.js';

const schema = JSON.parse(readFileSync(fileURLToPath(new URL('../../../pkg/consent-receipt.schema.json', import.meta.url)), 'utf8'));
const valid = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(schema);

/** Fails where it is no receipt after the published schema. */
export function expectReceipt(json: unknown): void {
  expect(valid(json), JSON.stringify(valid.errors, null, 2)).toBe(true);
}

/** What this link gives: its text, and the place it was saved at. */
export async function saved(page: Page, link: Locator, path: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toBe(`cookie-receipts.${path.split('.').pop()}`);
  await download.saveAs(path);
  return readFileSync(path, 'utf8');
}
