import { createElement } from 'react';
import { createComponent } from 'solid-js';
import { mount } from 'svelte';
import { get } from 'svelte/store';
import { defineConfig } from 'vite';
import { h } from 'vue';
import * as react from 'sluis/react';
import * as solid from 'sluis/solid';
import * as svelte from 'sluis/svelte';
import { sluis } from 'sluis/vite';
import * as vue from 'sluis/vue';

export default defineConfig({ plugins: [sluis({ config: 'consent.json', form: 'inline', folder: 'sluis' })] });
// @ts-expect-error there is no such form
sluis({ form: 'outline' });

createElement(react.Consent, { service: 'youtube', fallback: 'Bekijk de film' }, 'Film');
createElement(react.Consent, { category: 'analytics' });
// @ts-expect-error no such category
createElement(react.Consent, { category: 'statistics' });
// @ts-expect-error waits for nothing
createElement(react.Consent, {});

h(vue.Consent, { service: 'youtube' }, { default: () => 'Film', fallback: () => 'Bekijk de film' });
// @ts-expect-error no such category
h(vue.Consent, { category: 'statistics' });

createComponent(solid.Consent, { category: 'social', children: 'Film' });
// @ts-expect-error both at once
createComponent(solid.Consent, { category: 'social', service: 'youtube' });

mount(svelte.Consent, { target: document.body, props: { service: 'youtube' } });
// @ts-expect-error no such category
mount(svelte.Consent, { target: document.body, props: { category: 'statistics' } });

const film = { service: 'youtube', src: 'https://www.youtube-nocookie.com/embed/x', title: 'Film' };
createElement(react.Embed, { ...film, width: 560, className: 'wide', allowFullScreen: true });
h(vue.Embed, { ...film, width: 560, allowfullscreen: true });
createComponent(solid.Embed, { ...film, class: 'wide' });
mount(svelte.Embed, { target: document.body, props: { ...film, loading: 'lazy' } });
// @ts-expect-error a frame without a title
createElement(react.Embed, { service: 'youtube', src: film.src });
// @ts-expect-error a frame without a title
h(vue.Embed, { service: 'youtube', src: film.src });
// @ts-expect-error a frame without a title
createComponent(solid.Embed, { service: 'youtube', src: film.src });
// @ts-expect-error a frame without a title
mount(svelte.Embed, { target: document.body, props: { service: 'youtube', src: film.src } });

const granted: boolean[] = [
  react.useConsent().state.categories.analytics === 'granted',
  vue.useConsent().state.value.decided,
  solid.useConsent().state().ready,
  get(svelte.useConsent().state).decided,
];
react.useConsent().accept(['analytics']);
console.log(granted);
