// The native commands, for tests of what they write.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

function cargo(program: string, words: string[], config: Config, input = '', earlier?: Config): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-command-'));
  try {
    const file = join(folder, 'consent.json');
    writeFileSync(file, JSON.stringify(config));
    const [first, ...rest] = words;
    if (earlier) {
      writeFileSync(join(folder, 'earlier.json'), JSON.stringify(earlier));
      rest.push('--earlier', join(folder, 'earlier.json'));
    }
    return execFileSync(process.env.CARGO ?? 'cargo', ['run', '--quiet', '--package', program, '--', ...(first ? [first] : []), file, ...rest], {
      cwd: root,
      encoding: 'utf8',
      input,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The header of one state of consent. */
export function csp(config: Config, ...options: string[]): Record<string, string> {
  const line = cargo('xtask', ['csp', ...options], config).trimEnd();
  const colon = line.indexOf(': ');
  return { [line.slice(0, colon).toLowerCase()]: line.slice(colon + 2) };
}

/** What the server of the recipe for Node sends, by the cookies of a request. */
export async function picker(config: Config): Promise<(cookies: string) => string> {
  const recipe = cargo('xtask', ['csp', '--for', 'node'], config);
  // Without its last lines, which begin to listen.
  const { policy } = await import(`data:text/javascript,${encodeURIComponent(recipe.slice(0, recipe.lastIndexOf('createServer(')))}`);
  return policy;
}

/** What belongs into the head of a page; with what was published before, what to ask again. */
export const snippet = (config: Config, earlier?: Config): string => cargo('xtask', ['snippet'], config, '', earlier);

/** The question as HTML. */
export const prerender = (config: Config, ...options: string[]): string => cargo('xtask', ['prerender', ...options], config);

/** What was asked, in full; with receipts, fails where one does not belong to it. */
export const manifest = (config: Config, ...options: string[]): string => cargo('xtask', ['manifest', ...options], config);

/** The page in its marked form. */
export const rewrite = (config: Config, html: string): string => cargo('sluis-rewrite', [], config, html);
