// More than one Sluis on a page, and parts that were not made together: who wins is defined, and somebody is told.
import { readFileSync } from 'node:fs';
import { config, tracker, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { built } from '../support/snippet.ts';
import { TRACKER } from '../support/third-parties.ts';

const VISITS = 'cdn.visits.test';
const { version } = JSON.parse(readFileSync(new URL('../../../pkg/package.json', import.meta.url), 'utf8'));
const [major, minor] = version.split('.').map(Number);
const file = (name: string): string => readFileSync(`${built}${name}`, 'utf8');
/** The same text as another release would have it. */
const released = (text: string, as: string): string => {
  const altered = text.replaceAll(`"${version}"`, `"${as}"`);
  expect(altered, 'the version is in it').not.toBe(text);
  return altered;
};
const data = JSON.stringify(config([visits, tracker]));
const declared = `<script type="application/json" data-sluis="config">${data}</script>`;
// By a script, because the preload scanner is not what this is about.
const trackers = `<script>document.body.append(Object.assign(document.createElement('script'), { src: 'https://${TRACKER}/t.js' }))</script><script type="text/plain" data-sluis="visits" src="https://${VISITS}/v.js"></script>`;
const body = `<h1>Copies</h1>${trackers}<p><a href="#" data-sluis="open">Cookie settings</a></p>`;

test.beforeEach(({ site }) => {
  site.form = 'none';
  site.mayAsk(TRACKER, VISITS);
});

const inline = `${declared}<script>${file('sluis.guard.js')}</script>`;
const core = '<script src="/sluis/sluis.core.js" async></script>';
const twice: Record<string, string> = {
  'the tag': `${declared}<script src="/sluis/sluis.js"></script><script src="/sluis/sluis.js"></script>`,
  'the snippet': `${inline}${core}${inline}${core}`,
  'the snippet, then the tag': `${inline}${core.replace(' async', '')}<script src="/sluis/sluis.js" data-config="/nowhere.json"></script>`,
};
for (const [what, head] of Object.entries(twice)) {
  test(`two copies (${what}): the first one asks, once, and one line says so`, async ({ page, site, network, visitor, seen, expectConsole }) => {
    expectConsole(/^warning: Sluis: two copies on this page/);
    site.page('/', html('Copies', { head, body }));
    await site.open(page);
    await visitor.settled();
    await expect(visitor.banner).toHaveCount(1);
    await visitor.linger();
    expect(site.outside()).toEqual([]);
    expect(seen).toHaveLength(1);
    await visitor.accept();
    await expect.poll(() => network.hits(TRACKER).length).toBe(1);
    await expect.poll(() => network.hits(VISITS).length).toBe(1);
    await visitor.linger();
    expect(network.hits(TRACKER), 'released once').toHaveLength(1);
  });
}

for (const [whose, as] of [['an older', `${major}.${minor - 1}.9`], ['a newer', `${major}.${minor + 1}.0`], ['a next major', `${major + 1}.${minor}.0`]] as const) {
  test(`a guard of ${whose} version: everything stays held, the page works, and one line says why`, async ({ page, site, visitor, seen, expectConsole }) => {
    expectConsole(new RegExp(`^error: Sluis: the guard is of version ${as.replaceAll('.', '\\.')}, the core of ${version.replaceAll('.', '\\.')}.* stays held`));
    site.page('/', html('Mismatch', { head: `${declared}<script>${released(file('sluis.guard.js'), as)}</script>${core}`, body }));
    await site.open(page);
    await visitor.linger();
    await expect(visitor.banner).toHaveCount(0);
    expect(site.outside()).toEqual([]);
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.evaluate(() => [(window as any).sluis.state().ready, (window as any).sluis.gate.held.length])).toEqual([false, 2]);
    await page.evaluate(() => (window as any).sluis.accept());
    await visitor.linger(200);
    expect(site.outside(), 'nothing grants').toEqual([]);
    expect(seen).toHaveLength(1);
  });
}

test('a guard of another patch release works', async ({ page, site, network, visitor }) => {
  site.page('/', html('Patch', { head: `${declared}<script>${released(file('sluis.guard.js'), `${major}.${minor}.77`)}</script>${core}`, body }));
  await site.open(page);
  await visitor.settled();
  expect(await page.evaluate(() => (window as any).sluis.version)).toBe(`${major}.${minor}.77`);
  expect(site.outside()).toEqual([]);
  await visitor.accept();
  await expect.poll(() => network.hits(TRACKER).length).toBe(1);
});

test('a core that stands before its guard, as React writes it, waits for it', async ({ page, site, network, visitor }) => {
  site.page('/', html('Before', { head: `${core.replace(' async', '')}${declared}<script>${file('sluis.guard.js')}</script>`, body }));
  await site.open(page);
  await visitor.settled();
  expect(site.outside()).toEqual([]);
  await visitor.accept();
  await expect.poll(() => network.hits(TRACKER).length).toBe(1);
});

test('an element that the page calls "sluis" is not taken for the guard', async ({ page, site, visitor, expectConsole }) => {
  expectConsole(/^error: Sluis: the guard is missing/);
  site.page('/', html('Named', { head: declared, body: `<p id="sluis">The lock</p>${core}` }));
  await site.open(page);
  await visitor.linger(200);
  await expect(visitor.banner).toHaveCount(0);
});

for (const [how, years] of [['ten years behind', -10], ['ten years ahead', 10]] as const) {
  test(`a clock ${how}: asked, remembered as long as it is wrong, and asked again once it is right`, async ({ page, context, site, network, visitor }) => {
    site.form = 'waiting';
    site.config(data);
    site.page('/', html('Clock', { body }));
    const wrong = new Date();
    wrong.setFullYear(wrong.getFullYear() + years);
    await page.clock.setFixedTime(wrong);
    await site.open(page);
    await visitor.accept();
    await expect.poll(() => network.hits(TRACKER).length).toBe(1);
    expect((await context.cookies()).find(({ name }) => name === 'sluis_consent')?.value).toContain(`~${wrong.getUTCFullYear()}`);
    await page.reload();
    await visitor.settled();
    await expect(visitor.banner).toHaveCount(0);

    await page.clock.setFixedTime(new Date());
    network.forget();
    await page.reload();
    await expect(visitor.banner).toBeVisible();
    await visitor.linger();
    expect(site.outside()).toEqual([]);
    await visitor.reject();
    await page.reload();
    await visitor.settled();
    await expect(visitor.banner).toHaveCount(0);
    expect(site.outside()).toEqual([]);
  });
}
