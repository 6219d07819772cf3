// The real command from dist, with a browser whose whole internet is the test's network.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Network } from '../support/network.ts';

const cli = fileURLToPath(new URL('../../../pkg/dist/esm/cli.js', import.meta.url));
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
  report: any;
  html: string;
  draft: any;
}

/** What Node ends with and prints. Not awaited in the foreground: the server of the site is in this process. */
export function sluis(words: string[], environment: Record<string, string> = {}): Promise<Pick<Ran, 'status' | 'stdout' | 'stderr'>> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [cli, ...words], { env: { ...process.env, CHROME_PATH: chromium, ...environment } });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (text) => (said.stdout += text));
    child.stderr.on('data', (text) => (said.stderr += text));
    child.on('close', (status) => done({ status, ...said }));
  });
}

export async function scan(network: Network, url: string, ...words: string[]): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-scanned-'));
  const file = (name: string) => join(folder, name);
  const given = (name: string) => {
    try {
      return readFileSync(file(name), 'utf8');
    } catch {
      return '';
    }
  };
  try {
    const own = ['accounts.google.com', 'clients2.google.com', 'content-autofill.googleapis.com', 'optimizationguide-pa.googleapis.com', 'update.googleapis.com'];
    const rules = `--chrome-arg=--host-resolver-rules=${own.map((host) => `MAP ${host} ~NOTFOUND,`).join('')}MAP * 127.0.0.1:${network.port}`;
    const ran = await sluis(['scan', url, '--wait', '150', '--json', file('report.json'), '--html', file('report.html'), '--draft', file('draft.json'),
      rules, '--chrome-arg=--ignore-certificate-errors', '--chrome-arg=--disable-gpu', ...words]);
    return { ...ran, report: JSON.parse(given('report.json') || 'null'), html: given('report.html'), draft: JSON.parse(given('draft.json') || 'null') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
