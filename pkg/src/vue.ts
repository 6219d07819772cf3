/** `sluis/vue`: a composable, a gate and an embed. */

import { defineComponent, h, onMounted, onUnmounted, shallowReadonly, shallowRef } from 'vue';
import type { FunctionalComponent, PropType, ShallowRef, SlotsType } from 'vue';
import { actions, allowed, before, current, subscribe } from './consent';
import type { Actions, Wanted } from './consent';
import { attend, frame } from './frame';
import type { Frame } from './frame';
import type { Categories, State } from './types';

export type { Actions, Frame as EmbedProps, State, Wanted };

/**
 * The choice, and what can be done about it; to be called in `setup`. On a server, and until the component is mounted,
 * nothing is granted.
 *
 * @example
 * const { state, open } = useConsent();
 * watch(state, ({ categories }) => categories.analytics == 'granted' && measure());
 */
export function useConsent(): Actions & { state: Readonly<ShallowRef<State>> } {
  const state = shallowRef(before);
  const update = () => {
    state.value = current();
  };
  let stop = () => {};
  onMounted(() => {
    stop = subscribe(update);
    update();
  });
  onUnmounted(() => stop());
  return { state: shallowReadonly(state), ...actions };
}

/**
 * Its default slot, once the category or the service is granted, and no longer than that; the slot `fallback` before.
 *
 * @example
 * <Consent service="youtube">
 *   <iframe :src="embed" title="Film" />
 *   <template #fallback><a :href="address">Watch on YouTube</a></template>
 * </Consent>
 */
export const Consent = /* @__PURE__ */ defineComponent({
  name: 'Consent',
  props: { category: String as PropType<keyof Categories>, service: String },
  slots: Object as SlotsType<{ default?: unknown; fallback?: unknown }>,
  setup(wanted, { slots }) {
    const { state } = useConsent();
    return () => (allowed(state.value, wanted) ? slots.default?.({}) : slots.fallback?.({}));
  },
});

/**
 * A frame in a `<div>` of its own, with Sluis' placeholder over it until its service is granted. It is in a page that a
 * server renders, so nothing moves when the page is taken over.
 *
 * @example
 * <Embed service="youtube" src="https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ" title="Film" width="560" height="315" />
 */
export const Embed = /* @__PURE__ */ defineComponent({
  name: 'Embed',
  inheritAttrs: false,
  props: { service: { type: String, required: true }, src: { type: String, required: true } },
  setup(own, { attrs }) {
    const place = shallowRef<Element>();
    const all = () => ({ ...attrs, ...own });
    let stop = () => {};
    onMounted(() => {
      stop = attend(place.value!, all);
    });
    onUnmounted(() => stop());
    return () => h('div', { ref: place, innerHTML: frame(all()) });
  },
}) as unknown as FunctionalComponent<Frame>;
