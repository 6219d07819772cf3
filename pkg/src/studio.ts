/// <reference types="node" />

/**
 * What authors need and no browser does, as a module of its own (src/studio.rs): `sluis/node` and the command line run
 * it.
 */

import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytes } from 'sluis:studio-module';
import * as glue from '../dist/wasm/studio.js';

/** One thing that is wrong with a configuration, or unwise. */
export interface Problem {
  /** An `error` refuses the configuration; a `note` is a fact that the site itself calls unknown. */
  severity: 'note' | 'warning' | 'error';
  /** The kind of problem, such as `unknown-key`. */
  code: string;
  /** Where: a JSON path such as `$.services[1].hosts[0]`. */
  path: string;
  found: string;
  expected: string;
}

/** What a command says, and what it ends with. */
export interface Told {
  out: string;
  err: string;
  code: 0 | 1 | 2;
}

/** Answers what `Files` of src/author asks, by the names of its methods. */
type Disk = (verb: 'bytes' | 'folder' | 'write' | 'part', name: string, text: string) => unknown;

let started = false;

function studio(): typeof glue {
  if (!started) glue.initSync({ module: bytes() });
  started = true;
  return glue;
}

const disk: Disk = (verb, name, text) => {
  try {
    if (verb == 'bytes') return readFileSync(name);
    if (verb == 'write') return writeFileSync(name, text);
    if (verb == 'part') return readFileSync(new URL(name, new URL('../web/', import.meta.url)), 'utf8');
    return readdirSync(name).filter((entry) => statSync(join(name, entry), { throwIfNoEntry: false })?.isFile());
  } catch (error) {
    // Rust has the words for it.
    throw (error as NodeJS.ErrnoException).code || (error as Error).message;
  }
};

/** Runs a command on this machine's files; null when there is none of that name. */
export const run = (words: string[]): Told | null => JSON.parse(studio().run('npx sluis', words, disk));

/**
 * What a command prints about files that stand nowhere.
 *
 * @throws an Error that says why, when it gives nothing.
 */
export function ask(files: Record<string, string>, words: string[]): Told {
  const memory: Disk = (verb, name, text) => (verb == 'bytes' && name in files ? new TextEncoder().encode(files[name]) : disk(verb, name, text));
  const told: Told = JSON.parse(studio().run('npx sluis', words, memory));
  if (told.code && !told.out) throw new Error(told.err.replace(/^(?:[^]*\n)?sluis: /, '').replace(/\n\nUsage: [^]*$/, '').trimEnd());
  return told;
}

/** Judges the text of a configuration. */
export const judge = (text: string): { problems: Problem[]; sealed: any } => JSON.parse(studio().judge(text));

/** The question of a configuration that is sealed already, as HTML; empty where there is nothing to ask. */
export const question = (sealed: unknown, language: string, host: string, base: string): string =>
  studio().question(JSON.stringify(sealed), language, host, base);

type Head = [sealed: string, form: string, base: string, guard: string, policy: string, names: string, choices: string];

/** The snippet around a configuration that is sealed already; `choices` as JSON text, or empty. */
export const head = (...parts: Head): string => studio().head(...parts, true);

/** The same as a list of elements. */
export const elements = (...parts: Head): any[] => JSON.parse(studio().head(...parts, false));
