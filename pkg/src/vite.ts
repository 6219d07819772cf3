/** `sluis/vite`: a Vite plugin. The page gets the guard and the sealed configuration first of all; Vite serves the rest. */

/// <reference types="node" />

import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { around, begin, cspFor, drawn, files, folder, guard, inject, prerenderScript, seal } from './node';
import type { Config, CspOptions, CspServer, SnippetOptions } from './node';
import { read } from './read';

export interface SluisOptions {
  /**
   * The configuration's file, from the root of the project.
   *
   * @defaultValue `'consent.json'`
   */
  config?: string;
  /**
   * As the `form` of a snippet.
   *
   * @defaultValue `'waiting'`
   */
  form?: SnippetOptions['form'];
  /**
   * The folder below Vite's `base` that holds what pages fetch.
   *
   * @defaultValue `'sluis'`
   */
  folder?: string;
  /** Files, from the root of the project, of the configurations that were published before: who chose under one of them is asked only what has changed since. */
  earlier?: string[];
  /** The file, from the root of the project, that `npx sluis migrate --import` has written: browsers take over choices that another tool has stored. */
  import?: string;
  /**
   * Draws the question into every page, so that it is there at the first paint, in the language of its `<html lang>`.
   * `host` is named in it where the configuration names no domains.
   *
   * @defaultValue `false`
   */
  prerender?: boolean | { host: string };
  /** Has a build write the Content-Security-Policy for a server, too. */
  csp?: PolicyFile;
}

/** Where a policy is written, and what it is to have besides. It is strict where it has `nonce` or `hashes`, and then allows the guard by its hash. */
export interface PolicyFile extends Omit<CspOptions, 'state'> {
  /** The server that it is for. */
  for: CspServer;
  /** The file, from the root of the project, such as `sluis-policy.conf` or `dist/_headers`. */
  file: string;
}

/** A plugin for Vite 5 and newer; of their types only what every version has in common. */
export interface SluisPlugin {
  name: 'sluis';
}

const TYPES: Record<string, string> = { js: 'text/javascript', css: 'text/css', json: 'application/json', wasm: 'application/wasm' };
const type = (name: string) => TYPES[name.slice(name.lastIndexOf('.') + 1)];

/**
 * Checks and seals consent.json, writes it and the guard into every page before anything else, and serves or emits the
 * files of `dist/web`. A configuration that is refused stops a build; while developing, the page shows what is wrong,
 * and any change of the file loads it anew.
 *
 * @example
 * // vite.config.js
 * import { sluis } from 'sluis/vite';
 *
 * export default { plugins: [sluis()] };
 */
