// A whole site, installed as its owner would: from the registry, with the packed tarball.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { visit } from './browser.mjs';

const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1' };

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** An empty folder, not below this repository, whose lock files a framework would take for its own. */
export function elsewhere(name) {
  const folder = join(tmpdir(), `sluis-${name}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  return folder;
}

function settle(from, name, { file }) {
  const site = elsewhere(name);
  cpSync(here(from), site, { recursive: true });
  for (const shared of ['consent.json', 'sluis.mjs']) {
    if (!existsSync(join(site, shared))) cpSync(here(shared), join(site, shared));
  }
  npm(site, 'install', '--silent', '--no-audit', '--no-fund', file);
  return site;
}

/** One of the examples that readers get. */
export const example = (name, tarball) => settle(`../../../examples/${name}`, name, tarball);

/** The folder `site` of a check. */
export const site = (name, tarball) => settle(`../${name}/site`, name, tarball);

export function npm(site, ...words) {
  try {
    return execFileSync('npm', words, { cwd: site, env, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    throw new Error(`npm ${words.join(' ')}\n${error.stdout}${error.stderr}`);
  }
}

/** A program that serves on the port it is given, until it is closed. */
export async function program(site, words) {
  const probe = createServer();
  await new Promise((ready) => probe.listen(0, '127.0.0.1', ready));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  const running = spawn(process.execPath, words.map((word) => word.replace('PORT', port)), {
    cwd: site,
    // What takes no options takes these.
    env: { ...env, HOST: '127.0.0.1', PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  running.stdout.on('data', (text) => (said += text));
  running.stderr.on('data', (text) => (said += text));
  for (let tries = 0; ; tries++) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return { port, close: async () => void running.kill() };
    } catch {
      if (tries > 150 || running.exitCode != null) throw new Error(`${words.join(' ')}\n${said}`);
      await sleep(200);
    }
  }
}

/** What every such page has to do. */
export async function refuse({ page, complaints, strangers }) {
  const banner = page.locator('[data-sluis=banner]');
  await banner.waitFor();
  await page.getByRole('group', { name: 'YouTube: Film' }).waitFor();
  await sleep(500);
  assert.deepEqual(strangers(), [], 'requested before a choice');
  const inline = await page.evaluate(() => [...document.querySelectorAll('script:not([src]):not([type])')].map(({ textContent }) => textContent));
  assert.match(inline[0], /googletagmanager\.com/, 'the guard is the first script that stands in the page');
  await banner.locator('[data-do=reject]').click();
  await banner.waitFor({ state: 'hidden' });
  await page.reload();
  await page.waitForFunction(() => window.sluis.state().ready);
  await sleep(500);
  assert.equal(await banner.count(), 0, 'asked again');
  // A framework's own button does nothing before it has taken the page over.
  for (let tries = 0; tries < 20 && !(await page.locator('[data-sluis=settings]').isVisible()); tries++) {
    await page.getByRole('button', { name: /^(Kiezen|Mijn keuze veranderen)$/ }).click();
    await sleep(500);
  }
  await page.locator('[data-sluis=settings]').waitFor();
  assert.deepEqual(strangers(), [], 'requested after a refusal');
  assert.deepEqual(complaints, [], 'console');
}

/** What a page does besides that has components in it, and a second page to go to without loading. */
export async function follow(visitor) {
  const { page, complaints } = visitor;
  const measured = page.getByText('Bezoek wordt gemeten.');
  await page.getByText('Er wordt niets gemeten.').waitFor();
  assert.equal(await measured.count(), 0);
  await refuse(visitor);
  await page.locator('[data-sluis=settings] [data-do=accept]').click();
  await measured.waitFor();
  await page.locator('iframe[src*=youtube]').waitFor();
  for (const round of ['first', 'second']) {
    await page.getByRole('link', { name: 'Over ons' }).click();
    await page.getByRole('heading', { name: 'Over ons' }).waitFor();
    assert.equal(await page.locator('iframe, [data-sluis=embed]').count(), 0, `left behind, the ${round} time`);
    await page.getByRole('link', { name: 'Terug' }).click();
    await measured.waitFor();
    await page.locator('iframe[src*=youtube]').waitFor();
  }
  await page.evaluate(() => window.sluis.withdraw());
  await page.getByText('Er wordt niets gemeten.').waitFor();
  await page.getByRole('group', { name: 'YouTube: Film' }).waitFor();
  // A choice that is there before the page is taken over.
  await page.evaluate(() => window.sluis.accept());
  await page.reload();
  await measured.waitFor();
  // Hosts that do not exist here.
  assert.deepEqual(complaints.filter((line) => !/youtube|googletagmanager/.test(line)), [], 'console');
}

/**
 * The checks of a framework whose site stands in its folder `site`: the words that run what was built, and the program
 * that serves while developing.
 */
export function framework(name, { built, developing }) {
  let folder;
  const served = (words) => async () => visit(await program(folder, words), '/', follow);
  return [
    ['the site installs and builds', (_folder, tarball) => {
      folder = site(name, tarball);
      npm(folder, 'run', 'build');
    }],
    ['a visitor refuses, accepts, and goes about', served(built)],
    ['the same while developing', served([developing, 'dev', '--host', '127.0.0.1', '--port', 'PORT'])],
  ];
}
