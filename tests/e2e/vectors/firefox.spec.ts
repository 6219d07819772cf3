// The same in Firefox, for the table only: `cargo xtask platform` runs it where there is a Firefox. FIREFOX names it.
import { test } from '@playwright/test';
import { Network } from '../support/network.ts';
import { visit } from './corpus/chromium.ts';
import { codes } from './corpus/codes.ts';
import { launch } from './corpus/firefox.ts';
import { families } from './corpus/index.ts';
import { add } from './corpus/platform.ts';
import { walk } from './corpus/survey.ts';

const executable = process.env.FIREFOX;

test('every way in, in Firefox @platform', async () => {
  test.skip(!executable, 'FIREFOX does not say where one is');
  test.setTimeout(1_800_000);
  const network = new Network();
  await network.start();
  const { browser, close } = await launch(network, executable!);
  try {
    for (const family of families.filter(({ name }) => new RegExp(process.env.FAMILY ?? '').test(name))) {
      const { findings } = await walk({ network, visit: (complain) => visit(browser, complain) }, family);
      add('firefox', browser.version(), codes(family.vectors, findings));
    }
  } finally {
    await close();
    await network.stop();
  }
});
