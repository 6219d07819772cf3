/**
 * Holding elements: taking off the attribute that would load something, and remembering what it was. Elements that
 * the site has already written in their inert form are only remembered.
 */

import type { Held } from '../../pkg/src/types';
import { readConfig } from './config';
import { ATTRIBUTES, gate, RENAMED } from './gate';
import { holds, meant, mentions } from './rules';

export const TAGS = new Set('object script body link iframe audio frame source video input image track embed img'.split(' '));
const IMPORTS = /\b(?:import\s*\(?|from)\s*["'`][^"'`]+/g;
const INERT = 'text/plain';

/** Is given frames and shadow roots. */
export type Found = (thing: any) => void;

/** Who brings an element. Where it is not said, the parser does. */
export const enum By {
  Script = 1,
}

export const known = new WeakSet<object>();

const other = (element: Element, attribute: string) => (held: Held) => held.element != element || held.attribute != attribute;

const drop = (element: Element, attribute: string) => {
  gate.held = gate.held.filter(other(element, attribute));
};

const keep = (element: any, attribute: string | null, value: string | null, by?: By) => {
  if (attribute) {
    drop(element, attribute);
    const name = RENAMED + attribute;
    // In the page too: a copy of the element, or of its markup, waits like the element itself. Only what is new: a
    // page may watch its elements, and set the address again each time.
    if (element.getAttribute(name) != value) element.setAttribute(name, value);
  }
  const held: Held = {
    element,
    attribute,
    value,
    address: meant((attribute && loads(attribute, value)) || value!),
    get type() {
      return element.getAttribute((element.type == INERT ? RENAMED : '') + 'type');
    },
    get asynchronous() {
      // The property turns true once the parser could not start it.
      return by ? !!element.async : element.hasAttribute('async');
    },
  };
  gate.held.push(held);
  try {
    gate.onhold?.(held);
  } catch {
    // Held it is, whatever became of the core.
  }
};

const disarm = (script: Element) => {
  // A copy of one that is held has its type already.
  if (!script.hasAttribute(RENAMED + 'type')) script.setAttribute(RENAMED + 'type', (script as HTMLScriptElement).type);
  script.setAttribute('type', INERT);
};

const inert = (element: Element) =>
  element.localName == 'script' &&
  !/^$|java|ecma|module/i.test(element.getAttribute('type') || '') &&
  !element.hasAttribute(RENAMED + 'type');

export const attributes = (element: any): string[] => {
  if (gate.freed?.has(element) || inert(element)) return [];
  // `canonical`, `alternate`, `prev` and the like name an address without asking for it.
  if (element.localName == 'link' && !/^$|sheet|icon|pre(?!v)/i.test(element.rel)) return [];
  return TAGS.has(element.localName) ? ATTRIBUTES : ['background'];
};

/** The address in this attribute that has to wait. */
export const loads = (attribute: string, value: string | null): string | false | null | undefined =>
  value && (/src./.test(attribute) || /^\W*(data|javascript):/i.test(value) ? mentions(unescape(value)) : holds(value) && value);

/** Holds what this element would load. */
export function inspect(element: any, by?: By): void {
  const script = element.localName == 'script';
  const mark = element.getAttribute('data-sluis');
  if (mark == 'config') readConfig(element.textContent);
  else if (mark != null && (inert(element) || element.matches('[data-src],[data-srcset],[data-href]'))) {
    if (!known.has(element)) keep(element, null, null, by);
    known.add(element);
  }
  // An inline module is fetched whole before its first line runs, and no function stands between `import()` and the
  // network: nothing could be put in front of what a script imports.
  if (script && !element.hasAttribute('src')) {
    const code = element.textContent!;
    const named = mentions(/^spec/i.test(element.type) ? code : inert(element) ? '' : '' + (code.match(IMPORTS) || ''));
    if (named) {
      disarm(element);
      keep(element, null, named, by);
    }
  }
  const able = attributes(element);
  for (const name of element.getAttributeNames()) {
    const attribute = name.replace(/^(data-sluis-|xlink:)/, '');
    if (able.includes(attribute)) {
      const value = element.getAttribute(name);
      if (name.startsWith(RENAMED) ? value && gate.held.every(other(element, attribute)) : loads(attribute, value)) {
        element.removeAttribute(name);
        // Taking the address off does not stop a frame that has begun to load; leaving the page does.
        if (/frame|emb|obj/.test(element.localName) && element.isConnected) element.replaceWith(element);
        keep(element, attribute, value, by);
      }
    }
  }
  // It may have text beside its address, which would be run in its place.
  if (script && element.hasAttribute(RENAMED + 'src')) disarm(element);
}

/** The same for any node, alone; `found` gets the frame or the shadow root that it is or has, and those in that. */
export function inspectNode(node: any, found: Found, by?: By): void {
  if (TAGS.has(node.localName) || (node.hasAttributes?.() && node.matches('[background],[data-sluis]'))) {
    inspect(node, by);
    if (node.localName == 'iframe') found(node);
  }
  if (node.shadowRoot) {
    inspectTree(node.shadowRoot, found, by);
    found(node.shadowRoot);
  }
}

/** The same for a node and everything below it. Step by step, since a selector of so many parts costs twice as much. */
export function inspectTree(node: any, found: Found, by?: By): void {
  inspectNode(node, found, by);
  for (let child = node.firstElementChild; child; child = child.nextElementSibling) inspectTree(child, found, by);
}

/** Truthy when the attribute must not be set now; the value is then held. */
export function withhold(element: Element, attribute: string, value: string): unknown {
  const held = attributes(element).includes(attribute) && loads(attribute, value);
  if (held) keep(element, attribute, value, By.Script);
  else if (element.hasAttribute(RENAMED + attribute)) {
    drop(element, attribute);
    element.removeAttribute(RENAMED + attribute);
  }
  return held;
}
