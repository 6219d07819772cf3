// What every consumer's page has to do: ask, accept no for an answer, remember it, and load nothing in between.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than any of the trackers on these pages waits before it loads. */
const SETTLED = 300;

export async function refuse({ page, complaints, strangers }) {
  const banner = page.locator('[data-sluis=banner]');
  await banner.waitFor({ timeout: 5000 });
  await page.waitForFunction(() => window.trackersTried === 3);
  await sleep(SETTLED);
  assert.deepEqual(strangers(), [], 'requested before a choice');
  assert.deepEqual(await page.context().cookies(), [], 'stored before a choice');
  assert.equal(await page.evaluate(() => window.sluis.gate.held.length), 3, 'held');

  await banner.locator('[data-do=reject]').click();
  await banner.waitFor({ state: 'hidden' });
  const [cookie] = await page.context().cookies();
  assert.match(cookie?.value ?? '', /~a0s0r0~/, 'the stored choice');

  await page.reload();
  await page.waitForFunction(() => window.sluis.state().ready);
  await sleep(SETTLED);
  assert.equal(await banner.count(), 0, 'asked again');
  assert.deepEqual(strangers(), [], 'requested after a refusal');
  assert.deepEqual(complaints, [], 'console');
}
