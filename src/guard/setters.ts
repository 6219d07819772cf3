/** Addresses that a script gives to an element, by property or by attribute. */

import { TAGS, withhold } from './elements';
import { ATTRIBUTES } from './gate';
import { patch, text } from './patch';

export function guardSetters(realm: any): void {
  for (const tag of TAGS) {
    // Asked of an `object` itself, `__proto__` has the page laid out: a plugin might have a property of that name.
    const prototype = Object.getPrototypeOf(realm.document.createElement(tag));
    // One further up is HTMLMediaElement, for audio and video.
    for (const owner of [prototype, prototype.__proto__]) {
      patch(owner, ATTRIBUTES.join(' '), (values, self, proceed, name) => {
        if (!withhold(self, name, text(values, 0))) proceed();
      });
    }
  }

  patch(realm.Element, 'setAttribute setAttributeNS', (values, self, proceed, method) => {
    const at = method.length - 12 && 1;
    text(values, 0);
    const name = text(values, at).toLowerCase().replace('xlink:', '');
    if (!ATTRIBUTES.includes(name) || !withhold(self, name, text(values, at + 1))) proceed();
  });

  patch(realm.Element, 'setAttributeNode setAttributeNodeNS', ([node], self, proceed) =>
    // Null is the platform's answer for "there was no such attribute before".
    node && withhold(self, node.name, node.value) ? null : proceed(),
  );

  patch(realm.Attr, 'value', (values, self, proceed) => {
    if (!self.ownerElement || !withhold(self.ownerElement, self.name, text(values, 0))) proceed();
  });
}
