// The second part of the barrier, beside what tests/e2e/vectors asks of each way: that what is the page's own goes on as
// it is, that what waited comes as it was meant, and that a form loses nothing.
import type { Page } from '@playwright/test';
import { config, tracker } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { TRACKER } from '../support/third-parties.ts';

const FAR = `https://${TRACKER}/page.html`;
const body = `<h1>Late</h1>
  <iframe name="shown" title="Shown" width="300" height="200"></iframe>
  <p><a id="own" target="shown" href="/own">Own</a> <a id="far" target="shown" href="${FAR}"><b>Theirs</b></a></p>
  <form id="form" target="shown" method="post" action="${FAR}"><input name="q" value="tulips"><button name="submit">Send</button></form>
  <div id="share" to="${FAR}" from="${FAR}"></div>`;

const inFrame = (page: Page): Promise<string> => page.frameLocator('[name=shown]').locator('body').innerText();

test.beforeEach(async ({ site, page, visitor }) => {
  site.config(config([tracker]));
  site.mayAsk(TRACKER);
  site.page('/', html('Late', { body }));
  site.page('/own', html('Own', { body: '<p>Own page</p>' }).replace('<!-- sluis -->', ''));
  await site.open(page);
  await visitor.settled();
});

test('B-06 a link into a frame of the page: the own page comes, the third party waits in a placeholder', async ({ page, network, visitor }) => {
  await page.evaluate(() => document.getElementById('own')!.click());
  await expect.poll(() => inFrame(page)).toContain('Own page');
  await page.evaluate(() => document.querySelector<HTMLElement>('#far b')!.click());
  await expect(page.getByRole('group', { name: 'Tracker: Shown' })).toBeVisible();
  expect(network.hits(TRACKER)).toEqual([]);
  await visitor.accept();
  await expect.poll(() => inFrame(page)).toContain('Embedded page');
  expect(network.hits(TRACKER)).toHaveLength(1);
});

test('B-06 a form into a frame is sent once it may be, with what was filled in', async ({ page, network, visitor }) => {
  await page.evaluate(() => document.querySelector<HTMLElement>('#form button')!.click());
  await visitor.accept();
  await expect.poll(() => network.hits(TRACKER).map(({ method, body }) => `${method} ${body}`)).toEqual(['POST q=tulips&submit=']);
});

test('B-06 what the page does when a form is sent, it does once, when the form goes', async ({ page, network, visitor }) => {
  await page.evaluate(() => {
    const form = document.querySelector<HTMLFormElement>('#form')!;
    window.ran = [];
    form.addEventListener('submit', () => window.ran!.push('heard'));
    for (let time = 0; time < 3; time++) form.querySelector('button')!.click();
  });
  await visitor.linger();
  expect(await page.evaluate(() => window.ran)).toEqual([]);
  expect(network.hits(TRACKER)).toEqual([]);
  await visitor.accept();
  await expect.poll(() => inFrame(page)).toContain('Embedded page');
  expect(network.hits(TRACKER).map(({ method, body }) => `${method} ${body}`)).toEqual(['POST q=tulips&submit=']);
  expect(await page.evaluate(() => window.ran)).toEqual(['heard']);
});

test('B-06 an event that only says that a form is sent sends nothing; in Firefox, which sends it, it waits', async ({ page, network, visitor }) => {
  await page.evaluate(() => document.querySelector('#form')!.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true })));
  await visitor.linger();
  expect(network.hits(TRACKER)).toEqual([]);
  await visitor.accept();
  await visitor.linger();
  expect(network.hits(TRACKER).map(({ method, body }) => `${method} ${body}`)).toEqual(process.env.FIREFOX ? ['POST q=tulips'] : []);
});

test('B-06 a form that the page does not let go when its time has come is not sent', async ({ page, network, visitor }) => {
  await page.evaluate(() => {
    window.ran = [];
    const form = document.querySelector<HTMLFormElement>('#form')!;
    form.addEventListener('submit', (event) => (event.preventDefault(), window.ran!.push('refused')));
    form.querySelector('button')!.click();
  });
  await visitor.accept();
  await expect.poll(() => page.evaluate(() => window.ran)).toEqual(['refused']);
  await visitor.linger();
  expect(network.hits(TRACKER)).toEqual([]);
});

test('B-06 a button that sends its form elsewhere waits too, and goes with its own name and value', async ({ page, network, visitor }) => {
  await page.evaluate((far) => {
    document.querySelector<HTMLFormElement>('#form')!.setAttribute('action', '/own');
    const button = document.createElement('button');
    Object.assign(button, { formAction: far, name: 'which', value: 'other' });
    document.getElementById('form')!.append(button);
    button.click();
  }, FAR);
  await visitor.linger();
  expect(network.hits(TRACKER)).toEqual([]);
  await visitor.accept();
  await expect.poll(() => network.hits(TRACKER).map(({ method, body }) => `${method} ${body}`)).toEqual(['POST q=tulips&which=other']);
});

test('B-14 windows, attributes, animations and styles of the page’s own stay as they are', async ({ page, context, network }) => {
  const opened = context.waitForEvent('page');
  await page.evaluate(() => void window.open());
  expect((await opened).url()).toBe('about:blank');
  const found = await page.evaluate((far) => {
    const share = document.getElementById('share')!;
    share.setAttribute('to', `${far}?again`);
    const style = document.head.appendChild(document.createElement('style'));
    style.append(document.createTextNode('h1 { color: rgb(1, 2, 3) }'), ' h1 { outline: 0 }');
    style.insertBefore(document.createTextNode('i { top: 0 }'), null);
    const moved = share.animate([{ color: 'red' }, { color: 'blue' }], 9_000).effect as KeyframeEffect;
    const cyclic: any = { opacity: [1, 0.5] };
    cyclic.self = cyclic;
    return {
      to: share.getAttribute('to'),
      colour: getComputedStyle(document.querySelector('h1')!).color,
      rules: style.sheet!.cssRules.length,
      keyframe: moved.getKeyframes()[0]!.color,
      cyclic: share.animate(cyclic, 9_000).playState,
      empty: (style.textContent = null, style.textContent),
    };
  }, FAR);
  expect(found).toEqual({ to: `${FAR}?again`, colour: 'rgb(1, 2, 3)', rules: 3, keyframe: 'red', cyclic: 'running', empty: '' });
  expect(await page.locator('#share').getAttribute('to')).toBe(`${FAR}?again`);
  expect(network.hits(TRACKER)).toEqual([]);
});
