/**
 * Requests without an element. A held one fails the way an unreachable network fails, because that is the failure
 * every caller is written for.
 */

import { patch, text } from './patch';
import { holds } from './rules';

/**
 * A port that every browser refuses before it asks anybody, even for the name: the platform itself then makes the
 * object, the events and the exceptions of a failed request.
 * https://fetch.spec.whatwg.org/#port-blocking
 */
const NOWHERE = 's://held.invalid:1';
/** Not events, so an EventSource gives up at once instead of trying again for ever. */
const NO_EVENTS = 'data:,';

export function guardNetwork(realm: any): void {
  const url = realm.Request.prototype.__lookupGetter__('url');
  patch(realm, 'fetch', async (values, _self, proceed) => {
    let address;
    try {
      // What a request says of itself need not be so.
      address = url.call(values[0]);
    } catch {
      // Anything else, of whichever window, is turned into text, whatever members it has.
      address = text(values, 0);
    }
    if (holds(address)) {
      throw new realm.TypeError('Failed to fetch');
    }
    return proceed();
  });

  patch(realm.Navigator, 'sendBeacon', (values, _self, proceed) => !holds(text(values, 0)) && proceed());

  patch(realm.XMLHttpRequest, 'open', (values, _self, proceed) => {
    text(values, 0);
    if (holds(text(values, 1))) values[1] = 'http' + NOWHERE;
    proceed();
  });

  patch(realm, 'WebSocket EventSource', (values, _self, proceed, name) => {
    if (holds(text(values, 0))) values[0] = name > 'F' ? 'ws' + NOWHERE : NO_EVENTS;
    return proceed();
  });
}
