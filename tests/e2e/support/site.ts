// One website on the loopback network: the pages of a test's own folder (or given by the test), the
// built package under /sluis/, and the third parties that the test says the page may ask for.
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { Page } from '@playwright/test';
import type { Config } from './config.ts';
import type { Answer, Hit, Network, Responder } from './network.ts';
import { built, snippet, type Form } from './snippet.ts';
import { thirdParty } from './third-parties.ts';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

export class Site {
  form: Form = 'waiting';
  /** Sent with each page. */
  headers: Record<string, string> = {};
  nonce: string | undefined;
  #config: string | undefined;
  #pages = new Map<string, string>();
  #answers = new Map<string, Responder>();
  #held: { path: RegExp; until: Promise<void> }[] = [];

  constructor(
    readonly network: Network,
    readonly host: string,
    readonly folder: string,
  ) {
    network.serve(host, (hit) => this.#answer(hit));
    const own = join(folder, 'consent.json');
    this.#config = existsSync(own) ? readFileSync(own, 'utf8') : undefined;
  }

  /**
   * The config of this site in place of `consent.json` in the folder of the test: an object, a text
   * that need not be JSON, or nothing at all.
   */
  config(config: Config | string | undefined): void {
    this.#config = typeof config === 'object' ? JSON.stringify(config, null, 2) : config;
  }

  /** A page that the test writes itself. */
  page(path: string, html: string): void {
    this.#pages.set(path, html);
  }

  /** Something else at an address of this site. */
  answer(path: string, responder: Responder): void {
    this.#answers.set(path, responder);
  }

  /** Keeps the answers at these addresses back until the function is called that this gives. */
  hold(path: RegExp): () => void {
    let go = (): void => undefined;
    this.#held.push({ path, until: new Promise<void>((done) => (go = done)) });
    return go;
  }

  /** Hosts that the page may ask for. Any other host fails the test. */
  mayAsk(...hosts: string[]): void {
    for (const host of hosts) this.network.serve(host, thirdParty);
  }

  url(path = '/', scheme: 'https' | 'http' = 'https'): string {
    return `${scheme}://${this.host}${path}`;
  }

  async open(page: Page, path = '/', scheme: 'https' | 'http' = 'https'): Promise<void> {
    await page.goto(this.url(path, scheme));
  }

  /** Requests to anyone but this site. */
  outside(): Hit[] {
    return this.network.log.filter((hit) => hit.host !== this.host);
  }

  async #answer(hit: Hit): Promise<Answer | undefined> {
    await this.#held.find(({ path }) => path.test(hit.path))?.until;
    const own = await this.#answers.get(hit.path)?.(hit);
    if (own) return own;
    if (hit.path === '/favicon.ico') return { status: 204 };
    if (hit.path === '/consent.json' && this.#config !== undefined) {
      return { type: types['.json'], body: this.#config };
    }
    if (hit.path.startsWith('/sluis/')) return file(built, hit.path.slice('/sluis'.length));
    const path = hit.path.endsWith('/') ? `${hit.path}index.html` : hit.path;
    const html = this.#pages.get(hit.path) ?? (extname(path) === '.html' ? await text(this.folder, path) : undefined);
    if (html === undefined) return file(this.folder, path);
    const config = await this.#written();
    return {
      type: types['.html'],
      headers: this.headers,
      body: html.replace('<!-- sluis -->', () => snippet({ form: this.form, config, nonce: this.nonce })),
    };
  }

  /** As the tools print it: the guard inline goes with a sealed config, the tag with what the owner wrote. */
  async #written(): Promise<string | undefined> {
    if (this.#config === undefined || !['waiting', 'inline'].includes(this.form)) return this.#config;
    try {
      const { seal } = await import(`${built}../esm/node.js`);
      return JSON.stringify(await seal(JSON.parse(this.#config)));
    } catch {
      // What is wrong with it is the test's own affair.
      return this.#config;
    }
  }
}

function inside(folder: string, path: string): string {
  return join(folder, normalize(`/${decodeURIComponent(path)}`));
}

async function text(folder: string, path: string): Promise<string | undefined> {
  return readFile(inside(folder, path), 'utf8').catch(() => undefined);
}

async function file(folder: string, path: string): Promise<Answer | undefined> {
  const body = await readFile(inside(folder, path)).catch(() => undefined);
  return body && { type: types[extname(path)] ?? 'application/octet-stream', body };
}
