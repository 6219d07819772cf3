/** Addresses that a script gives to an element, by property or by attribute. */

import { ATTRIBUTES, Elements, TAGS } from './elements';
import { patch, text } from './patch';

export function guardSetters(realm: any, elements: Elements): void {
  for (const tag of TAGS) {
    const prototype = Object.getPrototypeOf(realm.document.createElement(tag));
    // One further up is HTMLMediaElement, for audio and video.
    for (const owner of [prototype, Object.getPrototypeOf(prototype)]) {
      patch(owner, ATTRIBUTES.join(' '), (values, self, proceed, name) => {
        if (!elements.withhold(self, name, text(values, 0))) proceed();
      });
    }
  }

  patch(realm.Element.prototype, 'setAttribute setAttributeNS', (values, self, proceed, method) => {
    const at = method.length - 12 && 1;
    const name = text(values, at).toLowerCase();
    if (!ATTRIBUTES.includes(name) || !elements.withhold(self, name, text(values, at + 1))) proceed();
  });

  patch(realm.Element.prototype, 'setAttributeNode setAttributeNodeNS', ([node], self, proceed) =>
    // Null is the platform's answer for "there was no such attribute before".
    node && elements.withhold(self, node.name, node.value) ? null : proceed(),
  );

  patch(realm.Attr.prototype, 'value', (values, self, proceed) => {
    if (!self.ownerElement || !elements.withhold(self.ownerElement, self.name, text(values, 0))) proceed();
  });
}
