/**
 * What `<Embed>` puts into a page: a marked frame as markup, which no framework looks into again. The placeholder of a
 * frame is its neighbour and comes and goes with the choice; a framework that kept account of both would complain when it
 * takes over a page where one already waits, and would take the neighbour for a mistake of the server.
 */

import { allowed, current, subscribe } from './consent';

/** A frame that waits for a choice, with what may be said about it in HTML. */
export interface Frame {
  /** The id of a service in consent.json. */
  service: string;
  /** What is shown once that is granted: an address of the web. */
  src: string;
  /** What screen readers, and the placeholder, call it. */
  title: string;
  width?: number | string;
  height?: number | string;
  id?: string;
  class?: string;
  name?: string;
  allow?: string;
  allowfullscreen?: boolean;
  loading?: 'eager' | 'lazy';
  referrerpolicy?: string;
  sandbox?: string;
}

/** By the names that HTML has for them, however a framework writes those. */
const ATTRIBUTES = ['title', 'width', 'height', 'id', 'class', 'name', 'allow', 'allowfullscreen', 'loading', 'referrerpolicy', 'sandbox'];

const SIGNS: Record<string, string> = { '&': '&amp;', '"': '&quot;', '<': '&lt;' };
const attribute = (name: string, value: unknown) => ` ${name}="${`${value}`.replace(/[&"<]/g, (sign) => SIGNS[sign])}"`;

/** An address that runs a script must not get into a page by way of a text that somebody typed. */
function isWeb(address: string): boolean {
  try {
    return /^https?:$/.test(new URL(address, 'https://here.invalid').protocol);
  } catch {
    return false;
  }
}

export function frame(properties: { service: string; src: string }): string {
  const { service, src, ...others } = properties;
  let markup = attribute('data-sluis', service);
  if (isWeb(src)) markup += attribute('data-src', src);
  else console.error(`Sluis: <Embed service="${service}"> shows nothing, because its src is ${JSON.stringify(src)}. Expected an address of the web.`);
  for (const [written, value] of Object.entries(others)) {
    const name = written == 'className' ? 'class' : written.toLowerCase();
    if (ATTRIBUTES.includes(name) && value != null && value !== false) markup += attribute(name, value === true ? '' : value);
  }
  return `<iframe${markup}></iframe>`;
}

/**
 * Brings the frame back to waiting each time its service stops being granted: what has loaded is not stopped by taking
 * consent back, but a frame can be had anew. Returns a function that ends it.
 */
export function attend(place: Element, properties: () => { service: string; src: string }): () => void {
  const granted = () => allowed(current(), { service: properties().service });
  let was = granted();
  return subscribe(() => {
    const is = granted();
    if (was && !is) place.innerHTML = frame(properties());
    was = is;
  });
}