export function sluis({ config: name = 'consent.json', form, folder: place = 'sluis', earlier = [], import: choices, prerender, csp }: SluisOptions = {}): SluisPlugin {
  let root = '';
  let base = '/';
  let server = false;
  const file = () => resolve(root, name);
  const watched = () => [name, ...earlier, ...(choices ? [choices] : [])].map((other) => resolve(root, other));

  /** Vite shows these members; where in our code it was found helps nobody. */
  const told = (error: unknown) => Object.assign(new Error((error as Error).message), { plugin: 'sluis', id: file(), stack: '' });

  /** What was sealed last, and of what: a build has many pages, and judges the same only once. */
  let known = { of: '', config: {} as Config };

  async function sealed(): Promise<Config> {
    try {
      const [config, ...editions] = [name, ...earlier].map((other) => read(resolve(root, other)));
      const of = JSON.stringify([config, editions]);
      if (known.of != of) known = { of, config: await seal(config, { earlier: editions }) };
      return known.config;
    } catch (error) {
      throw told(error);
    }
  }

  function head(config: Config, page: string): string {
    try {
      return around(config, { form, base: address(page), import: choices ? (read(resolve(root, choices)) as SnippetOptions['import']) : undefined });
    } catch (error) {
      throw told(error);
    }
  }

  /** The page with the question in it, if there is one to ask. */
  async function asking(config: Config, html: string, page: string): Promise<string> {
    const host = typeof prerender == 'object' ? prerender.host : '';
    if (!host && !(config.domains as string[] | undefined)?.length) {
      throw told(new Error(`prerender: ${name} names no domains, so the question does not know whose website it is. Give them, or prerender: { host: 'www.example.nl' }.`));
    }
    const language = /<html\b[^>]*?\slang\s*=\s*["']?([\w-]+)/i.exec(html);
    const banner = await drawn(config, { language: language ? language[1] : '', host, base: address(page) });
    const written = begin(html, banner);
    if (written == null) throw told(new Error(`prerender: ${page} has no <body>, so there is no place for the question.`));
    return banner ? written : html;
  }

  /** Vite's base can be relative to the page. */
  function address(page: string): string {
    const depth = page.split('/').length - 2;
    return `${/^(\.\/)?$/.test(base) ? '../'.repeat(depth) || './' : base}${place}/`;
  }

  const hooks = {
    name: 'sluis' as const,

    configResolved(resolved: any) {
      root = resolved.root;
      base = resolved.base;
      server = resolved.command == 'serve';
    },

    configureServer({ watcher, ws, middlewares }: any) {
      watcher.add(watched());
      const reload = (path: string) => watched().includes(resolve(path)) && ws.send({ type: 'full-reload', path: '*' });
      for (const event of ['add', 'change', 'unlink']) watcher.on(event, reload);
      const known = new Set(files({}));
      // Before Vite's own, which would take the scripts for modules of the project.
      middlewares.use(`${base}${place}`, (request: any, response: any, next: () => void) => {
        const wanted = basename(request.url.split('?')[0]);
        if (!known.has(wanted) && !/^service-[\w-]+\.json$/.test(wanted)) return next();
        const content = createReadStream(new URL(wanted, folder));
        content.on('error', () => next());
        content.once('open', () => {
          response.setHeader('Content-Type', type(wanted));
          response.setHeader('Cache-Control', 'no-cache');
          content.pipe(response);
        });
      });
    },

    async buildStart(this: any) {
      // A server tells the page instead, and goes on.
      if (server) return;
      head(await sealed(), '/');
      for (const path of watched()) this.addWatchFile(path);
    },

    transformIndexHtml: {
      // After Vite has put its own scripts in.
      order: 'post' as const,
      async handler(html: string, { path }: { path: string }) {
        const config = await sealed();
        const written = inject(html, head(config, path));
        if (written == null) throw new Error(`${path} has no <!doctype>, <html> or <head>, so there is no place for Sluis.`);
        return prerender ? asking(config, written, path) : written;
      },
    },

    async generateBundle(this: any) {
      // What renders on a server has no files to serve.
      if (this.environment && this.environment.config.consumer == 'server') return;
      for (const part of files(await sealed())) {
        this.emitFile({ type: 'asset', fileName: `${place}/${part}`, source: readFileSync(new URL(part, folder)) });
      }
    },

    // After Vite has emptied its folder and filled it: the file may be meant for there.
    async writeBundle(this: any) {
      if (!csp || (this.environment && this.environment.config.consumer == 'server')) return;
      const { for: server, file: out, ...options } = csp;
      const config = await sealed();
      if (options.nonce || options.hashes) {
        const inline = [...(form == 'tag' ? [] : [guard(config.enforce)]), ...(prerender ? [prerenderScript] : [])];
        const hashes = inline.map((text) => `sha256-${createHash('sha256').update(text).digest('base64')}`);
        options.hashes = [...(options.hashes || []), ...hashes];
      }
      const path = resolve(root, out);
      mkdirSync(dirname(path), { recursive: true });
      try {
        writeFileSync(path, await cspFor(server, config, options));
      } catch (error) {
        throw told(error);
      }
    },
  };
  return hooks;
}

export default sluis;
