// The page of the website that shows one view, and what has to be true of any view at any size.
//
// Places and sizes are asserted, not pictures: text is drawn by the fonts of the machine, so a picture of one differs
// on the next by more than most mistakes do. The pictures are for people: `cargo xtask screens`.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test as base } from '../support/fixtures.ts';
import { Site } from '../support/site.ts';
import { sizes as named, views, type Name } from '../../../www/site/script/choices.ts';

export { views };

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** As `cargo xtask site` builds it. */
export const website = `${root}target/site/`;

export const sizes = named.map((size) => size.split('×').map(Number) as [number, number]);
export const languages = readdirSync(`${root}src/core/text`).flatMap((name) => /^(.+)\.json$/.exec(name)?.[1] ?? []);

/** Those that lie over the page, by turns. */
export const layoutOf = (view: Name): string => (views.indexOf(view) % 2 ? 'box' : 'bar');

/** In these something does not come, and Sluis says so in the console. */
export const broken: readonly Name[] = ['failed', 'absent'];

export const test = base.extend<{ demo: Site }>({
  demo: async ({ network, site }, use) => {
    // The site of the folder only lends its verdicts.
    void site;
    await use(new Site(network, 'www.views.test', website));
  },
});

export const address = (view: string, more: Record<string, string> = {}): string => `/views/view.html?${new URLSearchParams({ view, ...more })}`;

/** Until the view is there and nothing moves. */
export async function shown(page: Page, view: string): Promise<void> {
  await page.locator(`html[data-shown=${view}]`).waitFor();
  await page.evaluate(() => Promise.all(document.getAnimations().filter((one) => !one.effect!.getComputedTiming().delay).map((one) => one.finished.catch(() => {}))));
}

/** What is wrong with how it lies there; nothing, if all is well. */
export function faults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wrong: string[] = [];
    const name = (element: Element): string => `${element.localName} “${(element.getAttribute('aria-label') ?? element.textContent!).trim().slice(0, 40)}”`;
    const ours = '[data-sluis=root], [data-sluis=panel], [data-sluis=declaration], [data-sluis=embed]';
    const all = (selector: string): HTMLElement[] =>
      [...document.querySelectorAll<HTMLElement>(selector)].filter((one) => one.closest(ours) && one.checkVisibility() && one.getBoundingClientRect().width > 0);
    const over = document.querySelector('[data-sluis=settings]') ?? document.querySelector('[data-sluis=banner]');
    if (document.documentElement.scrollWidth > innerWidth) wrong.push('the page scrolls sideways');

    for (const one of all('h2, h3, h4, p, li, dt, dd, summary, button, a, [role=switch]')) {
      const box = one.getBoundingClientRect();
      if (box.left < -1 || box.right > innerWidth + 1) wrong.push(`${name(one)} is beside the window`);
      if (one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0) wrong.push(`${name(one)} is cut`);
    }
    for (const one of all('button, summary, [role=switch]')) {
      const { width, height } = one.getBoundingClientRect();
      if (Math.min(width, height) < 43.5) wrong.push(`${name(one)} is ${width}×${height}`);
    }
    const answers = all('[data-part=choices] > button');
    // In the lowest window the page has to keep some room: there the third answer may be scrolled to.
    for (const one of answers.filter((button) => over?.contains(button) && (innerHeight > 200 || !over.matches('[data-sluis=banner]') || !button.matches('[data-do=open]')))) {
      const { x, y, width, height } = one.getBoundingClientRect();
      if (!one.contains(document.elementFromPoint(x + width / 2, y + height / 2))) wrong.push(`${name(one)} is covered or out of sight`);
    }
    for (const group of new Set(answers.map((button) => button.parentElement!))) {
      const [reject, accept] = ['reject', 'accept'].map((doing) => group.querySelector(`[data-do=${doing}]`)?.getBoundingClientRect());
      if (reject && accept && (Math.abs(reject.width - accept.width) > 1 || Math.abs(reject.height - accept.height) > 1)) wrong.push('the answers are not of one size');
      if (reject && accept && Math.abs(reject.x - accept.x) > 1 && Math.abs(reject.y - accept.y) > 1) wrong.push('the answers are neither in a row nor in a column');
    }
    const targets = all('button, summary, [role=switch], a').filter((one) => !one.matches('[data-sluis=control]') && (!over || over.contains(one)));
    for (const [index, one] of targets.entries()) {
      for (const other of targets.slice(index + 1)) {
        const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
        const scrolls = [one, other].some((each) => each.closest('[data-part=scroll], [data-part=body]')) && one.parentElement !== other.parentElement;
        if (!scrolls && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) wrong.push(`${name(one)} lies over ${name(other)}`);
      }
    }
    return wrong;
  });
}

export async function well(page: Page, where: string): Promise<void> {
  // What follows the window's size has a frame for it.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect.soft(await faults(page), where).toEqual([]);
}
