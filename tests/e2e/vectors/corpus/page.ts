// Vectors as pages: many on one page where they can't disturb each other, and what their hosts answer.
import type { Answer, Hit } from '../../support/network.ts';
import type { Vector } from './vector.ts';

export const hostOf = (id: string): string => `${id}.tracker.test`;
export const idOf = (host: string): string => host.split('.')[0] ?? '';

/** Few enough that a page is quiet soon, many enough that the whole corpus takes a minute or two. */
const TOGETHER = 14;

export interface Sheet {
  name: string;
  vectors: Vector[];
  /** The rest of the page comes this much later than its head, in milliseconds. */
  pause?: number;
}

export function sheets(name: string, vectors: Vector[], pause?: number): Sheet[] {
  const together = vectors.filter(({ alone }) => !alone);
  const made: Sheet[] = vectors.filter(({ alone }) => alone).map((vector) => ({ name: vector.id, vectors: [vector], pause }));
  for (let at = 0; at < together.length; at += TOGETHER) {
    made.push({ name: `${name} ${at / TOGETHER + 1}`, vectors: together.slice(at, at + TOGETHER), pause });
  }
  return made;
}

const files: Record<string, string> = { js: 'a.js', gif: 'a.gif', html: 'a.html', css: 'a.css', svg: 'a.svg', mp4: 'a.mp4', vtt: 'a.vtt', font: 'a.woff2', events: 'a.events' };

export const fill = (id: string, own: string, text: string): string =>
  text.replace(/\$(\w+)/g, (whole, name: string) => {
    if (name === 'host') return hostOf(id);
    if (name === 'own') return own;
    return files[name] ? `https://${hostOf(id)}/${files[name]}` : whole;
  });

/** A script may wait for the core, which brings the second part of the barrier; without Sluis it waits as long. */
const LATER = `window.later = (act) => {
  const run = () => setTimeout(act, 50);
  const wait = () => (window.sluis ? sluis.on('ready', run) : run());
  if (document.readyState === 'complete') wait();
  else addEventListener('load', wait);
};`;

const scriptOf = ({ js = '', late }: Vector): string =>
  `<script>{ const here = document.currentScript.previousElementSibling; ${late ? `later(() => { ${js} });` : js} }</script>`;

/** The page of these vectors, with `snippet` first in its head; two parts where a pause comes between them. */
export function page({ name, vectors, pause }: Sheet, own: string, snippet: string): string[] {
  const put = (part: (vector: Vector) => string): string => vectors.map((vector) => fill(vector.id, own, part(vector))).join('\n');
  const head = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${name}</title>
${snippet}
${vectors.some(({ late }) => late) ? `<script>${LATER}</script>` : ''}
${put(({ head = '' }) => head)}
</head>
`;
  const special = vectors.find((vector) => vector.body);
  const body = special ? fill(special.id, own, `${special.body}\n</html>`) : `<body>
<h1>${name}</h1>
${put((vector) => `${vector.html ?? ''}${vector.js ? `<div></div>${scriptOf(vector)}` : ''}`)}
</body>
</html>`;
  return pause ? [head, body] : [head + body];
}

/** Code that tells the site that it runs, from wherever it runs. */
const tell = (id: string, own: string): string => `if (globalThis.fetch) fetch('https://${own}/ran?id=${id}', { mode: 'no-cors', keepalive: true }).catch(() => {});`;

const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** What the host of a vector answers. */
export function thirdParty(own: string): (hit: Hit) => Answer {
  return (hit) => {
    const id = idOf(hit.host);
    const headers = {
      'access-control-allow-origin': String(hit.headers.origin ?? '*'),
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'content-type',
    };
    switch (hit.path.slice(hit.path.lastIndexOf('.') + 1)) {
      case 'js':
        return { headers, type: 'text/javascript', body: `${tell(id, own)}\nvar one = 1;` };
      case 'html':
        return { headers, type: 'text/html', body: `<!doctype html><html lang="en"><title>Embed</title><script>${tell(id, own)}</script>` };
      case 'svg':
        return { headers, type: 'image/svg+xml', body: `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect id="i" width="8" height="8"/><script>${tell(id, own)}</script></svg>` };
      case 'gif':
        return { headers, type: 'image/gif', body: pixel };
      case 'css':
        return { headers, type: 'text/css', body: ':root { --third: loaded }' };
      case 'events':
        return { headers, type: 'text/event-stream', body: 'data: hello\n\n' };
      default:
        return { headers, status: 200, type: 'application/octet-stream', body: '' };
    }
  };
}

/** What the site itself answers beside its pages. */
export function firstParty(hit: Hit): Answer | undefined {
  const [address = ''] = [...hit.query.keys()];
  const wait = hit.query.has('slow') ? 250 : 0;
  switch (hit.path) {
    case '/ran':
    case '/favicon.ico':
    case '/own.mp4':
      return { status: 204 };
    case '/own.gif':
      return { type: 'image/gif', body: pixel };
    case '/own.css':
      return { type: 'text/css', body: '', wait };
    case '/own.js':
      return { type: 'text/javascript', body: '', wait };
    case '/imports.js':
      return { type: 'text/javascript', body: `import '${address}';` };
    case '/imports.css':
      return { type: 'text/css', body: `@import '${address}';` };
    case '/worker.js':
      return { type: 'text/javascript', body: `importScripts('${address}');` };
    case '/frame.html':
      return { type: 'text/html', body: `<!doctype html><html lang="en"><title>Own</title><script src="${address}"></script>` };
    default:
      return undefined;
  }
}
