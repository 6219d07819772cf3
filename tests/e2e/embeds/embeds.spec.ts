// Embeds that wait: what stands in their place, letting go of one, always allowing one provider, and the way out.
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { config, type Service } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

const record = async (context: BrowserContext): Promise<string | undefined> =>
  (await context.cookies()).find((cookie) => cookie.name === 'sluis_consent')?.value;

const maps: Service = {
  id: 'maps', name: 'Maps', category: 'social', provider: 'Maps Inc.', purpose: { nl: 'Kaarten tonen', en: 'To show maps' },
  hosts: ['maps.test'], countries: ['US'], items: [],
};
const posts: Service = {
  id: 'posts', name: 'Posts', category: 'social', provider: 'Posts Ltd', purpose: { nl: 'Berichten tonen', en: 'To show posts' },
  hosts: ['posts.test'], countries: ['IE'], items: [],
};

const youtube = 'www.youtube.com';
const CLIP = `https://${youtube}/embed/aqz-KE-bpKQ`;
/** The element that a way of embedding puts on the page, and the script that does, if one does. */
const ways: Record<string, string> = {
  'unmarked in the HTML': `<iframe title="Factory" width="560" height="315" src="${CLIP}"></iframe>`,
  marked: `<iframe title="Factory" width="560" height="315" data-sluis="youtube" data-src="${CLIP}"></iframe>`,
  'marked by category': `<iframe title="Factory" width="560" height="315" data-sluis="social" data-src="${CLIP}"></iframe>`,
  'inserted by a script': `<div id="place"></div><script>addEventListener('load', () => setTimeout(() => {
    const frame = document.createElement('iframe');
    Object.assign(frame, { title: 'Factory', width: 560, height: 315, src: '${CLIP}' });
    document.getElementById('place').append(frame);
  }, 50))</script>`,
  'inserted as markup': `<div id="place"></div><script>addEventListener('load', () => setTimeout(() => {
    document.getElementById('place').innerHTML = '<iframe title="Factory" width="560" height="315" src="${CLIP}"></iframe>';
  }, 50))</script>`,
  'in a box that keeps a ratio': `<div style="position:relative;padding-bottom:50%;height:0;overflow:hidden">
    <iframe title="Factory" style="position:absolute;top:0;left:0;width:100%;height:100%;border:0" src="${CLIP}"></iframe></div>`,
  'centred in a flexible box': `<div style="display:flex;justify-content:center;gap:9px">
    <iframe title="Factory" style="width:60%;aspect-ratio:16/9" src="${CLIP}"></iframe></div>`,
  'in a page from right to left': `<div dir="rtl"><iframe title="Factory" width="560" height="315" src="${CLIP}"></iframe></div>`,
};

const body = (content: string): string => `<h1>Embeds</h1><p>Before</p>${content}<p id="after">After</p>
  <p><a href="#" data-sluis="open">Cookie settings</a></p>`;

const placeholder = (page: Page, name: string | RegExp = 'YouTube: Factory'): Locator => page.getByRole('group', { name });
const once = (place: Locator): Locator => place.getByRole('button', { name: 'Show this one' });
const always = (place: Locator, name = 'YouTube'): Locator => place.getByRole('button', { name: `Always show ${name}` });

/** Adds up every layout shift from the first moment on: https://web.dev/articles/cls */
const measureShift = (page: Page): Promise<unknown> => page.addInitScript(() => {
  (window as any).shift = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => ((window as any).shift += (entry as any).value)))
    .observe({ type: 'layout-shift', buffered: true });
});
const shift = (page: Page): Promise<number> => page.evaluate(() => (window as any).shift);

const box = (place: Locator) => place.evaluate((element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [x, y, width, height].map((side) => Math.round(side));
});

