/** An installed Chromium (or Chrome, or Edge), started with an empty profile that is thrown away afterwards. */

/// <reference types="node" />

import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { Pipe } from './pipe';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'msedge'];

/** Where installers put it when it is not on the PATH. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name];
    return folder ? [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')] : [];
  }),
];

/** What keeps the browser from calling home, so that what it asks for is what the site asked for. */
const QUIET = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--disable-component-extensions-with-background-pages',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-field-trial-config',
  '--disable-features=AutofillServerCommunication,CertificateTransparencyComponentUpdater,MediaRouter,OptimizationHints,Translate',
  '--disable-extensions',
  '--disable-sync',
  '--metrics-recording-only',
  '--password-store=basic',
  '--use-mock-keychain',
  '--mute-audio',
  '--window-size=1280,900',
];

export interface Launch {
  /** The program. Default: `CHROME_PATH`, else the first that is found. */
  program?: string;
  /** With a window. */
  headed: boolean;
  /** Switches of Chromium's own. */
  switches: string[];
}

export interface Browser {
  pipe: Pipe;
  program: string;
  /** Such as `Chrome/156.0.1`. */
  version: string;
  /** Chromium does not start for root with its sandbox: https://crbug.com/638180 */
  sandbox: boolean;
  close(): Promise<void>;
}

/** The program to start, or null when there is none. */
export function find(): string | null {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  const ends = process.platform == 'win32' ? ['.exe'] : [''];
  const folders = (process.env.PATH || '').split(delimiter).filter(Boolean);
  const places = NAMES.flatMap((name) => folders.flatMap((folder) => ends.map((end) => join(folder, name + end))));
  return [...places, ...PLACES].find(runs) || null;
}

function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @throws an Error that says what is missing or what the browser answered. */
export async function launch({ program = find() || undefined, headed, switches }: Launch): Promise<Browser> {
  if (!program) {
    throw new Error('no Chromium or Chrome was found on the PATH. Install one, or name it: --chrome FILE, or CHROME_PATH.');
  }
  if (/[\\/]/.test(program) && !runs(program)) throw new Error(`${program} is no program that can be started. Name the Chromium or Chrome of this machine: --chrome FILE, or CHROME_PATH.`);
  const sandbox = process.getuid?.() !== 0;
  const profile = mkdtempSync(join(tmpdir(), 'sluis-scan-'));
  const words = [
    ...(headed ? [] : ['--headless']),
    ...(sandbox ? [] : ['--no-sandbox']),
    ...QUIET,
    ...switches,
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    'about:blank',
  ];
  const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
  let said = '';
  (child.stderr as Readable).on('data', (text) => (said = (said + text).slice(-2000)));
  const ended = new Promise<void>((done) => {
    child.on('error', (error) => ((said = error.message), done()));
    child.on('exit', () => done());
  });
  const pipe = new Pipe(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const close = async () => {
    await pipe.send('Browser.close', {}, undefined, 5_000).catch(() => child.kill());
    const killed = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(killed);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const { product } = await Promise.race([
      pipe.send('Browser.getVersion', {}, undefined, 30_000),
      ended.then(() => Promise.reject(new Error('it ended at once'))),
    ]);
    return { pipe, program, version: product, sandbox, close };
  } catch (error) {
    child.kill('SIGKILL');
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    const last = said.trim().split('\n').pop();
    throw new Error(`${program} does not start: ${(error as Error).message}${last ? ` (${last})` : ''}.`);
  }
}
