/** A file in any of the forms in which configurations are written down, as what it says. */

/// <reference types="node" />

import { readFileSync } from 'node:fs';
import * as module from 'node:module';
import { isPlain, readScript } from './literal';
import type { Script } from './literal';

/** What is wrong with the file, in words for its owner. */
export class Unreadable extends Error {}

/** @throws Unreadable. */
export function source(file: string): Script {
  const text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  if (/\.(html?|php|twig|liquid)$/i.test(file)) return page(file, text);
  if (/\.json$/i.test(file) || /^\s*[{[]/.test(text)) {
    try {
      const value = JSON.parse(text);
      return { calls: [], set: new Map([['exports', value]]) };
    } catch (error) {
      if (/\.json$/i.test(file)) throw new Unreadable(`${file} is not JSON: ${(error as Error).message}`);
    }
  }
  return script(file, text);
}

function script(file: string, text: string): Script {
  try {
    return readScript(/\.[cm]?tsx?$/i.test(file) ? plain(file, text) : text);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    // An object by itself, as it stands in documentation, is a block to a parser.
    try {
      return readScript(`export default (${text.trim().replace(/;$/, '')})`);
    } catch {
      throw new Unreadable(`${file} is no JavaScript that can be read: ${(error as Error).message}. JSX is not read: put the configuration into a file of its own.`);
    }
  }
}

/** Without its types, where this Node can take them off (from 22.13). */
function plain(file: string, text: string): string {
  const strip = (module as any).stripTypeScriptTypes;
  if (!strip) throw new Unreadable(`${file} is TypeScript, which Node reads from version 22.13; this is ${process.version}. Save it as JavaScript, without the types.`);
  try {
    return strip(text);
  } catch (error) {
    throw new Unreadable(`${file} is TypeScript that can't be read: ${(error as Error).message}`);
  }
}

/** The scripts that stand in a page; one that is not JavaScript is left out. */
function page(file: string, text: string): Script {
  const whole: Script = { calls: [], set: new Map() };
  let found = 0;
  for (const [, attributes, body] of text.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi)) {
    const type = /\btype\s*=\s*["']?([^"'\s>]*)/i.exec(attributes)?.[1] || '';
    if (!body.trim() || (type && !/^(module|(text|application)\/(x-)?(java|ecma)script)$/i.test(type))) continue;
    try {
      const { calls, set } = readScript(body);
      found += 1;
      whole.calls.push(...calls);
      for (const [name, value] of set) whole.set.set(name, value);
    } catch {
      // Another script of the page; the tool's own is looked for in the rest.
    }
  }
  if (!found) throw new Unreadable(`${file} holds no script that can be read.`);
  return whole;
}

/** The first object that was given to a call of this name. */
export const givenTo = ({ calls }: Script, name: RegExp): Record<string, unknown> | undefined =>
  calls.filter((call) => name.test(call.name)).flatMap(({ given }) => given).find(isPlain);
