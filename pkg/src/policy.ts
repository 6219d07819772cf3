/**
 * The Content-Security-Policy of what is granted, as `cargo xtask csp` writes it (`src/core/policy.rs`, `source.rs`,
 * where the reasons stand). Here because only pages that enforce load it; a test holds the two equal.
 */

const ALWAYS = ["'self'", 'data:', 'blob:', "'unsafe-inline'", "'unsafe-eval'", "'wasm-unsafe-eval'"];

/**
 * `config` is complete; `granted` tells of a service by its id. `shown` is what may be shown once: the service of a
 * marked place, which may load all that is its own, or the address of a frame, which may then be framed.
 */
export function policy(config: any, granted: (id: string) => boolean, shown = ''): string {
  const loads = (config.services || []).filter(({ id, consentMode }: any) => granted(id) || id == shown || consentMode == 'advanced').flatMap(({ hosts }: any) => hosts || []);
  const list = [...new Set([...ALWAYS, ...(config.domains || []), ...loads.flatMap(sources)])].join(' ');
  const [frame] = /^https?:[^?#]+/.exec(shown) || [];
  return `default-src ${list}${frame ? `; frame-src ${list} ${safe(frame)}` : ''}`;
}

/** What would end a source, escaped. */
const safe = (text: string) => text.replace(/[;,$&'"<>`]/g, (sign) => '%' + sign.charCodeAt(0).toString(16).toUpperCase());

/** A pattern covers subdomains and every path that begins alike; a source knows whole paths and folders. */
function sources(pattern: string): string[] {
  const slash = (pattern + '/').indexOf('/');
  const host = pattern.slice(0, slash);
  const path = pattern.slice(slash);
  const name = path.slice(path.lastIndexOf('/') + 1);
  let paths = [safe(path)];
  // One letter is the beginning of a name, as in `/v17.0/`.
  if (name.length == 1) paths = [path.length == 2 ? '' : safe(path.slice(0, -1))];
  else if (name && !name.includes('.')) paths = ['', '/', '.js'].map((end) => safe(path) + end);
  return (paths[0] ? [''] : ['', 'wss://']).flatMap((scheme) =>
    ['', '*.'].flatMap((below) => paths.map((path) => scheme + below + host + path)),
  );
}
