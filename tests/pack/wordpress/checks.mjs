// The plugin in a real WordPress: its owner sets it up in the browser, a visitor refuses.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';
import { visit } from '../support/browser.mjs';
import { HOST } from '../support/site.mjs';
import { wordpress } from './machine.mjs';

const plain = readFileSync(new URL('../support/consent.json', import.meta.url), 'utf8');
let machine;
const at = (path, work) => visit({ port: machine.port, close: async () => {} }, path, work);

async function logIn(page, name, password) {
  await page.locator('#user_login').fill(name);
  await page.locator('#user_pass').fill(password);
  await page.locator('#wp-submit').click();
  await page.locator('#wpadminbar').waitFor();
}
const settings = `http://${HOST}/wp-admin/options-general.php?page=sluis`;

/** As the owner does it; gives what the page says. */
async function save(page, text, form) {
  await page.goto(settings);
  await page.getByLabel('Configuration').fill(text);
  if (form) await page.getByLabel('Form').selectOption(form);
  await page.locator('#submit').click();
  await page.locator('#setting-error-settings_updated, #setting-error-refused, #setting-error-unsealed').first().waitFor();
  return (await page.locator('.settings-error').allTextContents()).map((line) => line.trim());
}

const asOwner = (work) => at('/wp-login.php', async ({ page }) => {
  await logIn(page, 'owner', 'correct horse');
  await work(page);
});

async function refuse({ page, complaints, strangers }) {
  const banner = page.locator('[data-sluis=banner]');
  await banner.waitFor();
  await page.getByRole('group', { name: 'YouTube: Film' }).waitFor();
  assert.match(await page.content(), /sluis\/web\//);
  await banner.locator('[data-do=reject]').click();
  await banner.waitFor({ state: 'hidden' });
  assert.match((await page.context().cookies())[0]?.value ?? '', /~a0s0r0~/);
  await page.locator('[data-sluis=declaration] table').first().waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Mijn keuze' }).click();
  await page.locator('[data-sluis=settings]').waitFor();
  // The bare site has no icon.
  assert.deepEqual(complaints.filter((line) => !line.includes('/favicon.ico')), [], 'console');
  // The static frame can be asked for by the browser before any script: the README says so. It never ran here.
  return strangers().filter((host) => !host.includes('youtube'));
}

export const checks = [
  ['every file of the plugin is PHP', (folder) => {
    execFileSync('php', ['-l', fileURLToPath(new URL('../../../wordpress/sluis/sluis.php', import.meta.url))]);
    execFileSync(process.execPath, [
      fileURLToPath(new URL('../../../wordpress/build.mjs', import.meta.url)), join(folder, 'plugins'), join(folder, 'node_modules/sluis/dist/web'),
    ]);
  }],
  ['WordPress starts, and carries nothing until it is set up', async (folder) => {
    machine = await wordpress(join(folder, 'plugins/sluis'));
    process.once('exit', () => machine.close());
    console.log(`     WordPress ${machine.version}`);
    await at('/', async ({ page }) => assert.doesNotMatch(await page.content(), /sluis\/web\//));
  }],
  ['what can’t be used is refused with its reason, and shown again', () => asOwner(async (page) => {
    for (const [text, why] of [['{ "version": 1,', /not JSON/], ['{"version":1,"controller":{}}', /\$\.services/], ['<b>hello</b>', /No configuration/], ['[]', /\$\.version/]]) {
      const [said] = await save(page, text);
      assert.match(said, why);
      assert.equal(await page.getByLabel('Configuration').inputValue(), text);
    }
    await page.goto(settings);
    assert.equal(await page.getByLabel('Configuration').inputValue(), '');
  })],
  ['only who manages the site gets there, and only by its own form', async () => {
    await asOwner(async (page) => {
      const answer = await page.request.post(`http://127.0.0.1:${machine.port}/wp-admin/options.php`, {
        headers: { host: HOST, cookie: (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ') },
        form: { option_page: 'sluis', action: 'update', sluis_config: plain },
      });
      assert.equal(answer.status(), 403);
    });
    await at('/wp-login.php', async ({ page }) => {
      await logIn(page, 'writer', 'battery staple');
      assert.equal((await page.goto(settings)).status(), 403);
    });
    await at('/', async ({ page }) => assert.doesNotMatch(await page.content(), /sluis\/web\//));
  }],
  ['the snippet is taken apart, and stands first in the head as it was sealed', async (folder) => {
    const { seal, snippet } = await import(pathToFileURL(join(folder, 'node_modules/sluis/dist/esm/node.js')));
    const tricky = { ...JSON.parse(plain), controller: { name: 'Voorbeeld </script> \\ "B.V." é' } };
    await asOwner(async (page) => assert.match((await save(page, await snippet(tricky)))[0], /Settings saved/));
    await at('/?pagename=cookies', async ({ page }) => {
      const served = await (await page.request.get(`http://127.0.0.1:${machine.port}/`, { headers: { host: HOST } })).text();
      const head = served.slice(served.indexOf('<head'));
      assert.match(head, /^<head[^>]*>\s*<meta charset="UTF-8"[^>]*>\s*(<meta name="viewport"[^>]*>\s*)?<meta http-equiv="Content-Security-Policy" content="">\s*<link rel="preload" [^>]*sluis-\w+\.wasm" crossorigin="">\s*<link rel="prefetch" [^>]*text-en-\w+\.json" crossorigin="">\s*<script type="application\/json" data-sluis="config">/);
      assert.match(head, /sluis\.core\.js[^>]* fetchpriority=["']high["']/);
      const carried = await page.evaluate(() => JSON.parse(document.querySelector('script[data-sluis=config]').textContent));
      assert.deepEqual(carried, await seal(tricky));
    });
  }],
  ['a visitor refuses: inline, sealed', () => at('/?pagename=cookies', async (visited) => {
    assert.deepEqual(await refuse(visited), []);
    assert(!visited.asked.some(({ pathname }) => /check-/.test(pathname)), 'the seal is whole: nothing checks it again');
    const fetched = visited.asked.map(({ pathname }) => pathname).filter((path) => /\/(sluis-\w+\.wasm|text-[\w-]+\.json)$/.test(path));
    // A prefetch and what uses it are two requests, and one answer.
    assert.equal(new Set(fetched).size, 2, `what is fetched ahead is what is used: ${fetched}`);
  })],
  ['a visitor refuses: one tag, plain consent.json', async () => {
    await asOwner(async (page) => assert.match((await save(page, plain, 'tag')).join(), /no seal/));
    await at('/?pagename=cookies', async (visited) => assert.deepEqual(await refuse(visited), []));
  }],
  ['PHP had nothing to say about the plugin', async () => {
    assert.deepEqual(machine.remarks, []);
    await machine.close();
  }],
];
