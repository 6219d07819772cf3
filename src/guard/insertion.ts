/** Everything that puts nodes into a tree. What they would load is taken off before they get there. */

import { Elements, Origin } from './elements';
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

export function guardInsertion(realm: any, elements: Elements, inserted: (node: Node) => void): void {
  for (const owner in METHODS) {
    patch(realm[owner].prototype, METHODS[owner], (values, _self, proceed) => {
      // A fragment is empty afterwards: its children are what arrives. Text loads nothing.
      const arriving: Element[] = values
        .flatMap((value) => (value?.nodeType == 11 ? [...value.children] : value))
        .filter((node) => node?.localName);
      arriving.forEach((element) => elements.inspectTree(element, Origin.Script));
      const result = proceed();
      arriving.forEach(inserted);
      return result;
    });
  }
}
