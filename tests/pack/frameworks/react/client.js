import { createElement as h, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { App } from './app.js';

const root = hydrateRoot(document.querySelector('#app'), h(StrictMode, null, h(App)));
window.leave = () => root.unmount();
