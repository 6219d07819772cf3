/** Everything that puts nodes into a tree. What they would load is taken off before they get there. */

import { inspectTree, Origin } from './elements';
import { patch } from './patch';

const OWNERS = ['Node', 'Element', 'CharacterData', 'Document', 'DocumentFragment', 'Range'];
const METHODS =
  'appendChild insertBefore replaceChild append prepend replaceChildren before after replaceWith insertAdjacentElement' +
  // An image loads as soon as it is made for, or comes to, a document that is shown.
  ' adoptNode importNode insertNode surroundContents';

export function guardInsertion(realm: any, inserted: (node: Node) => void): void {
  for (const owner of OWNERS) {
    patch(realm[owner], METHODS, (values, _self, proceed) => {
      const arriving: Element[] = [];
      for (const value of values) {
        // A fragment is empty afterwards: its children are what arrives. Text loads nothing.
        if (value?.nodeType == 11) arriving.push(...value.children);
        else if (value?.localName) arriving.push(value);
      }
      arriving.forEach((element) => inspectTree(element, Origin.Script));
      const result = proceed();
      arriving.forEach(inserted);
      return result;
    });
  }
}
