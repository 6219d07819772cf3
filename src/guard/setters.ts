/** Addresses that a script gives to an element, by property or by attribute. */

import { ATTRIBUTES, TAGS, withhold } from './elements';
import { patch, text } from './patch';

export function guardSetters(realm: any): void {
  for (const tag of TAGS) {
    const prototype = Object.getPrototypeOf(realm.document.createElement(tag));
    // One further up is HTMLMediaElement, for audio and video.
    for (const owner of [prototype, Object.getPrototypeOf(prototype)]) {
      patch(owner, ATTRIBUTES.join(' '), (values, self, proceed, name) => {
        if (!withhold(self, name, text(values, 0))) proceed();
      });
    }
  }

  // The only constructor that takes an address; given afterwards it meets the setter.
  patch(realm, 'Audio', (values, _self, proceed) => {
    const [address] = values.splice(0);
    const audio = proceed();
    if (address != null) audio.src = address;
    return audio;
  });

  patch(realm.Element, 'setAttribute setAttributeNS', (values, self, proceed, method) => {
    const at = method.length - 12 && 1;
    const name = text(values, at).toLowerCase();
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
