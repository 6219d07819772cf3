/** Everything that puts nodes into a tree. What they would load is taken off before they get there. */

import { By, inspectTree } from './elements';
import { patch } from './patch';

const OWNERS = 'Range Element Document Node DocumentFragment CharacterData'.split(' ');
// An image loads as soon as it is made for, or comes to, a document that is shown: so two of other documents.
const METHODS =
  'surroundContents appendChild append before replaceChild importNode insertNode insertBefore replaceChildren after prepend adoptNode insertAdjacentElement replaceWith';

export function guardInsertion(realm: any, inserted: (frame: any) => void): void {
  for (const owner of OWNERS) {
    patch(realm[owner], METHODS, (values, _self, proceed) => {
      const frames: any[] = [];
      for (const value of values) {
        if (value?.nodeType) inspectTree(value, (frame) => frames.push(frame), By.Script);
      }
      const result = proceed();
      frames.forEach(inserted);
      return result;
    });
  }
}
