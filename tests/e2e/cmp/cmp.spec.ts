// Beside another consent tool: what IAB's own libraries answer on a page is read, and never answered for them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { config, tracker, videos, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import type { Site } from '../support/site.ts';
import { built } from '../support/snippet.ts';

const tests = fileURLToPath(new URL('../../', import.meta.url));
// The bundler that the package is built with.
const esbuild = createRequire(new URL('../../../pkg/package.json', import.meta.url))('esbuild');
const bundle = (contents: string): string =>
  esbuild.buildSync({ stdin: { contents, resolveDir: tests }, bundle: true, write: false, format: 'iife', logLevel: 'error' }).outputFiles[0].text;

/** Each as its authors publish it; `tcf.answer(purposes)` and `gpp.answer(…)` are what its own banner would do. */
const frameworks = bundle(`
  import { CmpApi } from '@iabtcf/cmpapi';
  import { TCModel, TCString, GVL } from '@iabtcf/core';
  import { CmpApi as Gpp } from '@iabgpp/cmpapi';
  window.tcf = {
    start() {
      const api = new CmpApi(31, 2, true);
      const string = (purposes) => {
        const gvl = new GVL({ gvlSpecificationVersion: 3, vendorListVersion: 1, tcfPolicyVersion: 5, lastUpdated: '2026-11-01T00:00:00Z', purposes: {}, specialPurposes: {}, features: {}, specialFeatures: {}, vendors: {}, stacks: {}, dataCategories: {} });
        const model = new TCModel(gvl);
        Object.assign(model, { cmpId: 31, cmpVersion: 2, isServiceSpecific: true });
        model.purposeConsents.set(purposes);
        // An interest of its own is no consent.
        model.purposeLegitimateInterests.set([2, 7, 8, 9, 10]);
        return TCString.encode(model);
      };
      return {
        ask: () => api.update('', true),
        answer: (purposes) => api.update(string(purposes), false),
        foreign: () => api.update(null),
      };
    },
  };
  window.gpp = {
    start() {
      const api = new Gpp(1, 1);
      return {
        answer(section, fields) {
          api.setSignalStatus('not ready');
          for (const [field, value] of Object.entries(fields)) api.setFieldValue(section, field, value);
          api.setApplicableSections([section == 'tcfeuv2' ? 2 : 7]);
          api.fireSectionChange(section);
          api.setSignalStatus('ready');
        },
      };
    },
  };
`);

/** A page with these tools on it, on which `heard` is all that the reader told. */
async function open(page: Page, site: Site, head = ''): Promise<void> {
  site.config(config([visits, videos, tracker]));
  site.answer('/frameworks.js', () => ({ type: 'text/javascript', body: frameworks }));
  site.answer('/cmp.mjs', () => ({ type: 'text/javascript', body: readFileSync(`${built}../esm/cmp.js`, 'utf8') }));
  site.page('/', html('Another tool', { head: `<script src="/frameworks.js"></script>${head}` }));
  await site.open(page);
}

const read = (page: Page) =>
  page.evaluate(async () => {
    const address = '/cmp.mjs';
    const { readCmp } = await import(address);
    const own = window as any;
    own.heard = [];
    own.end = readCmp((choice: unknown) => own.heard.push(choice));
  });
const heard = (page: Page) => page.evaluate(() => (window as any).heard.splice(0));
const all = (permission: string) => ({ analytics: permission, social: permission, advertising: permission });

