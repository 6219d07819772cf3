/**
 * Which addresses the barrier stands in front of. It knows hosts, never consent: whoever may pass is for the core to
 * say, through `Gate.ask`.
 */

import { gate } from './gate';
import { sendConsentDefault } from './google';

/** The host and the path, as src/core/matcher.rs reads them. A scan, since `new URL` costs many times as much. */
const ADDRESS = /^[\0- ]*(?:(?:http|ws)s?:[\\/]*|[\\/]{2,})(?:[^\\/?#@]*@)*([^\\/?#:]+)([^\\/?#]*)([^?#]*)/i;
/** Anything in a longer text (markup, `srcset`) that could start an address. */
const ADDRESSES = /[\\/][\t\n\r]*[\\/][^\s"'`<>,]+/g;
const SLASH = /&(?:#0*47|#x0*2f|sol);?/gi;

/** By host: path prefixes ('' for all), and whether they are held. */
export type Hosts = Record<string, Record<string, boolean>>;
export let hosts: Hosts = { __proto__: null } as any;

/** Has another list in its place. For the worker, which has two. */
export function use(list: Hosts): void {
  hosts = list;
}

/** By id: the patterns of a service in the catalogue. */
export const catalogue: Record<string, string[]> = { __proto__: null } as any;

/** Hosts, as they were written, that no pattern is about: a page asks the same few again and again. */
let strangers: Record<string, true> = {};

/** Adds a pattern to hold, or (`hold` false) one that a functional service declares and that therefore passes. */
export function addPattern(pattern: string, hold: boolean): void {
  strangers = {};
  const [host] = pattern.toLowerCase().split('/');
  const path = pattern.slice(host.length);
  const paths = (hosts[host] = hosts[host] || {});
  paths[path] = hold && paths[path] !== false;
}

/** What the site's own addresses begin with: asked once, since that costs as much as all else together. */
let own: string;

export function addCatalogue(): void {
  own = location.origin + '/';
  for (const line of KNOWN_HOSTS.split(';')) {
    const patterns = line.split(' ');
    catalogue[patterns.pop()!] = patterns;
    for (const pattern of patterns) addPattern(pattern, true);
  }
}

/** The best fit decides, so that a functional google.com/recaptcha passes where google.com is held: a path before a
 *  bare host, then the longest. */
export function matches(host: string, path: string): boolean | undefined {
  let best = 0;
  let hold;
  for (let tail = host, at = 1; at; tail = tail.slice((at = tail.indexOf('.') + 1))) {
    for (const prefix in hosts[tail]) {
      hold = hold || false;
      const rank = tail.length + prefix.length + (prefix ? 1e5 : 0);
      if (rank > best && path.startsWith(prefix)) [best, hold] = [rank, hosts[tail][prefix]];
    }
  }
  return hold;
}

/** The address that is meant where the page's `<base>` is somebody else's. */
export function meant(address: string): string {
  const { baseURI } = document;
  try {
    return baseURI.startsWith(own) ? address : new URL(address, baseURI).href;
  } catch {
    return address;
  }
}

/** Whether a request to this address has to wait. */
export function holds(address: string): boolean {
  const parts = ADDRESS.exec(address.replace(/[\t\n\r]/g, '')) || (address != (address = meant(address)) && ADDRESS.exec(address));
  if (!parts || strangers[parts[1]]) return false;
  // `www.youtube.com.localhost` stands in for the real host while a site is developed without a network.
  const host = parts[1].toLowerCase().replace(/\.(localhost\.?)?$/, '');
  const hold = matches(host, parts[3].replace(/\\/g, '/') || '/');
  if (hold == null) strangers[parts[1]] = true;
  // The site's own host comes last: reading it costs as much as all before it.
  if (!hold || parts[1] + parts[2] == location.host) return false;
  try {
    if (gate.ask?.(address)) return false;
  } catch {
    // A core that has failed has granted nothing.
  }
  if (/google|doubleclick/.test(host)) sendConsentDefault();
  return true;
}

/** The first address in a text that has to wait; any relative one may, where the base does. */
export function mentions(text: string): string | undefined {
  return text && ((/&/.test(text) ? text.replace(SLASH, '/') : text).match(ADDRESSES)?.find(holds) || (holds('.') ? '.' : ''));
}
