import { inject, snippet } from 'sluis/node';
import consent from '../consent.json';

const written = await snippet(consent);

/** Chunks are parts of a page; `inject` only touches the one with its head. */
export const handle = ({ event, resolve }) => resolve(event, { transformPageChunk: ({ html }) => inject(html, written) ?? html });
