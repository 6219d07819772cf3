/**
 * The endpoint on a site's own server, for anything that speaks `Request` and `Response`: it keeps a record with
 * `Set-Cookie`, and hands a choice to another domain of the same owner. docs/records.md is its contract.
 */

import { arrive, depart, type HandOffOptions } from './handoff';
import { LONGEST, reader } from './record';

export interface EndpointOptions extends HandOffOptions {
  /** The server's clock, for tests. */
  now?: () => Date;
}

/**
 * Answers the requests to the path that `record.endpoint` names. The host and scheme of `request.url` have to be those
 * that visitors see.
 *
 * @param sealed what `npx sluis seal` made: an object, or its JSON.
 * @throws as `reader`, and when `secret` is too short to keep one.
 */
export function recordEndpoint(sealed: unknown, options: EndpointOptions = {}): (request: Request) => Promise<Response> {
  const site = reader(sealed);
  const { secret, now = () => new Date() } = options;
  if (secret != null && secret.length < 32) {
    throw new Error(`secret: found ${secret.length} characters, expected 32 or more, by chance: openssl rand -hex 32`);
  }
  const used = options.used || memory(now);
  return async (request) => {
    const url = new URL(request.url);
    if (request.method == 'POST') return keep(request, url);
    if (request.method == 'GET' && secret) {
      const { searchParams: asked } = url;
      const scene = { site, secret, used, now: now(), request, url };
      if (asked.has('choice')) return arrive(scene);
      if (asked.has('to')) return depart(scene);
    }
    return answer(405, 'a record is kept by POST', { Allow: secret ? 'GET, POST' : 'POST' });
  };

  async function keep(request: Request, url: URL): Promise<Response> {
    const foreign = isForeign(request.headers, url.host);
    if (foreign) return answer(403, foreign);
    const body = await text(request);
    if (body === undefined) return answer(413, `a record is no longer than ${LONGEST} bytes`);
    const secure = /^https:/.test(request.headers.get('origin')!);
    const { cookie, refusal } = site.judge(body, { secure, now: now() });
    return cookie ? answer(204, null, { 'Set-Cookie': cookie }) : answer(422, refusal!);
  }
}

/** @internal */
export const answer = (status: number, body: string | null, headers: Record<string, string> = {}): Response =>
  new Response(body && `${body}\n`, {
    status,
    headers: { ...(body && { 'Content-Type': 'text/plain; charset=utf-8' }), 'Cache-Control': 'no-store', ...headers },
  });

/** Another site must not choose for a visitor. Every browser sends `Origin` with a POST. */
function isForeign(headers: Headers, host: string): string | undefined {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  if (site && site != 'same-origin') return 'only pages of this site can have a choice kept';
  const [, from] = /^https?:\/\/([^/]+)$/.exec(origin || '') || [];
  if (from != host) return `Origin: found ${origin || 'nothing'}, expected that of ${host}`;
}

/** The body, or nothing when it is too long to be a record. Never more of it is read. */
async function text(request: Request): Promise<string | undefined> {
  const parts = request.body && request.body.getReader();
  const bytes: number[] = [];
  while (parts) {
    const { done, value } = await parts.read();
    if (done) break;
    bytes.push(...value.subarray(0, LONGEST + 1));
    if (bytes.length > LONGEST) {
      await parts.cancel();
      return;
    }
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

/** Which hand-offs were used, for as long as they could be used again. Of one process: docs/records.md tells of more. */
function memory(now: () => Date): (once: string, until: Date) => boolean {
  const seen = new Map<string, Date>();
  return (once, until) => {
    for (const [other, end] of seen) if (end < now()) seen.delete(other);
    if (seen.has(once)) return true;
    seen.set(once, until);
    return false;
  };
}
