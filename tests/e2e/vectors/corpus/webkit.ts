// WebKitGTK as Debian has it (webkit2gtk-driver, xvfb), over plain WebDriver: Playwright only drives a WebKit of its
// own. https://www.w3.org/TR/webdriver2/ ; names are found by a proxy on loopback, as for Firefox.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
// @ts-expect-error plain JavaScript, which other tests use as well
import { freePort } from '../../../port.mjs';
import type { Network } from '../../support/network.ts';
import { proxy } from '../../support/proxy.ts';
import type { Visit } from './measure.ts';

/** It is slower than the others to be done with a page. */
const PACE = 2.5;
/** A driver whose browser has died does not answer any more, in milliseconds. */
const LOST = 45_000;
const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** Also ended when the tests are. */
const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((program) => program.kill()));

function begun<T extends ChildProcess>(program: T): T {
  running.add(program);
  program.once('exit', () => running.delete(program));
  return program;
}

/** A tab that can be asked for anything WebDriver knows, by the path below the session. */
export interface Driven extends Visit {
  ask(method: string, path: string, body?: object): Promise<any>;
}

export interface Driver {
  version: string;
  visit(): Promise<Driven>;
  close(): Promise<void>;
}

/** A screen that nobody sees, and its name. */
async function screen(): Promise<{ name: string; close(): void }> {
  const program = begun(spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  const gone = once(program, 'exit').then(() => Promise.reject(new Error('Xvfb did not start')));
  const [number] = await Promise.race([once(program.stdout, 'data'), gone]);
  gone.catch(() => undefined);
  return { name: `:${String(number).trim()}`, close: () => void program.kill() };
}

export async function launch(network: Network, program: string): Promise<Driver> {
  const way = await proxy(network);
  const { name, close: darken } = await screen();
  const capabilities = {
    acceptInsecureCerts: true,
    // One that never loads is still a page.
    timeouts: { pageLoad: 15_000, script: 15_000 },
    'webkitgtk:browserOptions': { args: ['--automation', '--ignore-tls-errors', `--proxy=http://127.0.0.1:${way.port}`] },
  };
  let version = '';

  /** A driver serves one session, so every profile has a driver of its own. */
  async function visit(): Promise<Driven> {
    const port = await freePort();
    const driver = begun(spawn(program, [`--port=${port}`], {
      env: { ...process.env, DISPLAY: name, GDK_BACKEND: 'x11', LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
      stdio: 'ignore',
    }));
    const ask = async (method: string, path: string, body?: object): Promise<any> => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(LOST) });
      const { value } = (await response.json()) as { value: any };
      if (value?.error && value.error !== 'timeout') throw new Error(`${value.error}: ${value.message}`);
      return value;
    };
    for (let turn = 0; !(await ask('GET', '/status').catch(() => undefined)); turn++) {
      if (turn > 100) throw new Error(`${program} does not answer`);
      await pause(50);
    }
    const made = await ask('POST', '/session', { capabilities: { alwaysMatch: capabilities } });
    version = made.capabilities.browserVersion;
    const session = `/session/${made.sessionId}`;
    return {
      pace: PACE,
      ask: (method, path, body) => ask(method, session + path, body),
      open: async (url) => void (await ask('POST', `${session}/url`, { url })),
      run: (code) => ask('POST', `${session}/execute/sync`, { script: code.startsWith('void ') ? code : `return (${code});`, args: [] }),
      close: async () => {
        await ask('DELETE', session).catch(() => undefined);
        driver.kill();
      },
    };
  }

  await (await visit()).close();
  return {
    version,
    visit,
    close: async () => {
      darken();
      await way.close();
    },
  };
}
