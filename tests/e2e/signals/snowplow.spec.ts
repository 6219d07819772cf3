// Snowplow's own code (@snowplow/browser-tracker) as part of a site's script, which cannot be held: it starts as
// Snowplow documents for consent, anonymous and storing nothing.
import type { Page } from '@playwright/test';
import { config } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import type { Hit } from '../support/network.ts';
import { published, script } from './published.ts';
import { stored } from './stored.ts';

const COLLECTOR = 'collector.snplow.net';

const answer = ({ headers, method }: Hit) => ({
  status: method === 'OPTIONS' ? 204 : 200,
  headers: {
    'access-control-allow-origin': String(headers.origin ?? '*'),
    'access-control-allow-headers': 'content-type, sp-anonymous',
    'access-control-allow-credentials': 'true',
  },
  body: method === 'OPTIONS' ? '' : 'ok',
});
const track = (page: Page, name: string) => page.evaluate((name) => (window as any).snowplow('trackStructEvent', { category: 'test', action: name }), name);

const withdrawn = [['enableAnonymousTracking', { options: { withServerAnonymisation: true } }], ['clearUserData']];

test('S-05 Snowplow (@snowplow/browser-tracker) is anonymous again after a withdrawal, and nothing of it is sent', async ({ page, site, network, visitor }) => {
  site.config(config([{ catalogue: 'snowplow' }], { categories: {} }));
  network.serve(COLLECTOR, answer);
  site.answer('/snowplow.js', () => script(published('@snowplow/browser-tracker/dist/index.umd.min.js')));
  site.page('/', html('Snowplow', {
    head: `<script src="/snowplow.js"></script><script>
      const code = snowplowBrowserTracking;
      code.newTracker('sp', 'https://${COLLECTOR}', { anonymousTracking: { withServerAnonymisation: true }, stateStorageStrategy: 'none' });
      window.told = [];
      window.snowplow = (name, ...values) => (told.push([name, ...values]), code[name](...values));
      const full = ({ services }) => {
        if (services.snowplow === 'granted') code.disableAnonymousTracking({ stateStorageStrategy: 'cookieAndLocalStorage' });
      };
      sluis.on('ready', full);
      sluis.on('change', full);
    </script>`,
  }));
  const sent = (): Array<[name: string, visitor: string | undefined]> =>
    network.hits(COLLECTOR).filter(({ body }) => body).flatMap(({ body }) => (JSON.parse(body).data as Array<Record<string, string>>).map(({ se_ac, duid }) => [se_ac!, duid]));
  const told = () => page.evaluate(() => (window as any).told.splice(0).filter(([name]: [string]) => name !== 'trackStructEvent'));

  await site.open(page);
  await track(page, 'before');
  await visitor.reject();
  await track(page, 'refused');
  await visitor.linger(300);
  expect(site.outside()).toEqual([]);
  expect(await stored(page)).toEqual([]);
  expect(await told()).toEqual(withdrawn);

  await visitor.reopen();
  await visitor.accept();
  await track(page, 'granted');
  await expect.poll(() => sent().find(([name]) => name === 'granted')?.[1]).toMatch(/^[0-9a-f-]{36}$/);
  // What it could not send before, it sends now: without a visitor, as it was noted.
  expect(sent().filter(([name]) => name !== 'granted')).toEqual([['before', undefined], ['refused', undefined]]);
  expect(await told()).toEqual([]);
  await expect.poll(() => stored(page)).toEqual([expect.stringMatching(/^cookie _sp_id\./), expect.stringMatching(/^cookie _sp_ses\./), 'localStorage snowplowOutQueue_sp']);

  const before = network.hits(COLLECTOR).length;
  await visitor.reopen();
  await visitor.reject();
  expect(await told()).toEqual(withdrawn);
  expect(await stored(page)).toEqual([]);
  await track(page, 'withdrawn');
  await visitor.linger(400);
  expect(network.hits(COLLECTOR).length).toBe(before);
  // It stores no number of a visitor any more, only what it would like to send.
  const queue = await page.evaluate(() => JSON.parse(localStorage.getItem('snowplowOutQueue_sp') ?? '[]'));
  expect(JSON.stringify(queue)).not.toContain('duid');
  expect((await stored(page)).filter((name) => !name.includes('snowplowOutQueue'))).toEqual([]);
});
