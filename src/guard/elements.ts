/**
 * Holding elements: taking off the attribute that would load something, and remembering what it was. Elements that
 * the site has already written in their inert form are only remembered.
 */

import type { Gate, Held } from '../../pkg/src/types';
import type { Rules } from './rules';

export const TAGS = ['script', 'img', 'iframe', 'frame', 'embed', 'audio', 'video', 'source', 'track', 'input', 'link', 'object'];
const SOURCES = ['src', 'srcset', 'srcdoc', 'poster'];
/** What elements load by. */
export const ATTRIBUTES = [...SOURCES, 'href', 'data'];
const SELECTOR = TAGS + ',[data-sluis]';
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

export interface Elements {
  /** Holds what this element would load. */
  inspect(element: Element, origin: Origin): void;
  /** The same for a node and everything below it. */
  inspectTree(node: Node, origin: Origin): void;
  /** The attributes of this element that must wait. */
  waiting(element: Element): string[];
  /** True when the attribute must not be set now; the value is then held. */
  withhold(element: Element, attribute: string, value: string): boolean;
}

export function createElements(gate: Gate, rules: Rules, configured: (text: string) => void): Elements {
  const marked = new WeakSet<Element>();

  const find = (element: Element, attribute: string) =>
    gate.held.findIndex((held) => held.element == element && held.attribute == attribute);

  const keep = (element: any, attribute: string | null, value: string | null, origin: Origin) => {
    const known = attribute && gate.held[find(element, attribute)];
    if (known) {
      known.value = value;
      return;
    }
    const type = () => element.getAttribute('type');
    const asynchronous = () => (origin == Origin.Parser ? element.hasAttribute('async') : !!element.async);
    const found = [type(), asynchronous()];
    const live = origin == Origin.Setter;
    const held: Held = {
      element,
      attribute,
      value,
      get type() {
        return live ? type() : found[0];
      },
      get asynchronous() {
        return live ? asynchronous() : found[1];
      },
    };
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
    // `canonical`, `alternate`, `prev` and the like name an address without asking for it.
    if (tag == 'link') return /sheet|icon|pre(?!v)/i.test((element as HTMLLinkElement).rel) ? ['href'] : [];
    if (tag == 'object') return ['data'];
    return TAGS.includes(tag) && !inert(element) ? SOURCES : [];
  };
  const loads = (attribute: string, value: string | null) =>
    !!value && (/src./.test(attribute) ? rules.mentions(value) : rules.holds(value));

  const inspect = (element: Element, origin: Origin) => {
    const mark = element.getAttribute('data-sluis');
    if (mark == 'config') configured(element.textContent || '');
    else if (mark != null && (inert(element) || element.matches('[data-src],[data-srcset],[data-href]'))) {
      if (!marked.has(element)) keep(element, null, null, origin);
      marked.add(element);
      return;
    }
    for (const attribute of attributes(element)) {
      for (const present of [attribute, RENAMED + attribute]) {
        const value = element.getAttribute(present);
        if (present == attribute ? loads(attribute, value) : value) {
          keep(element, attribute, value, origin);
          if (element.localName == 'script') element.setAttribute('type', 'text/plain');
          element.removeAttribute(present);
        }
      }
    }
  };

  return {
    inspect,
    inspectTree(node: any, origin) {
      if (node.localName) inspect(node, origin);
      if (node.firstElementChild) {
        node.querySelectorAll(SELECTOR).forEach((element: Element) => inspect(element, origin));
      }
    },
    waiting: (element) =>
      attributes(element).filter((attribute) => loads(attribute, element.getAttribute(attribute))),
    withhold(element, attribute, value) {
      if (attributes(element).includes(attribute) && loads(attribute, value)) {
        keep(element, attribute, value, Origin.Setter);
        return true;
      }
      const index = find(element, attribute);
      if (index >= 0) gate.held.splice(index, 1);
      return false;
    },
  };
}
