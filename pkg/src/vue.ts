/** `sluis/vue`: a composable and a gate. */

import { defineComponent, onMounted, onUnmounted, shallowReadonly, shallowRef } from 'vue';
import type { PropType, ShallowRef, SlotsType } from 'vue';
import { actions, allowed, before, current, subscribe } from './consent';
import type { Actions, Wanted } from './consent';
import type { Categories, State } from './types';

export type { Actions, State, Wanted };

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
