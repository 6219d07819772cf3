/** Arms a page: reads what is declared, watches what is parsed, and stands in front of what loads. */

import type { Sluis } from '../../pkg/src/types';
import { inspect, inspectTree, Origin } from './elements';
import { ATTRIBUTES } from './gate';
import { guardInsertion } from './insertion';
import { guardMarkup } from './markup';
import { guardNetwork } from './network';
import { page } from './page';
import { addCatalogue } from './rules';
import { guardSetters } from './setters';

export function arm(): Sluis {
  // Somebody pasted the guard twice, or a tag manager did: the first has the order of what was held.
  if (!window.sluis?.gate) {
    window.sluis = page;
    addCatalogue();
    armRealm(window);
  }
  return window.sluis;
}

const armed = new WeakSet<object>();

/** One window: the page's own, and every blank frame in it, whose functions would otherwise be a way round. */
function armRealm(realm: any): void {
  // A window that has navigated is the same object with other functions in it.
  if (armed.has(realm.Object)) return;
  armed.add(realm.Object);

  const look = (node: any) => {
    inspectTree(node, Origin.Parser);
    armFrames(node);
  };
  const observer = new realm.MutationObserver((records: MutationRecord[]) => {
    // The parser tells of each element; whoever came with its parent has been seen.
    const seen = new Set<Node>();
    for (const { type, target, addedNodes } of records) {
      // A script's text can arrive after its tag: the config's does.
      if (type == 'attributes' || target.nodeName == 'SCRIPT') inspect(target as Element, Origin.Parser);
      for (const node of addedNodes as any) {
        if (!seen.has(target)) look(node);
        seen.add(node);
        if (node.shadowRoot) watch(node.shadowRoot);
      }
    }
  });
  const watch = (root: any) => {
    observer.observe(root, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: [...ATTRIBUTES, 'rel', 'data-sluis'],
    });
    [...root.children].forEach(look);
  };
  watch(realm.document);

  guardSetters(realm);
  guardInsertion(realm, armFrames);
  guardMarkup(realm, armFrames);
  guardNetwork(realm);
}

function armFrames(node: any): void {
  if (node.localName == 'iframe') {
    try {
      armRealm(node.contentWindow);
    } catch {
      // Not in the page yet, or of another origin.
    }
  }
  if (node.firstElementChild) node.querySelectorAll('iframe').forEach(armFrames);
}