test.beforeEach(async ({ site, context }) => {
  site.config(config([{ catalogue: 'youtube' }, maps, posts]));
  site.mayAsk(youtube, 'cdn.maps.test', 'cdn.posts.test', 'frames.posts.test');
  // Past the question, so that nothing lies over the page: as a privacy extension would preset it.
  await context.addCookies([{ name: 'sluis_consent', value: `1~${new Date().toISOString().replace(/[-:]|\d\d\..*/g, '')}Z~a0s0r0~x`, url: site.url() }]);
});

for (const [way, markup] of Object.entries(ways)) {
  test(`B-12 an embed ${way}: nothing moves, nothing is asked for, and it can be shown by itself`, async ({ page, context, site, network, visitor }) => {
    // Chromium can send the request of an unmarked frame in the HTML before any script can stop it, and does so when
    // the page is loaded again: that is for e2e/vectors to hold, not for this.
    const sure = way.startsWith('marked') || way.startsWith('inserted');
    await measureShift(page);
    site.page('/', html('Embeds', { body: body(markup) }));
    await site.open(page);
    await expect(placeholder(page)).toBeVisible();
    await expect(placeholder(page)).toContainText('YouTube (Google) sets cookies and can see that you view this page.');
    const frame = page.locator('iframe');
    expect(await box(placeholder(page))).toEqual(await box(frame));
    await expect(frame).toBeHidden();
    await visitor.linger();
    if (!way.startsWith('inserted')) expect(await shift(page)).toBe(0);
    if (sure) expect(site.outside()).toEqual([]);
    network.forget();

    const before = await record(context);
    const [after, inserted] = [await box(page.locator('#after')), await shift(page)];
    await once(placeholder(page)).click();
    await expect.poll(() => network.hits(youtube).length).toBe(1);
    await expect(placeholder(page)).toHaveCount(0);
    await expect(frame).toBeVisible();
    await visitor.linger();
    expect(network.hits(youtube, '/embed/aqz-KE-bpKQ')).toHaveLength(1);
    expect(await box(page.locator('#after'))).toEqual(after);
    expect(await shift(page)).toBe(inserted);
    expect(await record(context), 'nothing is stored').toBe(before);

    network.forget();
    await page.reload();
    await expect(placeholder(page)).toBeVisible();
    await visitor.linger();
    if (sure) expect(site.outside()).toEqual([]);
  });
}

test('B-12 "Show this one" shows that one of three, and moves the focus there', async ({ page, site, network, visitor }) => {
  site.page('/', html('Three', {
    body: body([1, 2, 3].map((n) => `<iframe title="Clip ${n}" width="480" height="270" data-sluis="youtube" data-src="https://${youtube}/embed/clip${n}"></iframe>`).join('')),
  }));
  await site.open(page);
  const second = placeholder(page, 'YouTube: Clip 2');
  await once(second).focus();
  await page.keyboard.press('Enter');
  await expect(second).toHaveCount(0);
  expect(await page.evaluate(() => (document.activeElement as HTMLIFrameElement).title)).toBe('Clip 2');
  await visitor.linger();
  expect(network.hits(youtube).map((hit) => hit.path)).toEqual(['/embed/clip2']);
  await expect(page.getByRole('group')).toHaveCount(2);
});

