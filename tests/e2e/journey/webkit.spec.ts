// A visit to the two companies that ask, from the question to the withdrawal, in WebKitGTK: with the keyboard on the one,
// with the pointer on the other. `cargo xtask test webkit` runs it; WEBKIT names the driver.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { Network } from '../support/network.ts';
import { Site } from '../support/site.ts';
import { ANALYTICS, TAG_MANAGER } from '../support/third-parties.ts';
import { launch, type Driver } from '../vectors/corpus/webkit.ts';
import { Tab } from './tab.ts';

const program = process.env.WEBKIT;
const www = fileURLToPath(new URL('../../../www/', import.meta.url));
const quiet = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));
const banner = '[data-sluis=banner]';
const settings = '[data-sluis=settings]';
const record = `(document.cookie.match(/sluis_consent=1~[^~]+~([^~]+)/) || [])[1] || ''`;
const measured = `/(^|; )_ga=/.test(document.cookie)`;
const settled = `!!(window.sluis && window.sluis.state() && window.sluis.state().ready)`;

test.describe('@webkit', () => {
  test.skip(!program, 'WEBKIT does not say where the driver is');
  test.describe.configure({ mode: 'default', timeout: 180_000 });

  const network = new Network();
  let driver: Driver;
  let site: Site;
  test.beforeAll(async () => {
    await network.start();
    driver = await launch(network, program!);
  });
  test.afterAll(async () => {
    await driver?.close();
    await network.stop();
  });
  test.beforeEach(() => {
    network.reset();
    site = new Site(network, 'www.journey.test', www);
    site.mayAsk(TAG_MANAGER, ANALYTICS);
  });

  async function visit(work: (tab: Tab) => Promise<void>): Promise<void> {
    const driven = await driver.visit();
    try {
      await work(new Tab(driven));
    } finally {
      await driven.close();
    }
  }

  /** The tag in the page can be fetched ahead of every script (PLATFORM.md); to run and to report it must not. */
  const silent = (): void => expect(network.hits(ANALYTICS)).toEqual([]);

  async function picture(tab: Tab, name: string): Promise<void> {
    writeFileSync(test.info().outputPath(`${name}.png`), await tab.picture());
  }

  test('A-05 B-01 B-02 in WebKit the keyboard reaches the refusal, and nothing runs, now or later', () => visit(async (tab) => {
    await tab.open(site.url('/sites/twisted-bytes/'));
    await tab.until(`!!document.querySelector('${banner}')`);
    expect(await tab.seen(`${banner} button`)).toEqual(['button Meer over Google', 'button Weigeren', 'button Accepteren', 'button Zelf instellen']);
    await quiet(1_000);
    silent();
    expect(await tab.run('window.ran || document.cookie')).toBe('');
    await picture(tab, 'question');
    await tab.reach('button Weigeren');
    await tab.press('Enter');
    await tab.until(record, 'a0s0r0');
    await tab.until(`!document.querySelector('${banner}')`);
    for (const path of ['', 'diensten/', 'privacyverklaring/']) {
      await tab.open(site.url(`/sites/twisted-bytes/${path}`));
      await tab.until(settled);
      await quiet(500);
      expect(await tab.seen(banner)).toEqual([]);
    }
    silent();
  }));

  test('B-03 W-04 in WebKit what is granted comes once, and goes with the withdrawal', () => visit(async (tab) => {
    await tab.open(site.url('/sites/codex-connectors/'));
    await tab.until(`!!document.querySelector('${banner}')`);
    silent();
    await tab.click(`${banner} [data-do=accept]`);
    await tab.until(record, 'a1s0r0');
    await expect.poll(() => network.hits(ANALYTICS).length).toBeGreaterThan(0);
    await tab.until(measured);
    await tab.click('[data-sluis=open]');
    await tab.until(`!!document.querySelector('${settings} [role=switch]')`);
    await picture(tab, 'settings');
    await tab.click(`${settings} [data-do=reject]`);
    await tab.until(record, 'a0s0r0');
    await tab.until(measured, false);
    network.forget();
    await tab.open(site.url('/sites/codex-connectors/diensten/'));
    await tab.until(settled);
    await quiet(1_000);
    silent();
    expect(await tab.run(measured)).toBe(false);
  }));

  test('U-13 in WebKit the settings answer keys: a switch, keep, Escape', () => visit(async (tab) => {
    await tab.open(site.url('/sites/twisted-bytes/'));
    await tab.until(`!!document.querySelector('${banner}')`);
    await tab.reach('button Zelf instellen');
    await tab.press('Enter');
    await tab.until(`!!document.querySelector('${settings} [role=switch]')`);
    expect(await tab.run(`[...document.querySelectorAll('${settings} [role=switch]:not(:disabled)')].some((one) => one.checked)`)).toBe(false);
    await tab.press('Escape');
    await tab.until(`!document.querySelector('${settings}')`);
    expect(await tab.run(record)).toBe('');
    silent();
  }));

  test('U-19 in WebKit a company without anything to ask stores nothing', () => visit(async (tab) => {
    await tab.open(site.url('/sites/twentenet/'));
    await tab.until(settled);
    expect(await tab.seen('[role=dialog]')).toEqual([]);
    expect(await tab.run('document.cookie + localStorage.length + sessionStorage.length')).toBe('00');
    expect(site.outside()).toEqual([]);
  }));
});
