// Elements in the HTML, each on a page of its own and in each form in which a page can carry Sluis: first without it,
// where it must get through, then guarded, where it must not. (What scripts do is the same in every form: corpus.spec.ts.)
//
// What is promised, and so asserted:
//   marked in the HTML        no request, no run, in every form, and without Sluis too
//   unmarked in the HTML      never runs and never shows, in every form; no request either for scripts and
//                             media when the guard is inline behind the empty policy that keeps
//                             Chromium's preload scanner waiting
// Not promised, and so not asserted: that an unmarked tag in the HTML is not *fetched* where that policy is
// missing (the scanner reads ahead of the guard), and in any form that an unmarked picture, stylesheet,
// frame, object or embed in the HTML is not fetched (the parser can start those before an observer is
// told). Mark those.
import type { Page } from '@playwright/test';
import { config, tracker } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import type { Site } from '../support/site.ts';
import type { Form } from '../support/snippet.ts';
import { TRACKER } from '../support/third-parties.ts';
import { Visitor } from '../support/visitor.ts';
import { marked, markup } from './vectors.ts';

async function load(page: Page, site: Site, form: Form, body: string): Promise<void> {
  site.form = form;
  site.network.forget();
  site.page('/vector', html('One vector', { body: `<h1>One vector</h1><i></i>\n${body}` }));
  await site.open(page, '/vector');
  if (form !== 'none') await expect(new Visitor(page).banner).toBeVisible();
  await new Visitor(page).linger(150);
}

test.beforeEach(({ site, page, allowConsole }) => {
  // What a refused or missing file makes Chromium say of the vector.
  allowConsole(/Failed to load resource|WebSocket connection|EventSource|preloaded using link preload/);
  allowConsole(/<link rel=preload> has an invalid `href`|is invoked via document\.write/);
  site.config(config([tracker]));
  site.mayAsk(TRACKER);
  site.answer('/own.gif', () => ({ status: 204 }));
  page.setDefaultTimeout(8_000);
});

for (const vector of marked) {
  test(`B-06 marked: ${vector.name}`, async ({ page, site, network, visitor }) => {
    for (const form of ['none', 'waiting', 'tag', 'external'] as const) {
      await load(page, site, form, vector.code);
      expect(network.hits(TRACKER), form).toEqual([]);
      expect(await page.evaluate(() => window.ran ?? []), form).toEqual([]);
    }
    await visitor.accept();
    await expect.poll(() => network.hits(TRACKER).length, 'released').toBe(1);
  });
}

for (const vector of markup) {
  test(`B-06 in the HTML: ${vector.name}`, async ({ page, site, network, visitor }) => {
    await load(page, site, 'none', vector.code);
    expect(network.hits(TRACKER), 'without Sluis').not.toEqual([]);

    for (const form of ['waiting', 'inline', 'tag'] as const) {
      await load(page, site, form, vector.code);
      expect(await page.evaluate(() => window.ran ?? []), `ran (${form})`).toEqual([]);
      expect(await page.evaluate(showing), `shows (${form})`).toEqual([]);
      const promised = vector.early === undefined || (vector.early === 'scanned' && form === 'waiting');
      if (promised) expect(network.hits(TRACKER), `request (${form})`).toEqual([]);
    }
    network.forget();
    await visitor.accept();
    await expect.poll(() => network.hits(TRACKER).length, 'released').toBeGreaterThan(0);
    await visitor.linger(100);
  });
}

/** Elements that still point at the tracker, pictures and frames of it that are on the page. */
function showing(): string[] {
  const addresses = ['src', 'srcset', 'href', 'data', 'poster'];
  return Array.from(document.querySelectorAll('*'))
    // A placeholder's link asks for nothing until it is followed.
    .filter((element) => element.localName !== 'a' && !(element instanceof HTMLScriptElement && element.type === 'text/plain'))
    .filter((element) => addresses.some((name) => element.getAttribute(name)?.includes('tracker.test')))
    .map((element) => element.outerHTML);
}
