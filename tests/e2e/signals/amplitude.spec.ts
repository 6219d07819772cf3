// Amplitude's own code (@amplitude/analytics-browser): its snippet, unmarked, and the program that its CDN would send.
import type { Page } from '@playwright/test';
import { config } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import type { Hit } from '../support/network.ts';
import { published, script } from './published.ts';
import { stored } from './stored.ts';

const CDN = 'cdn.amplitude.com';
const API = 'api2.amplitude.com';
const SETTINGS = 'sr-client-cfg.amplitude.com';

const answer = ({ headers, method }: Hit) => ({
  status: method === 'OPTIONS' ? 204 : 200,
  type: 'application/json',
  headers: { 'access-control-allow-origin': String(headers.origin ?? '*'), 'access-control-allow-headers': '*' },
  body: method === 'OPTIONS' ? '' : '{"code":200,"configs":{}}',
});
const track = (page: Page, name: string) => page.evaluate((name) => void (window as any).amplitude.track(name), name);

test('S-05 Amplitude (@amplitude/analytics-browser) asks for nothing before a grant, and falls silent after a withdrawal', async ({ page, site, network, visitor }) => {
  site.config(config([{ catalogue: 'amplitude' }], { categories: {} }));
  network.serve(CDN, () => script(published('@amplitude/analytics-browser/lib/scripts/amplitude-min.js')));
  network.serve(API, answer);
  network.serve(SETTINGS, answer);
  // A browser that cannot compress, so that what arrives can be read here.
  site.page('/', html('Amplitude', {
    head: `<script>delete window.CompressionStream</script>
      <script>${published('@amplitude/analytics-browser/lib/scripts/amplitude-snippet-min.js')}</script>
      <script>amplitude.init('key', { flushIntervalMillis: 50, defaultTracking: true }); amplitude.track('before');</script>`,
  }));
  const sent = (): string[] =>
    network.hits(API).filter(({ body }) => body.endsWith('}')).flatMap(({ body }) => (JSON.parse(body).events as Array<{ event_type: string }>).map((event) => event.event_type));

  await site.open(page);
  await visitor.reject();
  // Amplitude's own queue, which its program would read.
  const queued = await page.evaluate(() => (window as any).amplitude._q.filter(({ name }: { name: string }) => name === 'setOptOut').map(({ args }: { args: unknown[] }) => args));
  expect(queued).toEqual([[true]]);
  await visitor.linger(300);
  expect(site.outside()).toEqual([]);
  expect(await stored(page)).toEqual([]);

  await visitor.reopen();
  await visitor.accept();
  await track(page, 'granted');
  await expect.poll(sent).toContain('granted');
  expect(await page.evaluate(() => (window as any).amplitude.getOptOut())).toBe(false);
  await expect.poll(() => stored(page)).toContain('cookie AMP_key');
  await page.reload();
  await visitor.settled();
  // Amplitude drops what it is told before it is ready itself.
  await expect.poll(() => sent().filter((name) => name === 'before').length).toBe(2);
  await track(page, 'again');
  await expect.poll(sent).toContain('again');

  await page.evaluate(() => {
    const { amplitude } = window as any;
    const real = amplitude.setOptOut;
    const told: unknown[] = ((window as any).told = []);
    amplitude.setOptOut = (...values: unknown[]) => (told.push(values), real(...values));
  });
  await visitor.reopen();
  await visitor.reject();
  expect(await page.evaluate(() => (window as any).told)).toEqual([[true]]);
  // No page can ask a database for its name in time.
  expect((await stored(page)).filter((name) => !name.startsWith('indexedDB '))).toEqual([]);
  const before = network.hits(API).length;
  await track(page, 'withdrawn');
  await visitor.linger(400);
  expect(network.hits(API).length).toBe(before);
  // It would note its own opt-out in that cookie.
  expect((await stored(page)).filter((name) => name.startsWith('cookie '))).toEqual([]);
  expect(await page.evaluate(() => (window as any).amplitude.getOptOut())).toBe(true);
});
