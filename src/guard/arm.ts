/** Arms a page: reads what is declared, watches what is parsed, and stands in front of what loads. */

import type { Sluis } from '../../pkg/src/types';
import { inspect, inspectTree, Origin } from './elements';
import { ATTRIBUTES, gate } from './gate';
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

  const found = (thing: any) => {
    try {
      if (thing.host) observe(thing);
      else armRealm(thing.contentWindow);
    } catch {
      // A frame that is not in the page yet, or of another origin.
    }
  };
  const look = (node: any) => inspectTree(node, Origin.Parser).forEach(found);
  const observer = new realm.MutationObserver((records: MutationRecord[]) => {
    let seen: any;
    for (const record of records as any) {
      const { target } = record;
      // The parser tells of each node by itself. What has come to somebody who has been looked through since was there
      // by then; to read no more of its record is what makes this quick.
      if (!seen?.contains(target)) {
        // A script's text can arrive after its tag: the config's does.
        if (record.attributeName || target.nodeName == 'SCRIPT') inspect(target, Origin.Parser);
        record.addedNodes.forEach((node: any) => look((seen = node)));
      }
    }
  });
  const observe = (root: any) =>
    observer.observe(root, {
      childList: true,
      subtree: true,
      attributeFilter: [...ATTRIBUTES, 'rel', 'data-sluis'],
    });
  observe(realm.document);
  look(realm.document);

  guardSetters(realm);
  guardInsertion(realm, found);
  guardMarkup(realm, look);
  guardNetwork(realm);
  gate.onrealm?.(realm);
}
