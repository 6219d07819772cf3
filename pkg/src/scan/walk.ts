/** Three visitors, one after another: one who does not choose, one who refuses, one who agrees. Each sees the same pages. */

import { amount } from '../amount';
import { check } from '../node';
import type { Browser } from './chromium';
import { choose, findBanner } from './choose';
import type { Banner } from './banners';
import { Declared } from './declared';
import { draft } from './draft';
import { contacts, findings, items, notSeen } from './judge';
import { sites } from './sites';
import { Visit } from './visit';
import type { Finding, Moment, Page, Pass, Report, Request, Verdict } from './types';
import type { Raw } from './visit';

export interface Options {
  url: string;
  /** The declaration as it was read from a file, and the file. */
  given: { config: unknown; file: string } | null;
  pages: number;
  depth: number;
  /** Only links whose path starts so. */
  within: string;
  wait: number;
  buttons: Partial<Banner>;
  say(line: string): void;
}

/** The site can't be seen at all. */
export class Unseen extends Error {}

export async function walk(browser: Browser, options: Options): Promise<{ report: Report; verdict: (request: Request) => Verdict }> {
  const { url, say } = options;
  const at = new Date();
  const stored: Raw[] = [];
  const pages: Page[] = [];
  const passes: Pass[] = [];
  const remarks: string[] = [];

  say(`Before a choice …`);
  const first = new Visit(browser.pipe, options.wait);
  await first.start();
  const unseen = await first.open(url);
  if (unseen) throw new Unseen(`${url} can't be seen: ${unseen}.`);
  const start = first.pages[0].url;
  const siteOf = await sites(browser.pipe, [new URL(url).hostname, new URL(start).hostname]);
  const site = siteOf(new URL(start).hostname);
  if (site != siteOf(new URL(url).hostname)) remarks.push(`${url} leads to ${start}, another site. That one was scanned.`);
  await first.note();
  const carried = await declaration(first, options);
  const { banner, why } = await findBanner(first, options.buttons);
  const seen = await follow(first, options, remarks, site);
  passes.push({ moment: 'before', done: true, how: `${amount(first.pages.length, 'page')}, nothing clicked.` });
  await gather(first);

  for (const moment of ['reject', 'accept'] as const) {
    if (!banner) {
      passes.push({ moment, done: false, how: why });
      continue;
    }
    say(moment == 'reject' ? 'After a refusal …' : 'After agreeing …');
    const visit = new Visit(browser.pipe, options.wait);
    await visit.start();
    const failed = (await visit.open(start)) || (await choose(visit, banner, moment));
    if (!failed) {
      await visit.settle();
      await visit.note();
      // The first page once more, as the visitor finds it from now on, and then the others.
      for (const next of seen) await see(visit, next, remarks);
    }
    passes.push({ moment, done: !failed, how: failed || `By the button of the banner (${banner.tool}), then the same pages.` });
    await gather(visit);
  }

  async function gather(visit: Visit): Promise<void> {
    await visit.end();
    pages.push(...visit.pages);
    stored.push(...visit.stored.values());
  }

  const hosts = [...pages.flatMap(({ requests }) => requests.map(({ host }) => host)), ...stored.map(({ host }) => host), new URL(start).hostname];
  const judged = await sites(browser.pipe, hosts);
  const declared = new Declared(carried.complete, site, judged);
  declared.learn(pages.flatMap(({ requests }) => requests.map(({ url }) => url)), stored);
  const everyone = contacts(pages, declared);
  const everything = items(stored, declared, at.getTime());
  const report: Report = {
    version: 1,
    url: start,
    site,
    at: at.toISOString(),
    browser: browser.version,
    sandbox: browser.sandbox,
    banner: banner && banner.tool,
    declaration: carried.from,
    passes,
    pages,
    contacts: everyone,
    items: everything,
    findings: [...carried.findings, ...findings(pages, everything, declared)],
    notSeen: notSeen(everyone, everything, declared),
    remarks: [...new Set(remarks)],
    draft: draft(carried.written, site, everyone, everything, judged),
  };
  return { report, verdict: ({ url }) => declared.request(url) };
}

/** What was given, or what the page carries. */
async function declaration(visit: Visit, { given }: Options): Promise<{ written: any; complete: any; from: string | null; findings: Finding[] }> {
  if (given) return { written: given.config, complete: (await check(given.config)).config, from: given.file, findings: [] };
  const page = visit.pages[0].url;
  const refused = (why: string) => ({ written: null, complete: null, from: 'page', findings: [{ code: 'config-refused' as const, what: 'consent.json', why, page, moment: 'before' as Moment }] });
  const { text, address, there } = await visit.carried();
  if (!there) return { written: null, complete: null, from: null, findings: [] };
  let json = text;
  if (!json && address) {
    const read = (from: string) => fetch(from).then((answer) => (answer.ok ? answer.text() : ''), () => '');
    json = await visit.run(read, address);
    if (!json) return refused(`The page names ${address}, and nothing could be read there.`);
  }
  // A page that is made by a bundler carries it inside a script.
  if (!json) return { written: null, complete: null, from: null, findings: [] };
  try {
    const written = JSON.parse(json);
    const { config, report } = await check(written);
    return config ? { written, complete: config, from: 'page', findings: [] } : refused(report.trim());
  } catch (error) {
    return refused(`It is not JSON: ${(error as Error).message}`);
  }
}

/** Follows links from the page that is open, breadth first. Returns the addresses of all pages, the first included. */
async function follow(visit: Visit, { pages, depth, within }: Options, remarks: string[], site: string): Promise<string[]> {
  const links = async () =>
    (await visit.links()).map(plain).filter((link) => {
      if (!/^https?:/.test(link)) return false;
      const { hostname, pathname } = new URL(link);
      return (hostname == site || hostname.endsWith(`.${site}`)) && pathname.startsWith(within);
    });
  const order = [visit.pages[0].url];
  const known = new Set(order.map(plain));
  let layer = await links();
  for (let level = 1; level <= depth; level++) {
    const next: string[] = [];
    for (const link of layer) {
      if (known.has(link)) continue;
      known.add(link);
      if (order.length >= pages) {
        remarks.push(`More than ${pages} pages are linked to; the others were not looked at (--pages).`);
        return order;
      }
      if (!(await see(visit, link, remarks))) continue;
      order.push(link);
      next.push(...(await links()));
    }
    layer = next;
  }
  return order;
}

const plain = (url: string) => url.replace(/#.*$/, '');

async function see(visit: Visit, url: string, remarks: string[]): Promise<boolean> {
  const why = await visit.open(plain(url));
  if (why) remarks.push(`${plain(url)} was not looked at: ${why}.`);
  else await visit.note();
  return !why;
}