test('B-12 "Always show" allows that service alone, with proof, until it is taken back', async ({ page, context, site, network, visitor }) => {
  site.page('/', html('Providers', {
    body: body(`<iframe title="Factory" width="480" height="270" data-sluis="youtube" data-src="${CLIP}"></iframe>
      <iframe title="Marked" width="480" height="270" data-sluis="social" data-src="https://${youtube}/embed/other"></iframe>
      <iframe title="Route" width="480" height="270" data-sluis="maps" data-src="https://cdn.maps.test/embed.html"></iframe>`),
  }));
  await site.open(page);
  await always(placeholder(page)).click();
  await expect.poll(() => network.hits(youtube).length).toBe(2);
  await expect(page.getByRole('status')).toContainText('Your choice has been saved.');
  expect(await record(context)).toMatch(/~a0s0r0~.*~e~v\.youtube$/);
  expect(await page.evaluate(() => JSON.parse(localStorage.sluis_receipts).at(-1))).toMatchObject({
    method: 'embed', layer: 'embed', services: { youtube: 'granted', maps: 'denied', posts: 'denied' },
  });
  await expect(placeholder(page, 'Maps: Route')).toBeVisible();

  network.forget();
  await page.reload();
  await expect.poll(() => network.hits(youtube).length).toBe(2);
  await visitor.linger();
  await expect(page.getByRole('group')).toHaveCount(1);

  await page.getByRole('link', { name: 'Cookie settings' }).click();
  await visitor.rejectButton.click();
  await page.getByRole('button', { name: 'Reload page' }).click();
  await expect(page.getByRole('group')).toHaveCount(3);
  network.forget();
  await visitor.linger();
  expect(site.outside()).toEqual([]);
});

test('a choice in the settings takes placeholders away, and one on the banner that stays open', async ({ page, context, site, network, visitor }) => {
  await context.clearCookies();
  site.page('/', html('Choice', { body: body(ways.marked!) }));
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  await expect(placeholder(page)).toBeVisible();
  await once(placeholder(page)).click();
  await expect.poll(() => network.hits(youtube).length).toBe(1);
  await expect(visitor.banner, 'one embed answers nothing else').toBeVisible();
  expect(await record(context)).toBeUndefined();
  await page.reload();
  await expect(placeholder(page)).toBeVisible();
  await visitor.accept();
  await expect(placeholder(page)).toHaveCount(0);
  await expect.poll(() => network.hits(youtube).length).toBe(2);
});

test('the way out leads to the page of the embed itself, or to its host', async ({ page, site }) => {
  site.page('/', html('Ways out', {
    body: body(`<iframe title="Factory" width="480" height="270" src="${CLIP}?autoplay=1&origin=x"></iframe>
      <iframe title="Route" width="480" height="270" src="https://cdn.maps.test/embed.html?visitor=anna"></iframe>`),
  }));
  await site.open(page);
  await expect(page.getByRole('group')).toHaveCount(2);
  const links = await page.getByRole('group').getByRole('link').evaluateAll((all) =>
    all.map((link) => [link.textContent, link.getAttribute('href'), link.getAttribute('rel')]));
  expect(links).toEqual([
    ['View on youtube.com', 'https://www.youtube.com/watch?v=aqz-KE-bpKQ', 'noopener'],
    ['View on cdn.maps.test', 'https://cdn.maps.test/', 'noopener'],
  ]);
});

test('B-12 a place that a script fills is opened by itself; its neighbours stay out of the script’s sight', async ({ page, context, site, network, visitor }) => {
  await measureShift(page);
  const post = (name: string): string => `<div data-sluis-embed="posts" style="min-height: 260px; max-width: 480px" id="${name}">
    <blockquote class="post">${name} <a href="https://posts.test/${name}">said</a></blockquote>
    <script async src="https://cdn.posts.test/widget.js"></script></div>`;
  site.page('/', html('Posts', { body: body(post('one') + post('two')) }));
  network.serve('cdn.posts.test', () => ({
    type: 'text/javascript',
    body: `document.querySelectorAll('.post').forEach((post) => {
      const frame = document.createElement('iframe');
      frame.title = 'Post';
      frame.src = 'https://frames.posts.test/post.html?' + post.parentNode.id;
      post.replaceWith(frame);
    })`,
  }));
  await site.open(page);
  await expect(placeholder(page, 'Posts')).toHaveCount(2);
  await visitor.linger();
  expect(await shift(page)).toBe(0);
  expect(site.outside()).toEqual([]);
  expect(await box(placeholder(page, 'Posts').first())).toEqual(await box(page.locator('#one')));
  await expect(placeholder(page, 'Posts').last().getByRole('link')).toHaveAttribute('href', 'https://posts.test/two');

  await once(placeholder(page, 'Posts').last()).focus();
  await page.keyboard.press('Space');
  await expect.poll(() => network.hits('frames.posts.test').length).toBe(1);
  await visitor.linger();
  expect(network.hits('frames.posts.test').map((hit) => [...hit.query.keys()])).toEqual([['two']]);
  await expect(placeholder(page, 'Posts')).toHaveCount(1);
  await expect(page.locator('#two')).toBeFocused();
  expect(await record(context)).toMatch(/~x$/);

  await always(placeholder(page, 'Posts'), 'Posts').click();
  await expect.poll(() => network.hits('frames.posts.test').length).toBe(2);
  expect(await record(context)).toMatch(/~e~v\.posts$/);
});

