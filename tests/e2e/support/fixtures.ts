// `test` for every spec: a network that logs, a browser that can reach nothing else, a site made of
// the spec's own folder, and two verdicts that no test has to ask for. It fails on any error or
// warning in the console and on any request to a host that it has not named.
import { basename, dirname } from 'node:path';
import { expect, test as base, type BrowserContext, type Fixtures, type Page, type PlaywrightTestArgs, type PlaywrightTestOptions, type PlaywrightWorkerArgs } from '@playwright/test';
import { differs } from '../../firefox/differs.ts';
import { launch } from '../vectors/corpus/firefox.ts';
import { Network } from './network.ts';
import { Site } from './site.ts';
import { Visitor } from './visitor.ts';

// Chromium itself calls these, on a start or for a page with a form or with text that can be edited, whatever its flags;
// no test page does.
const browserOwn = ['accounts.google.com', 'content-autofill.googleapis.com', 'redirector.gvt1.com', 'update.googleapis.com'].map((host) => `MAP ${host} ~NOTFOUND`);

interface Given {
  site: Site;
  visitor: Visitor;
  /** Says that this message must and may appear in the console. */
  expectConsole: (message: RegExp) => void;
  /** Says that this message may appear: the browser's remark on the page under test, not on Sluis. */
  allowConsole: (message: RegExp) => void;
  /** For a second context: gives it the same verdicts. */
  watch: (context: BrowserContext) => void;
  verdicts: void;
}

const program = process.env.FIREFOX;

/** Until a page has loaded, what its HTML has is asked for ahead of the parser. */
function readsAhead(page: Page, network: Network): void {
  let loading = true;
  page.on('load', () => (loading = false));
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) loading = true;
    else if (loading) network.ahead(request.url());
  });
}

/** Under a Firefox the fixtures of Playwright's own browsers give way to these. */
const inFirefox: Fixtures<{}, {}, PlaywrightTestArgs & PlaywrightTestOptions, PlaywrightWorkerArgs & { network: Network }> = {
  browser: [
    async ({ network }, use) => {
      const { browser, close } = await launch(network, program!);
      await use(browser);
      await close();
    },
    { scope: 'worker' },
  ],

  context: async ({ browser, viewport, locale, colorScheme, javaScriptEnabled, contextOptions }, use) => {
    const context = await browser.newContext({ viewport, locale, colorScheme, javaScriptEnabled, ...contextOptions });
    await use(context);
    await context.close();
  },
};

const chromium = base.extend<Given & { expected: RegExp[]; allowed: RegExp[]; seen: string[] }, { network: Network }>({
  network: [
    async ({}, use) => {
      const network = new Network();
      await network.start();
      await use(network);
      await network.stop();
    },
    { scope: 'worker' },
  ],

  launchOptions: [
    async ({ network }, use) => {
      await use({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: [
          `--host-resolver-rules=${[...browserOwn, `MAP * 127.0.0.1:${network.port}`].join(',')}`,
          '--ignore-certificate-errors',
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      });
    },
    { scope: 'worker' },
  ],

  site: async ({ network }, use, info) => {
    network.reset();
    const folder = dirname(info.file);
    await use(new Site(network, `www.${basename(folder)}.test`, folder));
  },

  visitor: async ({ page }, use) => {
    await use(new Visitor(page));
  },

  expected: async ({}, use) => {
    await use([]);
  },

  allowed: async ({}, use) => {
    await use([]);
  },

  seen: async ({}, use) => {
    await use([]);
  },

  expectConsole: async ({ expected }, use) => {
    await use((message) => expected.push(message));
  },

  allowConsole: async ({ allowed }, use) => {
    await use((message) => allowed.push(message));
  },

  watch: async ({ seen, network }, use) => {
    await use((context) => {
      context.on('console', (message) => {
        // Firefox says `warn`.
        const type = message.type().replace(/^warn$/, 'warning');
        if (type === 'error' || type === 'warning') seen.push(`${type}: ${message.text()} (${message.location().url})`);
      });
      if (program) context.on('page', (page) => readsAhead(page, network));
      // Uncaught exceptions and unhandled rejections.
      context.on('weberror', (error) => seen.push(`uncaught: ${error.error().message}`));
    });
  },

  verdicts: [
    async ({ context, watch, site, network, expected, allowed, seen }, use, info) => {
      const why = program && differs[info.title];
      info.skip(Boolean(why), why);
      watch(context);
      await use();
      const unexpected = seen.filter((message) => ![...expected, ...allowed].some((pattern) => pattern.test(message)));
      const missing = expected.filter((pattern) => !seen.some((message) => pattern.test(message)));
      expect.soft(unexpected, `console of ${site.host}`).toEqual([]);
      expect.soft(missing.map(String), 'messages that should have appeared').toEqual([]);
      expect.soft(network.strangers(), 'hosts that no test named').toEqual([]);
    },
    { auto: true },
  ],
});

export const test = program ? chromium.extend(inFirefox as {}) : chromium;

export { expect };
