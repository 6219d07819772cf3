/** `sluis/react`: a hook and a gate. */

import { useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { actions, allowed, before, current, subscribe } from './consent';
import type { Actions, Wanted } from './consent';
import type { State } from './types';

export type { Actions, State, Wanted };

/**
 * The choice, and what can be done about it. Drawn again when the choice changes. On a server, and while a page is
 * hydrated, nothing is granted.
 *
 * @example
 * const { state, open } = useConsent();
 * return <button onClick={open}>{state.decided ? 'Change my choice' : 'Choose'}</button>;
 */
export function useConsent(): Actions & { state: State } {
  return { state: useSyncExternalStore(subscribe, current, () => before), ...actions };
}

export type ConsentProps = Wanted & {
  /** What is there as long as it is not granted. Nothing if not given. */
  fallback?: ReactNode;
  children?: ReactNode;
};

/**
 * Its children, once the category or the service is granted, and no longer than that.
 *
 * @example
 * <Consent service="youtube" fallback={<a href={address}>Watch on YouTube</a>}>
 *   <iframe src={embed} title="Film" />
 * </Consent>
 */
export function Consent({ fallback = null, children = null, ...wanted }: ConsentProps): ReactNode {
  return allowed(useConsent().state, wanted) ? children : fallback;
}
