import { createElement as h, StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { App } from './app.js';

export const render = () => renderToString(h(StrictMode, null, h(App)));
