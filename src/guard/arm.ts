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

  const look = (node: any) => inspectTree(node, Origin.Parser).forEach(armFrame);
  const observer = new realm.MutationObserver((records: MutationRecord[]) => {
    // The parser tells of each node by itself; whoever came with its parent has been seen.
    let seen: any;
    for (const record of records) {
      if (record.type == 'attributes') inspect(record.target as Element, Origin.Parser);
      for (const node of record.addedNodes as any) {
        if (!seen?.contains(node)) {
          // A script's text can arrive after its tag: the config's does.
          if (record.target.nodeName == 'SCRIPT') inspect(record.target as Element, Origin.Parser);
          look((seen = node));
        }
        if (node.shadowRoot) watch(node.shadowRoot);
      }
    }
  });
  const watch = (root: any) => {
    observer.observe(root, {
      childList: true,
      subtree: true,
      attributeFilter: [...ATTRIBUTES, 'rel', 'data-sluis'],
    });
    look(root);
  };
  watch(realm.document);

  guardSetters(realm);
  guardInsertion(realm, armFrame);
  guardMarkup(realm, look);
  guardNetwork(realm);
  gate.onrealm?.(realm);
}

function armFrame(frame: any): void {
  try {
    armRealm(frame.contentWindow);
  } catch {
    // Not in the page yet, or of another origin.
  }
}
