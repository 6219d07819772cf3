/**
 * The second part of the barrier, for ways that a page only has once its scripts are at work: style sheets, workers,
 * animations, frames aimed at by their name, attributes that are set in roundabout ways. It comes with the core, so it
 * may be larger than what a page waits for, and does not see what was done before, frames that were made before
 * included; PLATFORM.md says which ways those are.
 */

import type { Gate } from '../../pkg/src/types';

const ADDRESS = /(?:https?:)?[\\/]{2}[^\s"'`<>,()]+/gi;
/** An address of nothing, which no engine complains of. */
const NOTHING = 'data:,';
/** No page says all it can do in bytes; what is larger is a picture or the like. */
const CODE = 1e5;

/** `changed` is called after each change of the page. */
export function armLate(gate: Gate, changed: () => void): void {
  const { holds, patch, text } = gate;
  const forget = () => (gate.freed = new WeakSet());
  forget();
  gate.free = (element) => {
    // Without a mark each address is judged by itself, also one that the element is given later.
    if (element.hasAttribute('data-sluis')) gate.freed!.add(element);
  };
  const find = (value: string) => (value.match(ADDRESS) || []).find(holds);
  const calm = (value: string) => value.replace(ADDRESS, (address) => (holds(address) ? NOTHING : address));

  /** What to do when an address may pass after all. */
  let waiting: [address: string, act: () => unknown, form?: HTMLFormElement][] = [];
  // A choice may have been there before the page was.
  for (const event of ['sluis:ready', 'sluis:change']) {
    document.addEventListener(event, () => {
      // What a mark let go is judged by it again.
      forget();
      waiting = waiting.filter(([address, act]) => holds(address) || void act());
    });
  }
  const later = (value: string, act: () => unknown, address = find(value)) => address && waiting.push([address, act]);
  const inert = document.implementation.createHTMLDocument('');
  /** Blobs whose text names somebody who has to wait, and the addresses they were given. */
  const naming = new WeakSet<Blob>();
  const addresses = new Set<string>();
  const names = (part: any) =>
    naming.has(part) || find(typeof part == 'string' ? part : ArrayBuffer.isView(part) && part.byteLength < CODE ? new TextDecoder().decode(part) : '');
  /** The frame of the page that has this name, in whichever way it was given. */
  const named = (name: string) =>
    name && ([...document.querySelectorAll('iframe,frame')] as any).find((frame: any) => {
      try {
        return frame.name == name || frame.contentWindow.name == name;
      } catch {
        // Of another origin.
      }
    });

  const armRealm = (realm: any): void => {
    const here: Document = realm.document;
    /** The page may go wherever it likes; a frame of it goes where its address may. */
    const frame = realm != window && realm.frameElement;
    /** What one interface has, given to another, for which alone it can then be patched. */
    const lend = (to: any, from: any, name: string, as = name) => {
      if (Object.isExtensible(to.prototype)) Object.defineProperty(to.prototype, as, Object.getOwnPropertyDescriptor(from.prototype, name)!);
    };

    // Beside an address's own attributes: whom a click is reported to, what SVG draws with, and what an animation sets.
    const attributes = ['style', 'ping', 'mask', 'cursor'];
    const animated = ['to', 'values', 'from'];
    const attributeFilter = [...attributes, ...animated];
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
      // One that it has been told to go to, it only forgets when it leaves the page.
      const to = frame && /^refresh/i.test(node.httpEquiv) && find(node.content);
      if (to) {
        frame.replaceWith(frame);
        frame.src = to;
      }
      for (const name of node.beginElement ? animated : attributes) {
        const text = node.getAttribute?.(name);
        // WebKit writes an address in a property of the page's own as `https\:\/\/host\.example`.
        ease(text, (to) => node.setAttribute(name, to), text?.replace(/\\(?=[:/.-])/g, ''));
      }
      if (node.firstElementChild) node.querySelectorAll(`style,meta,[${attributeFilter.join('],[')}]`).forEach(look);
    };
    const observer = new realm.MutationObserver((records: MutationRecord[]) => {
      for (const { target, addedNodes } of records) {
        if (addedNodes.length && target.nodeName != 'STYLE') addedNodes.forEach(look);
        else look(target);
      }
      changed();
    });
    const watch = (root: Node) => observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter });
    watch(here);
    patch(realm.Element, 'attachShadow', (_values, _self, proceed) => {
      const root = proceed();
      watch(root);
      return root;
    });

    // A font may come as its bytes.
    const soothe = (at: number) => (values: any[], _self: unknown, proceed: () => unknown) => {
      if (!values[at]?.byteLength && find(text(values, at))) values[at] = calm(values[at]);
      return proceed();
    };
    patch(realm.CSSStyleSheet, 'insertRule replace replaceSync', soothe(0));
    patch(realm, 'FontFace', soothe(1));

    // A `<style>` asks for what it imports while its text is set, so it is none until that has been read; an empty
    // script of the page begins with its text, so it gets it outside. What other elements have too is put in front of
    // these alone: nothing else gets slower.
    for (const owner of [realm.HTMLStyleElement, realm.HTMLScriptElement]) {
      lend(owner, realm.Node, 'textContent');
      lend(owner, realm.Node, 'appendChild');
      lend(owner, realm.Node, 'insertBefore');
      lend(owner, realm.Element, 'append');
      lend(owner, realm.Element, 'innerHTML');
      patch(owner, 'text textContent appendChild insertBefore append innerHTML', (values, self, proceed) => {
        const [value] = values;
        if (!find(typeof value == 'string' ? value : value?.data || '')) return proceed();
        if (self.text != null) {
          const mark = here.createComment('');
          self.replaceWith(mark);
          const made = proceed();
          mark.replaceWith(self);
          return made;
        }
        const { type } = self;
        self.type = 'held';
        const made = proceed();
        look(self);
        self.type = type;
        // WebKit does not look again for a type.
        self.textContent += '';
        return made;
      });
    }

    // An animation's pictures are asked for when it is drawn: what the platform has read is read back.
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
    patch(realm.Element, 'animate', still);
    patch(realm, 'KeyframeEffect', still);
    patch(realm.KeyframeEffect, 'setKeyframes', still);

    patch(realm, 'Blob File', (values, _self, proceed) => {
      // Read once.
      const parts = Array.isArray(values[0]) && (values[0] = [...values[0]]);
      const blob = proceed() as Blob;
      if (parts && parts.some(names)) naming.add(blob);
      return blob;
    });
    patch(realm.Blob, 'slice', (_values, self, proceed) => {
      const blob = proceed();
      if (naming.has(self)) naming.add(blob);
      return blob;
    });
    patch(realm.Response, 'blob', async (_values, _self, proceed) => {
      const blob = await proceed();
      if (/^$|text|script/.test(blob.type) && blob.size < CODE && find(await blob.text())) naming.add(blob);
      return blob;
    });
    patch({ prototype: realm.URL }, 'createObjectURL', ([blob], _self, proceed) => {
      const address = proceed();
      if (naming.has(blob)) addresses.add(address);
      return address;
    });
    patch(realm, 'Worker SharedWorker', (values, _self, proceed) => {
      // No such blob: the worker fails as one that could not be fetched.
      const address = text(values, 0);
      if (addresses.has(address) || (/^\s*data:/i.test(address) && find(unescape(address)))) {
        const nowhere = `blob:${location.origin}/0`;
        values[0] = gate.trusted?.url(nowhere) || nowhere;
      }
      return proceed();
    });
    patch(realm.HTMLIFrameElement, 'src', (values, _self, proceed) => addresses.has(text(values, 0)) || proceed());

    /** What is to load into a frame of the page, by the frame's name, waits as the frame's own; a form as itself. */
    const aim = (address: unknown, name: string, form?: HTMLFormElement, by?: HTMLElement | null) => {
      const to = `${address}`;
      if (!holds(to)) return;
      name = name || here.querySelector<HTMLBaseElement>('base[target]')?.target || '';
      const target = frame && /^(_self)?$/.test(name) ? frame : named(name);
      if (!target) return;
      // By a visitor, with what the page's handlers make of it; by the page, without them. Sent often, it goes once.
      if (form) {
        waiting = waiting.filter((one) => one[2] != form);
        waiting.push([to, () => (by === undefined ? HTMLFormElement.prototype.submit.call(form) : form.requestSubmit(by)), form]);
      } else target.src = to;
      return target;
    };
    patch(realm, 'open', (values, _self, proceed) => {
      const target = aim(text(values, 0), text(values, 1) || '_blank');
      return target ? target.contentWindow : proceed();
    });
    patch(realm.HTMLFormElement, 'submit', (_values, self, proceed) => aim(self.action, self.target, self) || proceed());
    for (const event of ['click', 'submit']) {
      realm.addEventListener(event, (told: any) => {
        // One that the page only tells of sends nothing, but in Firefox.
        const link = told.composedPath().find((one: any) => one.href || ((told.isTrusted || realm.mozInnerScreenX != null) && told.type == 'submit'));
        if (!link) return;
        // Set and followed in one breath.
        look(link);
        // A button may lead elsewhere than its form.
        const by = told.submitter;
        const to = (by?.attributes.formaction && by.formAction) || link.href || link.action;
        if (aim(to, by?.formTarget || link.target, link.submit && link, by)) {
          told.preventDefault();
          // Its handlers hear of it when it is sent, and then may still do otherwise.
          if (by !== undefined) told.stopImmediatePropagation();
        }
      }, true);
    }

    patch(realm.Worklet, 'addModule', (values, _self, proceed) =>
      holds(text(values, 0)) ? Promise.reject(new DOMException('Failed to fetch', 'AbortError')) : proceed(),
    );
    patch(realm, 'fetchLater', (values, _self, proceed) =>
      holds(values[0] instanceof realm.Request ? values[0].url : text(values, 0)) ? { activated: false } : proceed(),
    );

    patch(realm.Document, 'execCommand', (values, _self, proceed) => !find(text(values, 2)) && proceed());
    // Made where nothing loads, and looked at as it is inserted.
    patch(realm.XSLTProcessor, 'transformToFragment', (values, _self, proceed) => {
      if (values[1]?.defaultView) values[1] = inert;
      return proceed();
    });
    patch(realm.SVGAnimatedString, 'baseVal', (values, _self, proceed) => {
      if (!later(text(values, 0), proceed)) proceed();
    });

    // An attribute's value by its other names.
    lend(realm.Attr, realm.Attr, 'value', 'nodeValue');
    lend(realm.Attr, realm.Attr, 'value', 'textContent');
    patch(realm.NamedNodeMap, 'setNamedItem setNamedItemNS', ([node], self, proceed) => {
      if (!node?.value || !holds(node.value)) return proceed();
      // The map does not say whose it is; an attribute in it does.
      const probe = document.createAttribute('data-sluis-');
      self.setNamedItem(probe);
      const owner = probe.ownerElement!;
      owner.removeAttributeNode(probe);
      return owner.setAttributeNode(node);
    });
  };
  armRealm(window);
  gate.onrealm = armRealm;
}
