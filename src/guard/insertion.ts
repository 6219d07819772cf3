/** Everything that puts nodes into a tree. What they would load is taken off before they get there. */

import { inspectTree, Origin } from './elements';
import { patch } from './patch';

const OWNERS = 'Element DocumentFragment Document Node Range CharacterData'.split(' ');
const METHODS =
  'appendChild insertBefore replaceChild append prepend replaceChildren before after replaceWith insertAdjacentElement' +
  // An image loads as soon as it is made for, or comes to, a document that is shown.
  ' adoptNode importNode insertNode surroundContents';

export function guardInsertion(realm: any, inserted: (frame: any) => void): void {
  for (const owner of OWNERS) {
    patch(realm[owner], METHODS, (values, _self, proceed) => {
      const frames: any[] = [];
      for (const value of values) {
        if (value?.nodeType) inspectTree(value, Origin.Script, frames);
      }
      const result = proceed();
      frames.forEach(inserted);
      return result;
    });
  }
}
