// Ways that go round what the other families stand in front of: by the page's base, by what a request says of itself.
import type { Family } from './vector.ts';

const base = `const b = document.createElement('base'); b.href = 'https://$host/'; document.head.append(b);`;

export const roundabout: Family = {
  name: 'Roundabout',
  vectors: [
    { id: 'base-script', head: '<base href="https://$host/">', html: '<script src="a.js"></script>', runs: true, alone: true },
    { id: 'base-made', js: `${base} const s = document.createElement('script'); s.src = 'a.js'; here.append(s); fetch('a.gif', { mode: 'no-cors' }).catch(() => {});`, runs: true, alone: true },
    { id: 'base-html', js: `${base} here.innerHTML = '<iframe title="x" src="a.html"></iframe>';`, runs: true, alone: true },
    { id: 'fetch-decoy-tag', js: `fetch({ [Symbol.toStringTag]: 'Request', url: '/own.gif', toString: () => '$gif' }).catch(() => {});`, told: true },
    { id: 'fetch-request-subclass', js: `fetch(new (class extends Request { get url() { return '/own.gif'; } })('$gif')).catch(() => {});`, told: true },
  ],
};
