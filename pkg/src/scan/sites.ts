/** Which hosts belong to one site, as the browser itself judges it: it carries the list of public suffixes. */

import type { Pipe } from './pipe';

const isAddress = (host: string) => host.includes(':') || /^[\d.]+$/.test(host) || host.startsWith('[');

/**
 * The registrable domain of each host. A cookie for a public suffix, such as `co.uk`, is kept by the browser for that
 * host alone; the shortest domain whose subdomains may share one is what is asked for.
 */
export async function sites(pipe: Pipe, hosts: Iterable<string>): Promise<(host: string) => string> {
  const known = new Map<string, string>();
  const { browserContextId } = await pipe.send('Target.createBrowserContext', { disposeOnDetach: true });
  try {
    const domains = (host: string) => host.split('.').map((_, place, parts) => parts.slice(place).join('.'));
    const named = [...new Set(hosts)].filter((host) => host && !isAddress(host));
    const cookies = [...new Set(named.flatMap(domains))].map((domain) => ({ name: 'site', value: '1', domain: `.${domain}`, path: '/' }));
    for (const cookie of cookies) await pipe.send('Storage.setCookies', { browserContextId, cookies: [cookie] }).catch(() => {});
    const kept = await pipe.send('Storage.getCookies', { browserContextId });
    const shared = new Set<string>(kept.cookies.map(({ domain }: { domain: string }) => domain));
    for (const host of named) known.set(host, domains(host).filter((domain) => shared.has(`.${domain}`)).pop() || host);
  } finally {
    await pipe.send('Target.disposeBrowserContext', { browserContextId });
  }
  return (host) => known.get(host) || host;
}
