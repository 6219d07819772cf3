/** `sluis/svelte`: a store, a gate and an embed, for Svelte 5. */

import { readable } from 'svelte/store';
import type { Readable } from 'svelte/store';
import type { Component, Snippet } from 'svelte';
import gate from './Consent.svelte';
import embed from './Embed.svelte';
import { actions, before, current, subscribe } from './consent';
import type { Actions, Wanted } from './consent';
import type { Frame } from './frame';
import type { State } from './types';

export type { Actions, Frame as EmbedProps, State, Wanted };

/** Whether a page that was rendered on a server has been taken over: that has to happen as it is. */
let taken = false;

const state = /* @__PURE__ */ readable(before, (set) => {
  const update = () => set(current());
  const stop = typeof window == 'undefined' ? () => {} : subscribe(update);
  let listening = true;
  if (taken) update();
  else {
    queueMicrotask(() => {
      taken = true;
      if (listening) update();
    });
  }
  return () => {
    listening = false;
    stop();
  };
});

/**
 * The choice as a store, and what can be done about it. On a server, and while a page is hydrated, nothing is granted.
 * For a single reading outside of components there is `window.sluis.state()`.
 *
 * @example
 * const { state, open } = useConsent();
 * // <button onclick={open}>{$state.decided ? 'Change my choice' : 'Choose'}</button>
 */
export function useConsent(): Actions & { state: Readable<State> } {
  return { state, ...actions };
}

export type ConsentProps = Wanted & {
  /** What is there as long as it is not granted. Nothing if not given. */
  fallback?: Snippet;
  children?: Snippet;
};

/**
 * Its children, once the category or the service is granted, and no longer than that.
 *
 * @example
 * <Consent service="youtube">
 *   <iframe src={embed} title="Film"></iframe>
 *   {#snippet fallback()}<a href={address}>Watch on YouTube</a>{/snippet}
 * </Consent>
 */
export const Consent: Component<ConsentProps> = gate;

/**
 * A frame in a `<div>` of its own, with Sluis' placeholder over it until its service is granted. It is in a page that a
 * server renders, so nothing moves when the page is taken over.
 *
 * @example
 * <Embed service="youtube" src="https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ" title="Film" width="560" height="315" />
 */
export const Embed: Component<Frame> = embed;
