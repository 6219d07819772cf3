/** Everything that puts nodes into a tree. What they would load is taken off before they get there. */

import { inspectTree, Origin } from './elements';
import { patch } from './patch';

const PARENT = 'append prepend replaceChildren';
const CHILD = 'before after replaceWith';
const METHODS: Record<string, string> = {
  Node: 'appendChild insertBefore replaceChild',
  Element: PARENT + ' insertAdjacentElement moveBefore ' + CHILD,
  CharacterData: CHILD,
  Document: PARENT,
  DocumentFragment: PARENT,
  Range: 'insertNode surroundContents',
};

export function guardInsertion(realm: any, inserted: (node: Node) => void): void {
  for (const owner in METHODS) {
    patch(realm[owner], METHODS[owner], (values, _self, proceed) => {
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
