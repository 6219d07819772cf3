/**
 * `sluis/cmp`: reads what a visitor told another consent tool on the page, over IAB's two interfaces, so that a site's
 * code has one way to ask. It only reads: Sluis is no registered part of either framework, answers no `__tcfapi` and
 * makes no string (S-06).
 *
 * TCF: https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework/blob/master/TCFv2/IAB%20Tech%20Lab%20-%20CMP%20API%20v2.md
 * GPP: https://github.com/InteractiveAdvertisingBureau/Global-Privacy-Platform/blob/main/Core/CMP%20API%20Specification.md
 */

import type { Permission } from './types';

/** A category that the other tool says nothing of is left out. */
export interface CmpChoice {
  /** The interface that told it. */
  from: 'tcf' | 'gpp';
  analytics?: Permission;
  social?: Permission;
  advertising?: Permission;
}

/** Purposes of the TCF that have to be consented to, all of them: the first is storing on the device, which all need. */
const PURPOSES = { analytics: [1, 7, 8, 9, 10], social: [1, 5, 6], advertising: [1, 2, 3, 4] };
/** What a visitor in the United States can object to; 1 is the objection. There nobody is asked, so it never grants. */
const OBJECTIONS = ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut', 'Sale', 'Sharing'];

const word = (granted: boolean): Permission => (granted ? 'granted' : 'denied');

/** Only consent counts: a legitimate interest is none for storing on a device (ePrivacy Directive art. 5(3)). */
function byPurpose(from: CmpChoice['from'], consents: (purpose: number) => unknown): CmpChoice {
  const choice: CmpChoice = { from };
  for (const [category, purposes] of Object.entries(PURPOSES)) {
    choice[category as keyof typeof PURPOSES] = word(purposes.every((purpose) => consents(purpose) === true));
  }
  return choice;
}

/** A section is an object, or a list of them. */
function bySections(sections: Record<string, any> = {}): CmpChoice | undefined {
  const european = sections.tcfeuv2 && [sections.tcfeuv2].flat()[0];
  if (european?.PurposeConsents) return byPurpose('gpp', (purpose) => european.PurposeConsents[purpose - 1]);
  const objects = Object.values(sections).flat().some((part) => part?.Gpc === true || OBJECTIONS.some((name) => part?.[name] === 1));
  return objects ? { from: 'gpp', advertising: 'denied' } : undefined;
}

/**
 * Calls `listener` with what the visitor told the other tool, once it has an answer, and with each later one; not while
 * it still asks, and not where it says that European law does not apply.
 *
 * Both tools begin with a function that is there before anything else of theirs. One that comes later is found when the
 * document has been read, or when everything has loaded.
 *
 * @returns What ends it.
 */
export function readCmp(listener: (choice: CmpChoice) => void): () => void {
  if (typeof window == 'undefined') return () => {};
  const page = window as any;
  const ends: (() => void)[] = [];
  let last = '';
  const found = new Set<string>();
  const tell = (choice: CmpChoice | undefined) => {
    const text = JSON.stringify(choice);
    if (choice && text != last && found.size) listener(JSON.parse((last = text)));
  };

  const tcf = (data: any, success: boolean) => {
    const { eventStatus, gdprApplies, purpose, listenerId } = success && data ? data : ({} as any);
    if (listenerId != null) ends[0] ??= () => page.__tcfapi('removeEventListener', 2, () => {}, listenerId);
    if (gdprApplies !== false && (eventStatus == 'tcloaded' || eventStatus == 'useractioncomplete')) {
      tell(byPurpose('tcf', (number) => purpose?.consents?.[number]));
    }
  };
  const gpp = ({ listenerId, pingData }: any = {}) => {
    if (listenerId != null) ends[1] ??= () => page.__gpp('removeEventListener', () => {}, listenerId);
    // An answer that is being changed is none.
    if (pingData?.signalStatus == 'ready') tell(bySections(pingData.parsedSections));
  };
  const look = () => {
    // A page that has both has the same answer in both, and the first says more.
    for (const [name, ...words] of [['__tcfapi', 'addEventListener', 2, tcf], ['__gpp', 'addEventListener', gpp]] as [string, ...unknown[]][]) {
      if (!found.size && typeof page[name] == 'function') {
        found.add(name);
        page[name](...words);
      }
    }
  };
  look();
  document.addEventListener('DOMContentLoaded', look);
  window.addEventListener('load', look);
  return () => {
    document.removeEventListener('DOMContentLoaded', look);
    window.removeEventListener('load', look);
    found.clear();
    for (const end of ends) end?.();
  };
}
