/**
 * Holding elements: taking off the attribute that would load something, and remembering what it was. Elements that
 * the site has already written in their inert form are only remembered.
 */

import type { Held } from '../../pkg/src/types';
import { readConfig } from './config';
import { freed, gate } from './gate';
import { holds, mentions } from './rules';

export const TAGS = ['script', 'img', 'iframe', 'embed', 'audio', 'video', 'source', 'track', 'input', 'link', 'object'];
const SOURCES = ['src', 'srcset', 'srcdoc', 'poster'];
/** What elements load by. */
export const ATTRIBUTES = [...SOURCES, 'href', 'data'];
const SELECTOR = TAGS + ',[data-sluis]';
const FRAMES = /^(iframe|embed|object)$/;
const IMPORTS = /\b(?:import|from)\s*["']([^"']+)/g;
/** How markup.ts hands over an attribute that must not take effect. */
export const RENAMED = 'data-sluis-';

/** Who brings an element decides what it tells about itself. */
export const enum Origin {
  /** The parser. Of `async` only the attribute counts: the property turns true once the parser could not start it. */
  Parser,
  /** A script, by inserting it. */
  Script,
  /** A script that is still setting it up, so that its type and `async` are read when it is released. */
  Setter,
}

const marked = new WeakSet<Element>();

const find = (element: Element, attribute: string) =>
  gate.held.findIndex((held) => held.element == element && held.attribute == attribute);

const keep = (element: any, attribute: string | null, value: string | null, origin: Origin) => {
  const known = attribute && gate.held[find(element, attribute)];
  if (known) {
    known.value = value;
    return;
  }
  const live: Held = {
    element,
    attribute,
    value,
    get type() {
      return element.getAttribute('type');
    },
    get asynchronous() {
      return origin == Origin.Parser ? element.hasAttribute('async') : !!element.async;
    },
  };
  // Spreading reads the two once; whoever is still being set up is asked again when it is released.
  const held = origin == Origin.Setter ? live : { ...live };
  gate.held.push(held);
  try {
    gate.onhold?.(held);
  } catch {
    // Held it is, whatever became of the core.
  }
};

const inert = (element: Element) =>
  element.localName == 'script' && !/^$|java|ecma|module/i.test(element.getAttribute('type') || '');

const attributes = (element: Element): string[] => {
  const tag = element.localName;
  if (freed.has(element)) return [];
  // `canonical`, `alternate`, `prev` and the like name an address without asking for it.
  if (tag == 'link') return /sheet|icon|pre(?!v)/i.test((element as HTMLLinkElement).rel) ? ['href'] : [];
  if (tag == 'object') return ['data'];
  return TAGS.includes(tag) && !inert(element) ? SOURCES : [];
};
const loads = (attribute: string, value: string | null) =>
  !!value && (/src./.test(attribute) ? mentions(value) : holds(value));

/** Holds what this element would load. */
export function inspect(element: Element, origin: Origin): void {
  const script = element.localName == 'script';
  const mark = element.getAttribute('data-sluis');
  if (mark == 'config') readConfig(element.textContent || '');
  else if (mark != null && (inert(element) || element.matches('[data-src],[data-srcset],[data-href]'))) {
    if (!marked.has(element)) keep(element, null, null, origin);
    marked.add(element);
    return;
  }
  // An inline module is fetched whole before its first line runs: nothing could be put in front of what it imports.
  if (script && element.matches('[type=module]:not([src])')) {
    const imported = [...element.textContent!.matchAll(IMPORTS)].map(([, address]) => address).find(holds);
    if (imported) {
      keep(element, null, imported, origin);
      element.setAttribute('type', 'text/plain');
    }
  }
  for (const attribute of attributes(element)) {
    for (const present of [attribute, RENAMED + attribute]) {
      const value = element.getAttribute(present);
      if (present == attribute ? loads(attribute, value) : value) {
        keep(element, attribute, value, origin);
        if (script) element.setAttribute('type', 'text/plain');
        element.removeAttribute(present);
        // Taking the address off does not stop a frame that has begun to load; leaving the page does.
        if (FRAMES.test(element.localName) && element.isConnected) element.replaceWith(element);
      }
    }
  }
}

/** The same for a node and everything below it. */
export function inspectTree(node: any, origin: Origin): void {
  if (node.localName) inspect(node, origin);
  if (node.firstElementChild) {
    node.querySelectorAll(SELECTOR).forEach((element: Element) => inspect(element, origin));
  }
}

/** The attributes of this element that must wait. */
export const waiting = (element: Element): string[] =>
  attributes(element).filter((attribute) => loads(attribute, element.getAttribute(attribute)));

/** True when the attribute must not be set now; the value is then held. */
export function withhold(element: Element, attribute: string, value: string): boolean {
  if (attributes(element).includes(attribute) && loads(attribute, value)) {
    keep(element, attribute, value, Origin.Setter);
    return true;
  }
  const index = find(element, attribute);
  if (index >= 0) gate.held.splice(index, 1);
  return false;
}
