/**
 * A choice handed to another domain of the same owner: signed by the one server, taken by the other. It is good for one
 * minute, one use, one page, and one pair of origins; it holds the record and nothing of the visitor.
 *
 * `1~UNTIL~ONCE~SIGNATURE~RECORD`: seconds since 1970; 128 bits of chance; HMAC-SHA256 over what `message` makes.
 */

import { answer } from './keep';
import type { Reader } from './record';

/** Seconds that a hand-off is good for. A link is followed at once. */
const LIFE = 60;
/** Seconds by which the clocks of an owner's servers may differ. */
const SKEW = 60;
const FORMAT = /^1~(\d{1,12})~([0-9a-f]{32})~([0-9a-f]{64})~(1~[\w.~-]+)$/;

export interface HandOffOptions {
  /** Shared by the servers of one owner, 32 characters or more. Without it choices are not handed over. */
  secret?: string;
  /**
   * Whether a hand-off was used before; it is from now on, and can be forgotten after `until`. For a site of several
   * processes: a store that they share, asked and told in one step.
   *
   * @defaultValue a list in this process
   */
  used?: (once: string, until: Date) => boolean | Promise<boolean>;
}

interface Scene {
  site: Reader;
  secret: string;
  used: NonNullable<HandOffOptions['used']>;
  now: Date;
  request: Request;
  url: URL;
}

/** `?to=https://other.example/page`: on to that page, with the choice when there is one. */
export async function depart({ site, secret, now, request, url }: Scene): Promise<Response> {
  const asked = url.searchParams.get('to')!;
  const to = address(asked);
  const { domains = [], record: { endpoint } = {} } = site.config as any;
  // Not to any address: that would lend this site's name to whoever writes a link.
  if (!to || to.protocol != url.protocol || !domains.includes(to.hostname)) {
    return answer(422, `to: found ${asked.slice(0, 200)}, expected an address on one of domains: ${domains.join(', ')}`);
  }
  const { record } = site.read(request.headers.get('cookie'), { now });
  // Without a choice, or towards this very site, there is nothing to hand over.
  if (!record || !endpoint || to.origin == url.origin) return on(to.href);
  const page = path(to);
  const until = Math.floor(+now / 1000) + LIFE;
  const once = hex(crypto.getRandomValues(new Uint8Array(16)));
  const signature = hex(new Uint8Array(await crypto.subtle.sign('HMAC', await key(secret), message(url.origin, to.origin, page, until, once, record))));
  const target = new URL(endpoint, to.origin);
  target.search = `${new URLSearchParams({ choice: `1~${until}~${once}~${signature}~${record}`, page })}`;
  return on(target.href);
}

/** `?choice=…&page=…`: keeps the choice where everything is right, and goes on to the page in any case. */
export async function arrive({ site, secret, used, now, request, url }: Scene): Promise<Response> {
  const page = local(url.searchParams.get('page') || '/', url);
  const stay = on(page);
  const [, until, once, signature, record] = FORMAT.exec(url.searchParams.get('choice')!) || [];
  const from = address(request.headers.get('referer') || '');
  const mode = request.headers.get('sec-fetch-mode');
  // Only a visitor who follows a link on the other site: no frame, no image, and no link that somebody else has sent.
  if (!until || !from || from.origin == url.origin || (mode && mode != 'navigate') || (request.headers.get('sec-fetch-dest') || 'document') != 'document') return stay;
  const told = message(from.origin, url.origin, page, +until, once, record);
  if (!(await crypto.subtle.verify('HMAC', await key(secret), bytes(signature), told))) return stay;
  const seconds = +now / 1000;
  if (+until < seconds || +until > seconds + LIFE + SKEW) return stay;
  const { cookie, minute } = site.judge(record, { secure: url.protocol == 'https:', now });
  if (!cookie || (await used(once, new Date(+until * 1000)))) return stay;
  // What was chosen here, and later, stands.
  const own = site.read(request.headers.get('cookie'), { now }).record;
  if (own && (site.judge(own, { now }).minute || 0) >= minute) return stay;
  return on(page, { 'Set-Cookie': cookie });
}

const on = (to: string, headers = {}) => answer(303, null, { Location: to, ...headers });

const message = (from: string, to: string, page: string, until: number, once: string, record: string) =>
  new TextEncoder().encode(['sluis hand-off 1', from, to, page, until, once, record].join('\n'));

const key = (secret: string) =>
  crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join('');

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g)!, (pair) => parseInt(pair, 16));

function address(text: string): URL | undefined {
  try {
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) && !url.username && !url.password ? url : undefined;
  } catch {
    return;
  }
}

/** Path, query and fragment. */
const path = ({ href, origin }: URL) => href.slice(origin.length);

/** A path on this site, whatever was asked for. Judged as it will be sent: a browser leaves tabs out of an address. */
function local(page: string, { origin }: URL): string {
  const url = page.startsWith('/') ? address(origin + page) : undefined;
  return url && url.origin == origin && !path(url).startsWith('//') ? path(url) : '/';
}
