/** Arms a page: reads what is declared, watches what is parsed, and stands in front of what loads. */

import type { Sluis } from '../../pkg/src/types';
import { inspect, inspectNode, inspectTree, known } from './elements';
import { ATTRIBUTES, gate } from './gate';
import { guardInsertion } from './insertion';
import { guardMarkup } from './markup';
import { guardNetwork } from './network';
import { page } from './page';
import { addCatalogue } from './rules';
import { guardSetters } from './setters';

export function armPage(): void {
  // Somebody pasted the guard twice, or a tag manager did: the first has the order of what was held.
  if (!window.sluis?.gate) {
    window.sluis = page;
    addCatalogue();
    armRealm(window);
  }
}

export function arm(): Sluis {
  armPage();
  return window.sluis!;
}

/** One window: the page's own, and every blank frame in it, whose functions would otherwise be a way round. */
function armRealm(realm: any): void {
  // A window that has navigated is the same object with other functions in it.
  if (known.has(realm.Object)) return;
  known.add(realm.Object);

  const found = (thing: any) => {
    try {
      if (thing.host) observe(thing);
      else armRealm(thing.contentWindow);
    } catch {
      // A frame that is not in the page yet, or of another origin.
    }
  };
  const page = realm.document;
  const look = (node: any) => inspectTree(node, found);
  /** Stands at the end of the page, as it was when last looked at. */
  const walker = page.createTreeWalker(page);
  const observer = new realm.MutationObserver((records: MutationRecord[]) => {
    let more = records.length;
    // The parser tells of each node by itself, and adds behind all that is there. Where it has told of many, it costs
    // half as much to go on from where the page ended: if that gives as many as it told of, there is nothing else. A
    // script's text can arrive after its tag, so the last one is looked at again.
    if (records[20]) {
      do inspectNode(walker.currentNode, found);
      while (walker.nextNode() && more--);
    }
    if (more) {
      let seen: any;
      for (const record of records as any) {
        const { target } = record;
        // What has come to somebody who has been looked through since was there by then.
        if (!seen?.contains(target)) {
          // A script's text: the config's, say.
          if (record.attributeName || target.text) inspect(target);
          record.addedNodes.forEach((node: any) => look((seen = node)));
        }
      }
    }
    for (walker.currentNode = page; walker.lastChild(); );
  });
  const observe = (root: any) =>
    observer.observe(root, {
      childList: true,
      subtree: true,
      attributeFilter: [...ATTRIBUTES, 'rel', 'data-sluis'],
    });
  observe(page);
  look(page);

  guardSetters(realm);
  guardInsertion(realm, found);
  guardMarkup(realm, look);
  guardNetwork(realm);
  gate.onrealm?.(realm);
}
