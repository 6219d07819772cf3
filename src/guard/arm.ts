/** Arms a page: reads what is declared, watches what is parsed, and stands in front of what loads. */

import type { Gate, Sluis } from '../../pkg/src/types';
import { readConfig } from './config';
import { ATTRIBUTES, createElements, Elements, Origin } from './elements';
import { createConsentDefault } from './google';
import { guardInsertion } from './insertion';
import { guardMarkup } from './markup';
import { guardNetwork } from './network';
import { createPage } from './page';
import { createRules, Rules } from './rules';
import { guardSetters } from './setters';

export function arm(realm: any = window): Sluis {
  // Somebody pasted the guard twice, or a tag manager did: the first has the order of what was held.
  if (realm.sluis?.gate) return realm.sluis;

  const gate: Gate = {
    version: VERSION,
    held: [],
    queue: [],
    add: (patterns) => patterns.forEach((pattern) => rules.add(pattern, true)),
    declare: (config) => readConfig(config, rules, google),
    ask: null,
    onhold: null,
  };
  const google = createConsentDefault(realm);
  const rules = createRules(gate, realm, (host) => /google|doubleclick/.test(host) && google());
  const elements = createElements(gate, rules, gate.declare);
  realm.sluis = createPage(gate, realm);
  armRealm(realm, rules, elements, new WeakSet());
  return realm.sluis;
}

/** One window: the page's own, and every blank frame in it, whose functions would otherwise be a way round. */
function armRealm(realm: any, rules: Rules, elements: Elements, armed: WeakSet<object>): void {
  // A window that has navigated is the same object with other functions in it.
  if (armed.has(realm.Object)) return;
  armed.add(realm.Object);
  const document: Document = realm.document;

  const armFrames = (node: any) => {
    if (node.localName == 'iframe') {
      try {
        armRealm(node.contentWindow, rules, elements, armed);
      } catch {
        // Not in the page yet, or of another origin.
      }
    }
    if (node.firstElementChild) node.querySelectorAll('iframe').forEach(armFrames);
  };
  const look = (node: Node) => {
    elements.inspectTree(node, Origin.Parser);
    armFrames(node);
  };

  look(document.documentElement);
  new realm.MutationObserver((records: MutationRecord[]) => {
    for (const { type, target, addedNodes } of records) {
      // A script's text can arrive after its tag: the config's does.
      if (type == 'attributes' || target.nodeName == 'SCRIPT') elements.inspect(target as Element, Origin.Parser);
      else addedNodes.forEach(look);
    }
  }).observe(document, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: [...ATTRIBUTES, 'data-sluis'],
  });

  guardSetters(realm, elements);
  guardInsertion(realm, elements, armFrames);
  guardMarkup(realm, rules, elements, armFrames);
  guardNetwork(realm, rules);
}