test('S-06 what the TCF’s own library answers is read by purpose, once for each answer, and only consent counts', async ({ page, site }) => {
  await open(page, site);
  await page.evaluate(() => ((window as any).tool = (window as any).tcf.start()));
  await read(page);
  await page.evaluate(() => (window as any).tool.ask());
  expect(await heard(page), 'while it asks').toEqual([]);
  await page.evaluate(() => (window as any).tool.answer([]));
  expect(await heard(page)).toEqual([{ from: 'tcf', ...all('denied') }]);
  await page.evaluate(() => (window as any).tool.answer([1, 7, 8, 9, 10]));
  expect(await heard(page)).toEqual([{ from: 'tcf', ...all('denied'), analytics: 'granted' }]);
  await page.evaluate(() => (window as any).tool.answer([1, 7, 8, 9, 10]));
  expect(await heard(page), 'the same again').toEqual([]);
  // Purpose 1 is storing on the device: nothing goes without.
  await page.evaluate(() => (window as any).tool.answer([2, 3, 4, 5, 6, 7, 8, 9, 10]));
  expect(await heard(page)).toEqual([{ from: 'tcf', ...all('denied') }]);
  await page.evaluate(() => (window as any).tool.answer([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
  expect(await heard(page)).toEqual([{ from: 'tcf', ...all('granted') }]);
  await page.evaluate(() => ((window as any).end(), (window as any).tool.answer([])));
  expect(await heard(page), 'after its end').toEqual([]);
  // Read, and not played: what answers is the other tool.
  expect(await page.evaluate(() => new Promise((done) => (window as any).__tcfapi('ping', 2, (ping: any) => done(ping.cmpId))))).toBe(31);
});

test('S-06 where the law does not apply the TCF says nothing, and a page without either tool stays silent', async ({ page, site }) => {
  await open(page, site);
  await read(page);
  expect(await heard(page)).toEqual([]);
  expect(await page.evaluate(() => ['__tcfapi', '__gpp'].map((name) => typeof (window as any)[name]))).toEqual(['undefined', 'undefined']);
  await page.evaluate(() => {
    (window as any).tcf.start().foreign();
    (window as any).end();
  });
  await read(page);
  expect(await heard(page)).toEqual([]);
});

test('S-06 of the GPP the European section is read like the TCF, and of the others objections alone', async ({ page, site }) => {
  await open(page, site);
  await page.evaluate(() => ((window as any).tool = (window as any).gpp.start()));
  await read(page);
  const answer = (section: string, fields: object) => page.evaluate(([section, fields]) => (window as any).tool.answer(section, fields), [section, fields] as const);
  await answer('usnat', { SaleOptOut: 2, SharingOptOut: 2, TargetedAdvertisingOptOut: 2 });
  expect(await heard(page), 'nobody was asked').toEqual([]);
  await answer('usnat', { SaleOptOut: 1 });
  expect(await heard(page)).toEqual([{ from: 'gpp', advertising: 'denied' }]);
  await answer('tcfeuv2', { PurposeConsents: [true, true, true, true] });
  expect(await heard(page)).toEqual([{ from: 'gpp', ...all('denied'), advertising: 'granted' }]);
});

test('S-06 S-07 a page can have it taken over, recorded as given by a script', async ({ page, site, visitor }) => {
  await open(page, site, '<script src="/sluis/sluis.cmp.js"></script><script>window.tool = tcf.start();</script>');
  await expect(visitor.banner).toBeVisible();
  await page.evaluate(() => (window as any).tool.answer([1, 7, 8, 9, 10]));
  await expect(visitor.banner).toHaveCount(0);
  const state = () => page.evaluate(() => window.sluis!.state()!);
  expect(await state()).toMatchObject({ decided: true, categories: { analytics: 'granted', social: 'denied', advertising: 'denied' } });
  const last = () => page.evaluate(() => JSON.parse(localStorage.getItem('sluis_receipts')!).at(-1));
  expect(await last()).toMatchObject({ method: 'api' });
  await page.evaluate(() => (window as any).tool.answer([]));
  await expect.poll(async () => (await state()).categories.analytics).toBe('denied');
});

test('S-01 the template for /.well-known/gpc.json has what the standard asks for', async () => {
  const template = JSON.parse(readFileSync(fileURLToPath(new URL('../../../examples/well-known/gpc.json', import.meta.url)), 'utf8'));
  // https://w3c.github.io/gpc/#gpc-support-resource
  expect(Object.keys(template).sort()).toEqual(['gpc', 'lastUpdate']);
  expect(template.gpc).toBe(true);
  expect(new Date(`${template.lastUpdate}T00:00:00Z`).toISOString().slice(0, 10)).toBe(template.lastUpdate);
});
