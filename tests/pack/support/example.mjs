// An example of this repository, installed as its readers would: from the registry, with the packed tarball.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1' };

/** Not below this repository, whose lock files a framework would take for its own. */
export function example(name, { file }) {
  const site = join(tmpdir(), `sluis-${name}`);
  rmSync(site, { recursive: true, force: true });
  cpSync(fileURLToPath(new URL(`../../../examples/${name}`, import.meta.url)), site, { recursive: true });
  npm(site, 'install', '--silent', '--no-audit', '--no-fund', file);
  return site;
}

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
  const running = spawn(process.execPath, words.map((word) => word.replace('PORT', port)), { cwd: site, env, stdio: ['ignore', 'pipe', 'pipe'] });
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

/** What both examples' pages have to do. */
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
