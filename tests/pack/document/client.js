import { createElement as h } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { Document } from './app.js';

const written = document.querySelector('#data').textContent;
const { head, placed } = JSON.parse(written);
const data = ['script', { id: 'data', type: 'application/json', dangerouslySetInnerHTML: { __html: written } }];
window.heading = document.querySelector('h1');
hydrateRoot(document, h(Document, { head: [...head, data], place: placed ? '' : null, resource: { read: () => 'Nagekomen' } }));
