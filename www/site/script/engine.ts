/** What the commands for authors do, as a module that is loaded when it is first needed. */

import type { Problem } from './problems';
import type { Json } from './model';

export interface Judged {
  problems: Problem[];
  /** The configuration complete and sealed; null when it has an error. */
  sealed: Record<string, Json> | null;
  asks: boolean;
}

export interface Policy {
  header: string | null;
  meta: string | null;
  problems: Problem[];
}

export interface Statement {
  language: string | null;
  html: string | null;
  markdown: string | null;
  problems: Problem[];
}

export interface Entry {
  name: string;
  provider: string;
  category: string;
  purpose: Record<string, string>;
  hosts: string[];
  items: { name: string | null }[];
}

export interface Engine {
  judge(text: string): Judged;
  policy(text: string, state: string): Policy;
  statement(text: string, language: string, draft: boolean): Statement;
  /** What `npx sluis snippet` prints, with these files of the package. */
  snippet(text: string, options: string[], parts: Record<string, string>): string;
  services: Record<string, Entry>;
}

let coming: Promise<Engine> | undefined;

export function engine(): Promise<Engine> {
  coming ??= load();
  return coming;
}

async function load(): Promise<Engine> {
  const [studio, bytes] = await Promise.all([
    import('./studio.js'),
    // Not streamed: a host that does not know .wasm would spoil it.
    fetch(new URL('studio.wasm', import.meta.url)).then((answer) => answer.arrayBuffer()),
  ]);
  await studio.default({ module_or_path: bytes });
  return {
    judge: (text) => JSON.parse(studio.judge(text)),
    policy: (text, state) => JSON.parse(studio.policy(text, state)),
    statement: (text, language, draft) => JSON.parse(studio.statement(text, language, draft)),
    snippet: (text, options, parts) => {
      const file = 'consent.json';
      const disk = (verb: string, name: string) => {
        if (verb == 'bytes' && name == file) return new TextEncoder().encode(text);
        if (verb == 'part' && name in parts) return parts[name];
        throw 'ENOENT';
      };
      const { out, err, code } = JSON.parse(studio.run('npx sluis', ['snippet', file, ...options], disk));
      if (code) throw new Error(err);
      return out;
    },
    services: JSON.parse(studio.services()),
  };
}
