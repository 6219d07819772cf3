// The texts of a language as their file has them, and whether what stands on a page comes from them.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Locator } from '@playwright/test';

export type Texts = Record<string, string | Record<string, string>>;

const folder = fileURLToPath(new URL('../../../src/core/text/', import.meta.url));

export const texts = (tag: string): Texts => JSON.parse(readFileSync(`${folder}${tag}.json`, 'utf8')) as Texts;

/** A text that has one form. */
export const text = (tag: string, name: string): string => texts(tag)[name] as string;

/** Every text that a visitor can meet in a part of the page, in the order of the page. */
export const said = (part: Locator): Promise<string[]> =>
  part.evaluate((element) => {
    const found: string[] = [];
    const walk = (node: Node): void => {
      if (node instanceof Element) {
        if (node.getAttribute('aria-hidden') === 'true') return;
        for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'data-label']) {
          const label = node.getAttribute(name);
          if (label) found.push(label);
        }
      }
      if (node.nodeType === Node.TEXT_NODE && node.textContent!.trim()) found.push(node.textContent!.trim());
      node.childNodes.forEach(walk);
    };
    walk(element);
    return [...new Set(found)];
  });

/**
 * The texts among these that neither the language nor the site has. `own`: what the site itself says, whole; it can
 * also fill the places in a text.
 */
export function foreign(all: string[], tag: string, own: string[]): string[] {
  const table = texts(tag);
  const forms = Object.values(table).flatMap((one) => (typeof one === 'string' ? [one] : Object.values(one)));
  const refuse = table['banner.refuse_social'] as string;
  const bodies = Object.keys(table).filter((name) => name.startsWith('banner.body')).map((name) => `${table[name] as string} ${refuse}`);
  const chosen = ['fact.yes', 'fact.no'].map((answer) => `${table['own.name'] as string}: ${table[answer] as string}`);
  const patterns = [...forms, ...bodies, ...chosen].filter((form) => form.replace(/\{\w+\}/g, '').trim()).map((form) =>
    new RegExp(`^${form.trim().split(/\{\w+\}/).map(escape).join('(.+)')}$`, 'u'));
  const separators = ['list.and', 'list.comma'].map((name) => table[name] as string);
  const plain = (part: string): string => part.replace(/[\u2066-\u2069]/g, '').trim();
  const explained = (part: string, depth: number): boolean => {
    const bare = plain(part);
    // A full stop after "B.V." is written once.
    if (own.includes(bare) || own.includes(`${bare}.`) || /^\d+$/.test(bare)) return true;
    if (!bare || depth > 4) return false;
    for (const pattern of patterns) {
      const match = pattern.exec(bare) ?? pattern.exec(part.trim());
      if (match && match.slice(1).every((inner) => explained(inner, depth + 1))) return true;
    }
    return separators.some((separator) => {
      for (let at = bare.indexOf(separator); at > 0; at = bare.indexOf(separator, at + 1)) {
        if (explained(bare.slice(0, at), depth + 1) && explained(bare.slice(at + separator.length), depth + 1)) return true;
      }
      return false;
    });
  };
  return all.filter((one) => !explained(one, 0));
}

const escape = (part: string): string => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
