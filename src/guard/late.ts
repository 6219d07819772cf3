/**
 * The second part of the barrier, for ways that a page only has once its scripts are at work: style sheets, workers,
 * attributes that are set in roundabout ways. It comes with the core, so it may be larger than what a page waits for,
 * and does not see what was done before; PLATFORM.md says which ways those are.
 */

import type { Gate } from '../../pkg/src/types';

const ADDRESS = /(?:https?:)?[\\/]{2}[^\s"'`<>,()]+/gi;
/** An address of nothing, which no engine complains of. */
const NOTHING = 'data:,';

/** `changed` is called after each change of the page. */
export function armLate({ holds, patch }: Gate, changed: () => void): void {
  /** As `text` of patch.ts, for what never is Trusted Types. */
  const text = (values: any[], at: number): string => (values[at] = `${values[at]}`);

  const page: any = window;
  const find = (value: string) => (value.match(ADDRESS) || []).find(holds);
  const calm = (value: string) => value.replace(ADDRESS, (address) => (holds(address) ? NOTHING : address));

  /** What to do when an address may pass after all. */
  let waiting: [address: string, act: () => unknown][] = [];
  // A choice may have been there before the page was.
  for (const event of ['sluis:ready', 'sluis:change']) {
    document.addEventListener(event, () => {
      waiting = waiting.filter(([address, act]) => holds(address) || void act());
    });
  }
  const later = (value: string, act: () => unknown, address = find(value)) => address && waiting.push([address, act]);

  // A style's images are asked for when the page is drawn, which is after its observers have been told.
  const look = (node: any) => {
    const sheet = node.nodeName == 'STYLE';
    const css = sheet ? node.textContent : node.style?.cssText && node.getAttribute('style');
    // WebKit writes an address in a property of the page's own as `https\:\/\/host\.example`.
    const plain = sheet ? css : css?.replace(/\\(?=[:/.-])/g, '');
    const calmed = plain && calm(plain);
    if (calmed != plain) {
      const set = (to: string) => (sheet ? (node.textContent = to) : node.setAttribute('style', to));
      set(calmed);
      later(plain, () => set(css));
    }
    if (node.firstElementChild) node.querySelectorAll('style,[style]').forEach(look);
  };
  new MutationObserver((records) => {
    for (const { target, addedNodes } of records) {
      if (addedNodes.length && target.nodeName != 'STYLE') addedNodes.forEach(look);
      else look(target);
    }
    changed();
  }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['style'] });

  const soothe = (at: number) => (values: any[], _self: unknown, proceed: () => unknown) => {
    if (find(text(values, at))) values[at] = calm(values[at]);
    return proceed();
  };
  patch(page.CSSStyleSheet, 'insertRule replace replaceSync', soothe(0));
  patch(page, 'FontFace', soothe(1));

  /** Blobs whose text names somebody who has to wait, and the addresses they were given. */
  const naming = new WeakSet<Blob>();
  const addresses = new Set<string>();
  patch(page, 'Blob', ([parts], _self, proceed) => {
    const blob = proceed();
    if (Array.isArray(parts) && parts.some((part) => typeof part == 'string' && find(part))) naming.add(blob);
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
    if (addresses.has(address) || (/^\s*data:/i.test(address) && find(unescape(address)))) values[0] = `blob:${location.origin}/0`;
    return proceed();
  });
  patch(page.HTMLIFrameElement, 'src', (values, _self, proceed) => addresses.has(text(values, 0)) || proceed());
  patch(page.Worklet, 'addModule', (values, _self, proceed) =>
    holds(text(values, 0)) ? Promise.reject(new DOMException('Failed to fetch', 'AbortError')) : proceed(),
  );
  patch(page, 'fetchLater', (values, _self, proceed) => (holds(text(values, 0)) ? { activated: false } : proceed()));

  patch(page.Document, 'execCommand', (values, _self, proceed) => !find(text(values, 2)) && proceed());
  patch(page.SVGAnimatedString, 'baseVal', (values, _self, proceed) => {
    if (!later(text(values, 0), proceed)) proceed();
  });

  // An attribute's value by its other names.
  for (const name of ['nodeValue', 'textContent']) {
    if (Object.isExtensible(Attr.prototype)) Object.defineProperty(Attr.prototype, name, Object.getOwnPropertyDescriptor(Attr.prototype, 'value')!);
  }
  patch(page.NamedNodeMap, 'setNamedItem setNamedItemNS', ([node], self, proceed) => {
    if (!node || !holds(node.value)) return proceed();
    // The map does not say whose it is; an attribute in it does.
    const probe = document.createAttribute('data-sluis-');
    self.setNamedItem(probe);
    const owner = probe.ownerElement!;
    owner.removeAttributeNode(probe);
    return owner.setAttributeNode(node);
  });
}
