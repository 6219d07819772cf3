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

const other = (element: Element, attribute: string) => (held: Held) => held.element != element || held.attribute != attribute;

const drop = (element: Element, attribute: string) => {
  gate.held = gate.held.filter(other(element, attribute));
};

const keep = (element: any, attribute: string | null, value: string | null, origin: Origin) => {
  if (attribute) {
    drop(element, attribute);
    const name = RENAMED + attribute;
    // In the page too: a copy of the element, or of its markup, waits like the element itself. Only what is new: a
    // page may watch its elements, and set the address again each time.
    if (element.getAttribute(name) != value) element.setAttribute(name, value);
  }
  const live: Held = {
    element,
    attribute,
    value,
    address: meant((attribute && loads(attribute, value)) || value!),
    get type() {
      return element.getAttribute((element.type == INERT ? RENAMED : '') + 'type');
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

const disarm = (script: Element) => {
  // A copy of one that is held has its type already.
  if (!script.hasAttribute(RENAMED + 'type')) script.setAttribute(RENAMED + 'type', script.getAttribute('type') || '');
  script.setAttribute('type', INERT);
};

const inert = (element: Element) =>
  element.localName == 'script' &&
  !/^$|java|ecma|module/i.test(element.getAttribute('type') || '') &&
  !element.hasAttribute(RENAMED + 'type');

const attributes = (element: any): string[] => {
  if (gate.freed.has(element) || inert(element)) return [];
  // `canonical`, `alternate`, `prev` and the like name an address without asking for it.
  if (element.localName == 'link' && !/^$|sheet|icon|pre(?!v)/i.test(element.rel)) return [];
  return TAGS.has(element.localName) ? ATTRIBUTES : ['background'];
};

/** The address in this attribute that has to wait. */
const loads = (attribute: string, value: string | null): string | false | null | undefined =>
  value && (/src./.test(attribute) || /^\W*(data|javascript):/i.test(value) ? mentions(unescape(value)) : holds(value) && value);

/** Holds what this element would load. */
export function inspect(element: any, origin: Origin): void {
  const script = element.localName == 'script';
  const mark = element.getAttribute('data-sluis');
  if (mark == 'config') readConfig(element.textContent || '');
  else if (mark != null && (inert(element) || element.matches('[data-src],[data-srcset],[data-href]'))) {
    if (!marked.has(element)) keep(element, null, null, origin);
    marked.add(element);
  }
  // An inline module is fetched whole before its first line runs, and no function stands between `import()` and the
  // network: nothing could be put in front of what a script imports.
  if (script && !element.hasAttribute('src')) {
    const code = element.textContent!;
    const named = mentions(/^spec/i.test(element.type) ? code : inert(element) ? '' : '' + (code.match(IMPORTS) || ''));
    if (named) {
      disarm(element);
      keep(element, null, named, origin);
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
        keep(element, attribute, value, origin);
      }
    }
  }
  // It may have text beside its address, which would be run in its place.
  if (script && element.hasAttribute(RENAMED + 'src')) disarm(element);
}

/**
 * The same for a node and everything below it; gives the frames and the shadow roots among them. Step by step, since a
 * selector of so many parts costs twice as much.
 */
export function inspectTree(node: any, origin: Origin, frames: any[] = []): any[] {
  if (TAGS.has(node.localName) || (node.hasAttributes?.() && node.matches('[background],[data-sluis]'))) {
    if (node.localName == 'iframe') frames.push(node);
    inspect(node, origin);
  }
  if (node.shadowRoot) inspectTree(node.shadowRoot, origin, frames).push(node.shadowRoot);
  for (let child = node.firstElementChild; child; child = child.nextElementSibling) inspectTree(child, origin, frames);
  return frames;
}

/** The attributes of this element that must wait. */
export const waiting = (element: Element): string[] =>
  attributes(element).filter((attribute) => loads(attribute, element.getAttribute(attribute)));

/** True when the attribute must not be set now; the value is then held. */
export function withhold(element: Element, attribute: string, value: string): boolean {
  const held = attributes(element).includes(attribute) && !!loads(attribute, value);
  if (held) keep(element, attribute, value, Origin.Setter);
  else if (element.hasAttribute(RENAMED + attribute)) {
    drop(element, attribute);
    element.removeAttribute(RENAMED + attribute);
  }
  return held;
}
