/**
 * Makes the calls that the core has picked for vendors' functions. The vendors' code may be absent, late, replaced or
 * broken: that is never a reason for the choice not to go on.
 */

import { gtag } from './gtag';

/** A function, and what it is called with. */
type Call = [name: string, ...values: unknown[]];

export function performer(): (calls: string) => void {
  const page = window as any;
  let calls: Call[] = [];

  /** Makes a call; false when there is nobody to hear it yet. */
  const make = ([name, ...values]: Call): boolean => {
    try {
      const [key, method] = name.split('.');
      if (name == 'gtag') gtag(...values);
      else {
        // A queue can be filled before its vendor is there: every such vendor takes over what it finds.
        const of = method ? page[key] || (method == 'push' && (page[key] = [])) : page;
        if (!of?.[method || key]) return false;
        of[method || key](...values);
      }
    } catch (error) {
      // It will not go better a second time. Only whoever builds the site can do something about it.
      if (/localhost$/.test(location.hostname)) console.warn(`Sluis: ${name} has failed.`, error);
    }
    return true;
  };

  /** A call of a vendor's can cause another load, or another choice, before it returns: then that one goes on. */
  const say = () => {
    const list = calls;
    for (const call of list.splice(0)) if (list == calls && !make(call)) list.push(call);
  };

  // Whatever has come with a script hears of the choice at once, its own first requests aside.
  document.addEventListener('load', say, true);
  return (text) => {
    calls = JSON.parse(text);
    say();
  };
}
