/**
 * `npx sluis scan URL`: what a site stores and whom it contacts before a choice, after a refusal and after agreeing,
 * held to its consent.json. Ends with 0 when nothing has to be mended, with 1 when something has, with 2 when the site
 * could not be scanned.
 */

/// <reference types="node" />

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { amount } from './amount';
import { sentence, writable } from './failure';
import { check } from './node';
import { read } from './read';
import { launch } from './scan/chromium';
import { html } from './scan/html';
import { Unseen, walk } from './scan/walk';
import type { Report, Request, Verdict } from './scan/types';

export const HELP = `Usage: npx sluis scan URL [OPTIONS]

  --config FILE      the site's consent.json; without it, the one that the page carries
  --html FILE        writes the report as a page, with a timeline of every request
  --json FILE        writes everything that was found
  --draft FILE       writes a first consent.json from what was found; what is unknown stands in it as null
  --pages N          how many pages at most, 20 if not given
  --depth N          how many links away from URL, 2 if not given
  --within PATH      follows only links whose path starts so
  --wait MS          how long to stay on a page once it is quiet, 1000 if not given
  --accept SELECTOR  the button to agree, --reject SELECTOR the one to refuse, for a banner that is not known here
  --chrome FILE      the browser; without it CHROME_PATH, or the first Chromium or Chrome on the PATH
  --chrome-arg ARG   a switch for the browser, such as --chrome-arg=--lang=nl; may be given more than once
  --headed           with a window

Ends with 0 when nothing has to be mended, 1 when something has, 2 when the site could not be scanned.
`;

/** A call that is wrong, or a site that can't be scanned. */
class Unable extends Error {}

const remark = (text: string): void => void process.stderr.write(`${text}\n`);
const print = (text: string): void => void process.stdout.write(`${text}\n`);

const TEXT = { type: 'string' } as const;
const OPTIONS = { config: TEXT, html: TEXT, json: TEXT, draft: TEXT, pages: TEXT, depth: TEXT, within: TEXT, wait: TEXT, accept: TEXT, reject: TEXT, chrome: TEXT, 'chrome-arg': { type: 'string', multiple: true }, headed: { type: 'boolean' }, help: { type: 'boolean' } } as const;

function number(name: string, value: string | undefined, otherwise: number, least: number): number {
  if (value == undefined) return otherwise;
  if (!/^\d{1,6}$/.test(value) || Number(value) < least) throw new Unable(`--${name} has to be a whole number from ${least}. Found: ${value}`);
  return Number(value);
}

function address(names: string[]): string {
  if (names.length != 1) throw new Unable(`scan needs one address. Found ${names.length}.\n\n${HELP}`);
  const scheme = /^(localhost|127\.|\[::1\])/.test(names[0]) ? 'http' : 'https';
  const text = /^[a-z]+:\/\//i.test(names[0]) ? names[0] : `${scheme}://${names[0]}`;
  try {
    const url = new URL(text);
    if (/^https?:$/.test(url.protocol)) return url.href;
  } catch {
    // Told below.
  }
  throw new Unable(`That is no http or https address: ${names[0]}`);
}

export async function scan(words: string[]): Promise<number> {
  try {
    return await run(words);
  } catch (error) {
    remark(`sluis: ${sentence(error, HELP)}`);
    return 2;
  }
}

async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: words, options: OPTIONS, allowPositionals: true });
  if (values.help) return print(HELP.trimEnd()), 0;
  const url = address(positionals);
  const pages = number('pages', values.pages, 20, 1);
  const depth = number('depth', values.depth, 2, 0);
  const wait = number('wait', values.wait, 1000, 0);
  let given = null;
  if (values.config) {
    const config = read(values.config);
    const { report } = await check(config);
    if (report) throw new Unable(`${values.config} is refused:\n${report.trimEnd()}`);
    given = { config, file: values.config };
  }
  const buttons = { ...(values.accept && { accept: [values.accept] }), ...(values.reject && { reject: [values.reject] }) };

  writable([values.html, values.json, values.draft]);

  const browser = await launch({ program: values.chrome, headed: !!values.headed, switches: values['chrome-arg'] || [] });
  if (!browser.sandbox) remark('The browser runs without its sandbox, because this is root. Scan only sites that you trust, or as another user.');
  const stop = () => void browser.close().finally(() => process.exit(2));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  let report: Report;
  let verdict: (request: Request) => Verdict;
  try {
    ({ report, verdict } = await walk(browser, { url, given, pages, depth, within: values.within || '/', wait, buttons, say: remark }));
  } catch (error) {
    throw error instanceof Unseen ? new Unable(error.message) : error;
  } finally {
    process.removeListener('SIGINT', stop).removeListener('SIGTERM', stop);
    await browser.close();
  }
  if (values.html) writeFileSync(values.html, html(report, verdict));
  if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  if (values.draft) writeFileSync(values.draft, `${JSON.stringify(report.draft.config, null, 2)}\n`);
  print(told(report));
  return report.findings.length ? 1 : 0;
}

/** The report in a few lines, for a terminal and for the log of a build. */
function told({ site, passes, findings, contacts, items, pages, remarks, declaration, notSeen }: Report): string {
  const lines = [`${site}: ${amount(new Set(pages.map(({ url }) => url)).size, 'page')}, ${amount(contacts.filter(({ as }) => as != 'own').length, 'other host')}, ${items.length} stored.`];
  lines.push(declaration ? `Judged by ${declaration == 'page' ? 'the consent.json of the page' : declaration}.` : 'No consent.json was given or found: nothing counts as declared.');
  for (const { moment, done, how } of passes) lines.push(`${({ before: 'before a choice', reject: 'after a refusal', accept: 'after agreeing' })[moment]}: ${done ? '' : 'not done. '}${how}`);
  lines.push(...remarks);
  if (notSeen.length) lines.push(`Declared and not met: ${notSeen.join(', ')}.`);
  lines.push('', ...findings.flatMap(({ code, what, why, page }) => [`${code}: ${what}`, `    ${why}`, `    on ${page}`]));
  lines.push(findings.length ? `\n${findings.length} to mend.` : 'Nothing to mend.');
  return lines.join('\n');
}
