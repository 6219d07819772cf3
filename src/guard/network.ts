/**
 * Requests without an element. A held one fails the way an unreachable network fails, because that is the failure
 * every caller is written for.
 */

import { patch, text } from './patch';
import { holds } from './rules';

export function guardNetwork(realm: any): void {
  const aims = (values: any[], index = 0) => holds(text(values, index));
  const tell = (target: any, types: string[]) =>
    realm.setTimeout(() => types.forEach((type) => target.dispatchEvent(new realm.ProgressEvent(type))));

  patch(realm, 'fetch', (values, _self, proceed) =>
    holds(values[0]?.url || text(values, 0))
      ? realm.Promise.reject(new realm.TypeError('Failed to fetch'))
      : proceed(),
  );

  patch(realm.Navigator, 'sendBeacon', (values, _self, proceed) => !aims(values) && proceed());

  /** The held requests; true for those opened synchronously. */
  const requests = new WeakMap<XMLHttpRequest, boolean>();
  const request = realm.XMLHttpRequest;
  patch(request, 'open', (values, self, proceed) => {
    const held = aims(values, 1);
    proceed();
    delete self.readyState;
    requests.delete(self);
    if (held) requests.set(self, values.length > 2 && !values[2]);
  });
  patch(request, 'send', (_values, self, proceed) => {
    const synchronous = requests.get(self);
    if (synchronous == null) return proceed();
    if (synchronous) throw new realm.DOMException('Failed to load', 'NetworkError');
    Object.defineProperty(self, 'readyState', { value: 4, configurable: true });
    tell(self, ['readystatechange', 'error', 'loadend']);
  });

  // What comes back is a connection that has just failed: of the right kind, with every member, soon to say so.
  patch(realm, 'WebSocket EventSource', (values, { prototype, CLOSED }, proceed) => {
    if (!aims(values)) return proceed();
    const closed = Object.setPrototypeOf(new realm.EventTarget(), prototype);
    for (const name of Object.getOwnPropertyNames(prototype)) {
      // The platform's accessors would refuse an object that it did not make.
      const accessor = Object.getOwnPropertyDescriptor(prototype, name)!.get;
      Object.defineProperty(closed, name, { value: accessor ? null : () => {}, writable: true });
    }
    Object.assign(closed, { url: values[0], readyState: CLOSED });
    for (const type of ['error', 'close']) closed.addEventListener(type, (event: Event) => closed['on' + type]?.(event));
    tell(closed, ['error', 'close']);
    return closed;
  });
}