test('a place that names no service says so and stays as it is', async ({ page, site, visitor, expectConsole }) => {
  expectConsole(/data-sluis-embed="nobody" names nothing that consent\.json asks for/);
  site.page('/', html('Nobody', { body: body(`<div data-sluis-embed="nobody">Own text</div><iframe title="Factory" width="480" height="270" src="${CLIP}"></iframe>`) }));
  await site.open(page);
  await expect(placeholder(page)).toBeVisible();
  await visitor.linger();
  await expect(page.getByText('Own text')).toBeVisible();
});

test('a known host that the site does not declare can be shown once, and has nothing to be agreed to', async ({ page, site, network }) => {
  site.config(config([maps]));
  site.page('/', html('Undeclared', { body: body(`<iframe title="Factory" width="480" height="270" src="${CLIP}"></iframe>`) }));
  await site.open(page);
  const place = placeholder(page, 'youtube.com: Factory');
  await expect(place.getByRole('button')).toHaveText(['Show this one']);
  network.forget();
  await once(place).click();
  await expect.poll(() => network.hits(youtube).length).toBe(1);
});

test('a placeholder follows its frame: in size, out of the page, and back', async ({ page, site, visitor }) => {
  site.page('/', html('Moves', {
    body: `<style>#centred { display: block; width: 60vw; height: 40vw; margin: auto }</style>` +
      body(`<div id="a"><iframe id="centred" title="Factory" data-sluis="youtube" data-src="${CLIP}"></iframe></div><div id="b"></div>
        <iframe title="Counts" width="1" height="1" data-sluis="youtube" data-src="https://${youtube}/embed/count"></iframe>
        <iframe title="Tab" width="480" height="270" style="display: none" data-sluis="youtube" data-src="https://${youtube}/embed/tab"></iframe>`),
  }));
  await site.open(page);
  const frame = page.locator('#centred');
  const same = async (): Promise<void> => {
    await expect.poll(async () => JSON.stringify(await box(placeholder(page)))).toBe(JSON.stringify(await box(frame)));
  };
  await same();
  await expect(page.getByRole('group')).toHaveCount(1);
  await page.setViewportSize({ width: 700, height: 900 });
  await same();
  await frame.evaluate((element) => { element.style.width = '300px'; });
  await same();
  await page.setViewportSize({ width: 1000, height: 900 });
  await same();
  await page.getByTitle('Tab').evaluate((element) => { element.style.display = ''; });
  await expect(placeholder(page, 'YouTube: Tab')).toBeVisible();
  await frame.evaluate((element) => { (window as any).kept = element; element.remove(); });
  await expect(placeholder(page)).toHaveCount(0);
  await page.evaluate(() => document.getElementById('b')!.append((window as any).kept));
  await same();
  await visitor.linger();
  expect(site.outside()).toEqual([]);
});

