// Every provider that the catalogue has embeds of and sites ask for most: each frame waits behind its placeholder.
import { config } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

const providers: Record<string, string> = {
  youtube: 'https://www.youtube.com/embed/aqz-KE-bpKQ',
  vimeo: 'https://player.vimeo.com/video/76979871',
  'google-maps': 'https://www.google.com/maps/embed?pb=!1m18',
  spotify: 'https://open.spotify.com/embed/track/4uLU6hMCjMI75M1A2tKUQC',
  'x-embed': 'https://platform.twitter.com/embed/Tweet.html?id=20',
  'instagram-embed': 'https://www.instagram.com/p/CUbHfhpswxt/embed/',
  'facebook-embed': 'https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2F1',
  'tiktok-embed': 'https://www.tiktok.com/embed/v2/6718335390845095173',
  soundcloud: 'https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b',
  openstreetmap: 'https://www.openstreetmap.org/export/embed.html?bbox=1,2,3,4',
  disqus: 'https://disqus.com/embed/comments/?base=default',
  recaptcha: 'https://www.google.com/recaptcha/api2/anchor?k=x',
};

test('B-07 each provider’s frame has a placeholder with two answers and a way out, and is shown alone', async ({ page, site, network, visitor }) => {
  const hosts = Object.values(providers).map((address) => new URL(address).host);
  site.mayAsk(...new Set(hosts));
  site.config(config(Object.keys(providers).map((catalogue) => ({ catalogue })), { categories: {} }));
  // Each far enough from the next that its size can be told.
  const frames = Object.entries(providers).map(([id, address]) => `<iframe title="Embed of ${id}" width="480" height="270" src="${address}"></iframe>`);
  site.page('/', html('Providers', { body: `<h1>Providers</h1>${frames.join('\n')}` }));
  await site.open(page);
  await visitor.reject();
  // A request that the preload scanner made is no frame that was shown.
  await visitor.linger(300);
  for (const [id, address] of Object.entries(providers)) {
    const place = page.getByRole('group', { name: `Embed of ${id}` });
    await expect(place.getByRole('button'), id).toHaveCount(2);
    await expect(place.getByRole('link'), id).toHaveAttribute('href', /^https:\/\//);
    // With the border that a frame has by itself. A browser counts in fractions of a pixel: 483.99997 is as wide.
    const size = await place.evaluate((element) => [element.getBoundingClientRect().width, element.getBoundingClientRect().height].map((side) => Math.round(side * 64) / 64));
    expect(size, id).toEqual([484, 274]);
    expect(await page.locator(`iframe[title="Embed of ${id}"]`).evaluate((frame: HTMLIFrameElement) => frame.src), id).not.toContain(new URL(address).host);
  }
  network.forget();
  await page.getByRole('group', { name: 'Embed of vimeo' }).getByRole('button').first().click();
  await expect.poll(() => network.hits('player.vimeo.com').length).toBe(1);
  await visitor.linger(200);
  expect(hosts.filter((host) => host !== 'player.vimeo.com' && network.hits(host).length)).toEqual([]);
});
