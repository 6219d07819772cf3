/**
 * The second part of the barrier, for ways that a page only has once its scripts are at work: style sheets, workers,
 * animations, frames aimed at by their name, attributes that are set in roundabout ways. It comes with the core, so it may be larger than what a page waits for,
 * and does not see what was done before; PLATFORM.md says which ways those are.
 */

import type { Gate } from '../../pkg/src/types';

const ADDRESS = /(?:https?:)?[\\/]{2}[^\s"'`<>,()]+/gi;
/** An address of nothing, which no engine complains of. */
const NOTHING = 'data:,';

/** `changed` is called after each change of the page. */
export function armLate(gate: Gate, changed: () => void): void {
  const { holds, patch, text } = gate;
  const page: any = window;
  /** What one interface has, given to another, for which alone it can then be patched. */
  const lend = (to: any, from: any, name: string, as = name) => {
    if (Object.isExtensible(to.prototype)) Object.defineProperty(to.prototype, as, Object.getOwnPropertyDescriptor(from.prototype, name)!);
  };
  const find = (value: string) => (value.match(ADDRESS) || []).find(holds);
  const calm = (value: string) => value.replace(ADDRESS, (address) => (holds(address) ? NOTHING : address));

  /** What to do when an address may pass after all. */
  let waiting: [address: string, act: () => unknown][] = [];
  // A choice may have been there before the page was.
  for (const event of ['sluis:ready', 'sluis:change']) {
    document.addEventListener(event, () => {
      // What a mark let go is judged by it again.
      gate.freed = new WeakSet();
      waiting = waiting.filter(([address, act]) => holds(address) || void act());
    });
  }
  const later = (value: string, act: () => unknown, address = find(value)) => address && waiting.push([address, act]);

  // Beside an address's own attributes: whom a click is reported to, and what an animation in SVG sets.
  const named = ['style', 'ping'];
  const animated = ['to', 'values', 'from'];
  const attributeFilter = [...named, ...animated];
  // A style's images are asked for when the page is drawn, which is after its observers have been told; so is an
  // animation's.
  const ease = (text: string, set: (to: string) => unknown, plain = text) => {
    const calmed = plain && calm(plain);
    if (calmed != plain) {
      set(calmed);
      later(plain, () => set(text));
    }
  };
  const look = (node: any) => {
    if (node.nodeName == 'STYLE') ease(node.textContent, (to) => (node.textContent = to));
    for (const name of node.beginElement ? animated : named) {
      const text = node.getAttribute?.(name);
      // WebKit writes an address in a property of the page's own as `https\:\/\/host\.example`.
      ease(text, (to) => node.setAttribute(name, to), text?.replace(/\\(?=[:/.-])/g, ''));
    }
    if (node.firstElementChild) node.querySelectorAll(`style,[${attributeFilter.join('],[')}]`).forEach(look);
  };
  new MutationObserver((records) => {
    for (const { target, addedNodes } of records) {
      if (addedNodes.length && target.nodeName != 'STYLE') addedNodes.forEach(look);
      else look(target);
    }
    changed();
  }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter });

  const still = (_values: any[], self: any, proceed: () => any) => {
    const made = proceed();
    const effect = made ? made.effect || made : self;
    const frames = effect.getKeyframes();
    let held;
    for (const frame of frames) {
      for (const name in frame) {
        if (find(frame[name] + '')) held = frame[name] = calm(frame[name]);
      }
    }
    if (held) effect.setKeyframes(frames);
    return made;
  };
  // A font may come as its bytes.
  const soothe = (at: number) => (values: any[], _self: unknown, proceed: () => unknown) => {
    if (!values[at]?.byteLength && find(text(values, at))) values[at] = calm(values[at]);
    return proceed();
  };
  patch(page.CSSStyleSheet, 'insertRule replace replaceSync', soothe(0));
  patch(page, 'FontFace', soothe(1));

  // A `<style>` asks for what it imports while its text is set, so it is none until that has been read. What other
  // elements have too is put in front of styles alone: nothing else gets slower.
  lend(HTMLStyleElement, Node, 'textContent');
  lend(HTMLStyleElement, Node, 'appendChild');
  lend(HTMLStyleElement, Node, 'insertBefore');
  lend(HTMLStyleElement, Element, 'append');
  lend(HTMLStyleElement, Element, 'innerHTML');
  patch(HTMLStyleElement, 'textContent appendChild insertBefore append innerHTML', (values, self, proceed) => {
    const [value] = values;
    if (!find(typeof value == 'string' ? value : value?.data || '')) return proceed();
    const { type } = self;
    self.type = 'held';
    const made = proceed();
    look(self);
    self.type = type;
    // WebKit does not look again for a type.
    self.textContent += '';
    return made;
  });

  // The same for an animation, whichever way its keyframes were given: what the platform has read is read back.
  patch(page.Element, 'animate', still);
  patch(page, 'KeyframeEffect', still);
  patch(page.KeyframeEffect, 'setKeyframes', still);

  /** Blobs whose text names somebody who has to wait, and the addresses they were given. */
  const naming = new WeakSet<Blob>();
  const addresses = new Set<string>();
  patch(page, 'Blob', (values, _self, proceed) => {
    // Read once.
    const parts = Array.isArray(values[0]) && (values[0] = [...values[0]]);
    const blob = proceed();
    if (parts && parts.some((part) => typeof part == 'string' && find(part))) naming.add(blob);
    return blob;
  });
  patch({ prototype: URL }, 'createObjectURL', ([blob], _self, proceed) => {
    const address = proceed();
    if (naming.has(blob)) addresses.add(address);
    return address;
  });
  patch(page, 'Worker SharedWorker', (values, _self, proceed) => {
    // No such blob: the worker fails as one that could not be fetched.
    const address = text(values, 0);
    if (addresses.has(address) || (/^\s*data:/i.test(address) && find(unescape(address)))) {
      const nowhere = `blob:${location.origin}/0`;
      values[0] = gate.trusted?.url(nowhere) || nowhere;
    }
    return proceed();
  });
  patch(page.HTMLIFrameElement, 'src', (values, _self, proceed) => addresses.has(text(values, 0)) || proceed());

  /** What is to load into a frame of the page, by the frame's name, waits as the frame's own; a form as itself. */
  const aim = (address: unknown, name: string, form?: HTMLFormElement) => {
    const [frame] = document.getElementsByName(name) as any;
    const to = `${address}`;
    if (!frame?.contentWindow || !holds(to)) return;
    if (form) later(to, () => HTMLFormElement.prototype.submit.call(form));
    else frame.src = to;
    return frame;
  };
  patch(page, 'open', (values, _self, proceed) => {
    const frame = aim(text(values, 0), text(values, 1));
    return frame ? frame.contentWindow : proceed();
  });
  patch(HTMLFormElement, 'submit', (_values, self, proceed) => aim(self.action, self.target, self) || proceed());
  for (const event of ['click', 'submit']) {
    addEventListener(event, (told: any) => {
      const link = told.composedPath().find((one: any) => one.href || told.type == 'submit');
      if (!link) return;
      // Set and followed in one breath.
      look(link);
      if (aim(link.href || link.action, link.target, link.submit && link)) told.preventDefault();
    }, true);
  }

  patch(page.Worklet, 'addModule', (values, _self, proceed) =>
    holds(text(values, 0)) ? Promise.reject(new DOMException('Failed to fetch', 'AbortError')) : proceed(),
  );
  patch(page, 'fetchLater', (values, _self, proceed) => (holds(values[0] instanceof Request ? values[0].url : text(values, 0)) ? { activated: false } : proceed()));

  patch(page.Document, 'execCommand', (values, _self, proceed) => !find(text(values, 2)) && proceed());
  patch(page.SVGAnimatedString, 'baseVal', (values, _self, proceed) => {
    if (!later(text(values, 0), proceed)) proceed();
  });

  // An attribute's value by its other names.
  lend(Attr, Attr, 'value', 'nodeValue');
  lend(Attr, Attr, 'value', 'textContent');
  patch(page.NamedNodeMap, 'setNamedItem setNamedItemNS', ([node], self, proceed) => {
    if (!node?.value || !holds(node.value)) return proceed();
    // The map does not say whose it is; an attribute in it does.
    const probe = document.createAttribute('data-sluis-');
    self.setNamedItem(probe);
    const owner = probe.ownerElement!;
    owner.removeAttributeNode(probe);
    return owner.setAttributeNode(node);
  });
}
