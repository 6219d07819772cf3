/** `sluis/vite`: a Vite plugin. The page gets the guard and the sealed configuration first of all; Vite serves the rest. */

/// <reference types="node" />

import { createReadStream, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { check, files, folder, inject, seal, snippet } from './node';
import type { Config, SnippetOptions } from './node';
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
export function sluis({ config: name = 'consent.json', form, folder: place = 'sluis' }: SluisOptions = {}): SluisPlugin {
  let root = '';
  let base = '/';
  let server = false;
  const file = () => resolve(root, name);

  async function sealed(): Promise<Config> {
    let why;
    try {
      const config = read(file());
      const { report } = await check(config);
      if (!report) return await seal(config);
      why = `${name} is refused:\n\n${report.trimEnd()}`;
    } catch (error) {
      why = (error as Error).message;
    }
    // Vite shows these members; where in our code it was found helps nobody.
    throw Object.assign(new Error(why), { plugin: 'sluis', id: file(), stack: '' });
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
      watcher.add(file());
      const reload = (path: string) => resolve(path) == file() && ws.send({ type: 'full-reload', path: '*' });
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
      await sealed();
      this.addWatchFile(file());
    },

    transformIndexHtml: {
      // After Vite has put its own scripts in.
      order: 'post' as const,
      async handler(html: string, { path }: { path: string }) {
        const written = inject(html, await snippet(await sealed(), { form, base: address(path) }));
        if (written == null) throw new Error(`${path} has no <!doctype>, <html> or <head>, so there is no place for Sluis.`);
        return written;
      },
    },

    async generateBundle(this: any) {
      // What renders on a server has no files to serve.
      if (this.environment && this.environment.config.consumer == 'server') return;
      for (const part of files(await sealed())) {
        this.emitFile({ type: 'asset', fileName: `${place}/${part}`, source: readFileSync(new URL(part, folder)) });
      }
    },
  };
  return hooks;
}

export default sluis;
