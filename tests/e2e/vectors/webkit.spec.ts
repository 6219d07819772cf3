// The same in WebKitGTK, for the table only: `cargo xtask platform --webkit` runs it. WEBKIT names the driver.
import { writeFileSync } from 'node:fs';
import { test } from '@playwright/test';
import { Network } from '../support/network.ts';
import { codes } from './corpus/codes.ts';
import { families } from './corpus/index.ts';
import { add, file, render } from './corpus/platform.ts';
import { walk } from './corpus/survey.ts';
import { launch } from './corpus/webkit.ts';

const program = process.env.WEBKIT;

/** MiniBrowser dies now and then at its start; what is wrong three times is wrong. */
async function patient<T>(work: () => Promise<T>, tries = 3): Promise<T> {
  try {
    return await work();
  } catch (problem) {
    if (tries === 1) throw problem;
    console.log(`once more, because of: ${String(problem)}`);
    return patient(work, tries - 1);
  }
}

test('every way in, in WebKitGTK @platform', async () => {
  test.skip(!program, 'WEBKIT does not say where the driver is');
  test.setTimeout(1_800_000);
  const network = new Network();
  await network.start();
  const { version, visit, close } = await launch(network, program!);
  try {
    for (const family of families.filter(({ name }) => new RegExp(process.env.FAMILY ?? '').test(name))) {
      const { findings } = await patient(() => walk({ network, visit }, family));
      add('webkit', version, codes(family.vectors, findings));
      writeFileSync(file, render());
    }
  } finally {
    await close();
    await network.stop();
  }
});
