// More than any site has: two hundred services, a thousand cookies, endless words. It can be read, scrolled and answered.
import { config, tracker, type Service } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

const CATEGORIES = ['analytics', 'social', 'advertising'] as const;
const many: Service[] = Array.from({ length: 200 }, (_, n) => ({
  id: `service-${n}`,
  name: `Service ${n}`,
  category: CATEGORIES[n % 3]!,
  provider: `Company ${n}`,
  purpose: { en: 'To measure' },
  hosts: [`host-${n}.test`],
  items: Array.from({ length: 5 }, (_, item) => ({ name: `_cookie_${n}_${item}`, retention: 'P1Y', purpose: { en: 'To measure' } })),
}));
const page = html('Many', { body: '<main><h1>Many</h1><div data-sluis="declaration"></div></main>' });

for (const [width, height] of [[1280, 720], [320, 568]] as const) {
  test(`two hundred services and a thousand cookies are listed, and scroll (${width})`, async ({ page: at, site, visitor }) => {
    await at.setViewportSize({ width, height });
    site.config(config(many));
    site.page('/', page);
    await site.open(at);
    await expect(visitor.banner).toContainText('200 other companies');
    await expect(at.locator('[data-sluis=declaration] tbody tr')).toHaveCount(1002);
    await visitor.chooseButton.click();
    await expect(visitor.settings.getByRole('switch')).toHaveCount(203);
    const last = visitor.switchOf('Service 199');
    await last.scrollIntoViewIfNeeded();
    await expect(last).toBeInViewport();
    await expect(visitor.rejectButton).toBeInViewport();
    await last.check();
    expect(await at.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await visitor.saveButton.click();
    await expect(visitor.layer).toHaveCount(0);
    expect(await at.evaluate(() => window.sluis!.state()!.services['service-199'])).toBe('granted');
    expect(await at.evaluate(() => Object.values(window.sluis!.state()!.services).filter((one) => one === 'granted').length)).toBe(1);
    expect(await at.evaluate(() => document.cookie.length), 'one choice in a short cookie').toBeLessThan(200);
  });
}

test('all of it is there for a search, a screen reader and a keyboard', async ({ page: at, site, visitor }) => {
  site.config(config(many));
  site.page('/', page);
  await site.open(at);
  const declaration = at.locator('[data-sluis=declaration]');
  await expect(declaration.locator('tbody tr')).toHaveCount(1002);
  expect(await declaration.locator('tbody tr').evaluateAll((rows) => new Set(rows.map((row) => row.firstElementChild!.textContent)).size), 'no row stands there twice').toBe(1002);
  await expect(declaration.locator('[data-service=service-150]')).toContainText('Company 150');
  await expect(declaration.locator('[data-service=service-150]')).toContainText('host-150.test');

  // What the browser tells a screen reader, of all that is out of sight.
  const told = async (role: string): Promise<string[]> => {
    const client = await at.context().newCDPSession(at);
    const { nodes } = await client.send('Accessibility.getFullAXTree');
    await client.detach();
    return nodes.filter((node) => !node.ignored && node.role?.value === role).map((node) => String(node.name?.value));
  };
  const headings = await told('heading');
  for (const { name } of many) expect(headings).toContain(name);

  expect(await at.evaluate(() => (window as unknown as { find(text: string): boolean }).find('Company 199'))).toBe(true);
  const last = declaration.locator('[data-service=service-199]');
  await expect(last).toBeInViewport();

  await last.locator('summary').focus();
  await at.keyboard.press('Enter');
  await expect(last.locator('tr').last()).toBeVisible();
  expect(await told('cell')).toContain('_cookie_199_4');

  await visitor.chooseButton.click();
  await expect(visitor.settings.getByRole('switch')).toHaveCount(203);
  const settings = await told('switch');
  for (const { name } of many) expect(settings).toContain(name);
});

test('what is seen first comes at once, and the rest after it, in order', async ({ page: at, site }) => {
  // One service with a thousand cookies of its own is cut as well.
  const large: Service = { ...many[0]!, id: 'large', items: Array.from({ length: 1000 }, (_, item) => ({ name: `_large_${item}`, retention: 'P1Y', purpose: { en: 'To measure' } })) };
  site.config(config([...many.slice(1), large]));
  site.page('/', page);
  await site.open(at);
  await expect(at.locator('[data-sluis=declaration] tbody tr')).toHaveCount(1997);
  const seen = await at.evaluate(() => {
    const place = document.body.appendChild(Object.assign(document.createElement('div'), { id: 'made' }));
    // As the core asks for it.
    (window.sluis as unknown as { gate: { detail(...words: unknown[]): void } }).gate.detail('settings', place, '', '');
    const count = (selector: string): number => place.querySelectorAll(selector).length;
    return { rows: count('tbody tr'), busy: count('[aria-busy=true]'), kinds: count('h3 + [role=switch]'), answers: count('[data-part=choices] button') };
  });
  expect(seen).toMatchObject({ kinds: 3, answers: 3 });
  expect(seen.rows).toBeGreaterThan(20);
  expect(seen.rows).toBeLessThan(500);
  expect(seen.busy).toBeGreaterThan(0);
  const rows = at.locator('#made tbody tr');
  await expect(rows).toHaveCount(1997);
  await expect(at.locator('#made [aria-busy]')).toHaveCount(0);
  const expected = CATEGORIES.flatMap((kind) => [...many.slice(1), large].filter(({ category }) => category === kind)).flatMap(({ items }) => items!.map(({ name }) => name));
  const names = await rows.evaluateAll((all) => all.map((row) => row.firstElementChild!.textContent));
  expect(names.slice(2)).toEqual(expected);
});

test('what is changed or printed before the last has come is whole', async ({ page: at, site, visitor }) => {
  site.config(config(many));
  site.page('/', html('Many'));
  await site.open(at);
  await expect(visitor.banner).toBeVisible();
  // Loads what makes them.
  await visitor.chooseButton.click();
  await expect(visitor.settings.getByRole('switch')).toHaveCount(203);
  await visitor.closeButton.click();
  const made = await at.evaluate(() => {
    const all = (selector: string): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>(`[data-sluis=settings] ${selector}`)];
    window.sluis!.open();
    const first = all('[role=switch]').length;
    all('[data-switch=advertising]')[0]!.click();
    const switches = all('[data-part=service] [role=switch]');
    return { first, switches: switches.length, on: switches.filter((one) => one.checked).length };
  });
  expect(made.first).toBeLessThan(100);
  expect(made).toMatchObject({ switches: 200, on: many.filter(({ category }) => category === 'advertising').length });
  await visitor.closeButton.click();
  const printed = await at.evaluate(() => {
    window.sluis!.open();
    dispatchEvent(new Event('beforeprint'));
    const all = [...document.querySelectorAll<HTMLDetailsElement>('[data-sluis=settings] details')];
    dispatchEvent(new Event('afterprint'));
    return [all.length, document.querySelectorAll('[data-sluis=settings] tbody tr').length];
  });
  expect(printed).toEqual([201, 1002]);
});