test('placing a placeholder wakes nobody over and over', async ({ page, site, visitor }) => {
  site.page('/', html('Quiet', { body: body(`<iframe title="Factory" width="480" height="270" src="${CLIP}"></iframe>`) }));
  await site.open(page);
  await expect(placeholder(page)).toBeVisible();
  await page.evaluate(() => {
    (window as any).changes = 0;
    new MutationObserver((records) => ((window as any).changes += records.length))
      .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await visitor.linger(600);
  expect(await page.evaluate(() => (window as any).changes)).toBe(0);
});

test('a page without embeds loads nothing for them', async ({ page, site, network, visitor }) => {
  site.page('/', html('Plain', { body: body('<script src="https://cdn.posts.test/widget.js"></script>') }));
  await site.open(page);
  await visitor.settled();
  await visitor.linger();
  expect(network.hits(site.host).map((hit) => hit.path).filter((path) => /^\/sluis\/(embed|rest)-/.test(path))).toEqual([]);
});

const sizes = [[560, 315], [358, 201], [700, 152], [300, 380], [300, 150]] as const;

for (const colorScheme of ['light', 'dark'] as const) {
  test(`A-02 A-04 axe finds nothing, every target is 44 pixels, and all of it can be reached (${colorScheme})`, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme });
    site.page('/', html('Sizes', {
      head: `<style>body { font-family: Georgia, serif } button { font-size: 30px; text-transform: uppercase; background: red } p { margin: 3em; color: #777 }</style>`,
      body: `<main>${body(sizes.map(([width, height]) => `<iframe title="${width}" width="${width}" height="${height}" style="border:0" src="https://${youtube}/embed/v${width}x${height}"></iframe>`).join('<br>'))}</main>`,
    }));
    await site.open(page);
    await expect(page.getByRole('group')).toHaveCount(sizes.length);
    const { violations } = await new AxeBuilder({ page }).include('[data-sluis=embed]')
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    const seen = await page.locator('[data-sluis=embed]').evaluateAll((places) => places.map((place) => ({
      font: getComputedStyle(place).fontFamily,
      sideways: place.scrollWidth > place.clientWidth,
      small: Array.from(place.querySelectorAll('button, a'), (target) => target.getBoundingClientRect())
        .filter((target) => target.height < 44 || target.width < 44).length,
    })));
    expect(seen).toEqual(sizes.map(() => ({ font: 'Georgia, serif', sideways: false, small: 0 })));
    for (const place of await page.getByRole('group').all()) {
      for (const target of [once(place), always(place), place.getByRole('link')]) {
        await target.focus();
        await expect(target).toBeInViewport({ ratio: 0.9 });
      }
    }
  });
}

for (const [device, viewport] of Object.entries({ desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } })) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`embeds on ${device}, ${colorScheme}`, { tag: '@screens' }, async ({ page, site }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      const dutch = html('Het bedrijf', {
        language: 'nl',
        head: `<style>:root { color-scheme: light dark } body { font: 17px/1.6 Georgia, serif; max-width: 46em; margin: 2em auto; padding: 0 1em }
          iframe { border: 0; width: 100% } .video { aspect-ratio: 16/9 }</style>`,
        body: `<h1>Zo werken wij</h1><p>Een rondgang door de fabriek in Enschede, opgenomen in het voorjaar.</p>
          <iframe class="video" title="Rondgang door de fabriek" src="${CLIP}"></iframe>
          <p>Luister ook naar het gesprek met de oprichter.</p>
          <iframe height="152" title="Gesprek met de oprichter" src="https://cdn.posts.test/embed.html"></iframe>
          <p>En zo komt u bij ons.</p>
          <iframe height="300" title="Route" src="https://cdn.maps.test/embed.html"></iframe>
          <p><a href="#" data-sluis="open">Cookie-instellingen</a></p>`,
      });
      site.page('/', dutch);
      await site.open(page);
      await expect(page.getByRole('group')).toHaveCount(3);
      await page.screenshot({ path: `e2e/results/screens/embeds-${device}-${colorScheme}.png`, fullPage: true });
    });
  }
}
