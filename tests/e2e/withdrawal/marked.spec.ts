// What a mark has let go is judged by it again once consent is taken back.
import { config, tracker, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { TRACKER } from '../support/third-parties.ts';

test('W-04 a marked element that was let go waits again after a withdrawal', async ({ page, site, network, visitor }) => {
  site.config(config([tracker, visits]));
  site.mayAsk(TRACKER, 'cdn.visits.test');
  const at = (file: string): string => `https://${TRACKER}/${file}`;
  site.page('/', html('Marked', {
    body: `<h1>Marked</h1><img alt="" id="picture" data-sluis="tracker" data-src="${at('a.gif')}"><iframe title="x" id="frame" data-sluis="tracker" data-src="${at('a.html')}"></iframe>
      <img alt="" id="other" data-sluis="tracker" data-src="https://cdn.visits.test/a.gif">`,
  }));
  await site.open(page);
  await visitor.accept();
  await expect.poll(() => [network.hits(TRACKER, '/a.gif').length, network.hits(TRACKER, '/a.html').length, network.hits('cdn.visits.test').length]).toEqual([1, 1, 1]);
  const change = (file: string): Promise<void> => page.evaluate((address) => {
    (document.getElementById('picture') as HTMLImageElement).src = address;
    document.body.append(document.getElementById('frame')!);
  }, at(file));

  await page.evaluate(() => window.sluis!.withdraw());
  await visitor.linger();
  network.forget();
  await change('b.gif');
  await visitor.linger();
  expect(network.hits(TRACKER)).toEqual([]);

  // By the mark, and not by the address: the last one's is of somebody who has no consent.
  await page.evaluate(() => window.sluis!.accept(['tracker']));
  await expect.poll(() => [network.hits(TRACKER, '/b.gif').length, network.hits(TRACKER, '/a.html').length]).toEqual([1, 1]);
  await page.evaluate(() => { (document.getElementById('other') as HTMLImageElement).src = 'https://cdn.visits.test/b.gif'; });
  await expect.poll(() => network.hits('cdn.visits.test', '/b.gif').length).toBe(1);
});