test('on paper all of it is opened, and afterwards as it was', async ({ page: at, site }) => {
  site.config(config(many.slice(0, 60)));
  site.page('/', page);
  await site.open(at);
  const parts = at.locator('[data-sluis=declaration] details');
  await expect(parts).toHaveCount(61);
  await parts.first().locator('summary').click();
  const sheets = async (): Promise<number> => (await at.pdf()).toString('latin1').match(/\/Type \/Page\b/g)!.length;
  const printed = await sheets();
  await expect(parts.and(at.locator('[open]'))).toHaveCount(1);
  // The measure: the same with each opened by hand.
  await parts.evaluateAll((all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)));
  expect(printed).toBe(await sheets());
  expect(printed).toBeGreaterThan(10);
});

test('endless words and markup everywhere stay text, in place', async ({ page: at, site, visitor }) => {
  const word = 'Aansprakelijkheidswaardevaststellingsveranderingen'.repeat(12);
  // Nor is it a step of ours: a zero ends each (src/web/dom.rs).
  const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script>\0>\0\0\0<\0img\0\0';
  await at.setViewportSize({ width: 320, height: 568 });
  site.config(config([{ ...tracker, name: word, provider: markup, purpose: { en: `${markup}${word}` }, items: [{ name: `${word.slice(0, 120)}*`, purpose: { en: markup }, retention: 'P1Y' }] }], {
    controller: { name: `${markup} ${word}`, email: 'privacy@voorbeeld.test' },
    texts: { en: { 'btn.settings': markup, 'banner.title': `${markup} title`, 'cat.advertising.desc': markup } },
  }));
  site.page('/', page);
  await site.open(at);
  const banner = at.locator('[data-sluis=banner]');
  await expect(banner).toContainText('<script>document.title=2</script>');
  await expect(banner.getByRole('button', { name: 'Reject' })).toBeInViewport();
  await expect(banner.getByRole('button', { name: 'Accept' })).toBeInViewport();
  await banner.locator('[data-part=choices] [data-do=open]').click();
  await expect(visitor.settings).toBeVisible();
  await visitor.settings.locator('details').evaluateAll((all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)));
  const beside = await visitor.settings.evaluate((element) => [...element.querySelectorAll('h4, dd, td, p, button, [role=switch]')]
    .filter((one) => one.getBoundingClientRect().width > 0 && one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.textContent!.slice(0, 40)));
  expect(beside).toEqual([]);
  expect(await at.locator('[data-sluis=root] :is(img, script), [data-sluis=declaration] :is(img, script)').count()).toBe(0);
  expect(await at.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await expect(at).toHaveTitle('Many');
});

test('a language without words of the site’s own shows what there is', async ({ page: at, site }) => {
  site.config(config([{ ...tracker, purpose: { nl: 'Reclame tonen' } }], { language: 'nl', texts: { nl: { 'btn.reject_one': 'Weiger' } } }));
  site.page('/', html('Fehlt', { language: 'de' }));
  await site.open(at);
  await at.locator('[data-sluis=banner] [data-do=open]').last().click();
  await expect(at.locator('[data-sluis=settings]')).toContainText('Reclame tonen');
  await expect(at.locator('[data-sluis=settings] [data-do=reject]')).toHaveText('Ablehnen');
});
