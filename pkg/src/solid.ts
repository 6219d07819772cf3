/** `sluis/solid`: a primitive, a gate and an embed. */

import { createComponent, createMemo, createSignal, onCleanup, onMount } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import type { Accessor, JSX } from 'solid-js';
import { actions, allowed, before, current, subscribe } from './consent';
import type { Actions, Wanted } from './consent';
import { attend, frame } from './frame';
import type { Frame } from './frame';
import type { State } from './types';

export type { Actions, Frame as EmbedProps, State, Wanted };

/**
 * The choice, and what can be done about it; to be called in a component. On a server, and until the component is
 * mounted, nothing is granted.
 *
 * @example
 * const { state, open } = useConsent();
 * return <button onClick={open}>{state().decided ? 'Change my choice' : 'Choose'}</button>;
 */
export function useConsent(): Actions & { state: Accessor<State> } {
  const [state, set] = createSignal(before);
  onMount(() => {
    onCleanup(subscribe(() => set(current())));
    set(current());
  });
  return { state, ...actions };
}

export type ConsentProps = Wanted & {
  /** What is there as long as it is not granted. Nothing if not given. */
  fallback?: JSX.Element;
  children?: JSX.Element;
};

/**
 * Its children, once the category or the service is granted, and no longer than that.
 *
 * @example
 * <Consent service="youtube" fallback={<a href={address}>Watch on YouTube</a>}>
 *   <iframe src={embed} title="Film" />
 * </Consent>
 */
export function Consent(props: ConsentProps): JSX.Element {
  const { state } = useConsent();
  // First the choice alone: a change of something else must not make the children anew.
  const open = createMemo(() => allowed(state(), props));
  return createMemo(() => (open() ? props.children : props.fallback)) as unknown as JSX.Element;
}

/**
 * A frame in a `<div>` of its own, with Sluis' placeholder over it until its service is granted. It is in a page that a
 * server renders, so nothing moves when the page is taken over.
 *
 * @example
 * <Embed service="youtube" src="https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ" title="Film" width="560" height="315" />
 */
export function Embed(props: Frame): JSX.Element {
  let place!: HTMLDivElement;
  onMount(() => onCleanup(attend(place, () => ({ ...props }))));
  const markup = createMemo(() => frame({ ...props }));
  return createComponent(Dynamic, {
    component: 'div',
    ref: (element: HTMLDivElement) => (place = element),
    get innerHTML() {
      return markup();
    },
  });
}
