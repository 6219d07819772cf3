// Ways that go round what the other families stand in front of: by the page's base, by what a frame's window has of its
// own, by a text that comes to where it is used on another path.
import type { Family } from './vector.ts';

const blank = `const f = document.createElement('iframe'); f.title = 'x'; here.append(f); const w = f.contentWindow, d = f.contentDocument;`;
const named = (name: string): string => `const f = document.createElement('iframe'); f.title = 'x'; f.name = '${name}'; here.append(f);`;
/** Without it a sanitizer takes pictures away. */
const allowing = `{ sanitizer: { elements: ['img'], attributes: ['alt', 'src'] } }`;
const base = `const b = document.createElement('base'); b.href = 'https://$host/'; document.head.append(b);`;
/** WebKit asks for `/favicon.ico` on the host of the base, where a page names no icon: that is no way in that anybody makes. */
const icon = '<link rel="icon" href="https://$own/own.gif">';
const start = (blob: string): string => `new Worker(URL.createObjectURL(${blob}));`;
const code = `"importScripts('$js')"`;
const shadow = (mode: string, html: string): string => `const e = document.createElement('div'); here.append(e); e.attachShadow({ mode: '${mode}' }).innerHTML = ${JSON.stringify(html)};`;
const drawn = (attribute: string, file: string): string => `here.innerHTML = '<svg width="20" height="20"><rect ${attribute}="url(${file})${attribute === 'cursor' ? ', auto' : ''}" width="20" height="20"/></svg>';`;
const sheet = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:output method="html"/><xsl:template match="/"><div><img src="$gif"/></div></xsl:template></xsl:stylesheet>`;

export const roundabout: Family = {
  name: 'Roundabout',
  vectors: [
    { id: 'base-script', head: `${icon}<base href="https://$host/">`, html: '<script src="a.js"></script>', runs: true, alone: true },
    { id: 'base-made', head: icon, js: `${base} const s = document.createElement('script'); s.src = 'a.js'; here.append(s); fetch('a.gif', { mode: 'no-cors' }).catch(() => {});`, runs: true, alone: true },
    { id: 'base-html', head: icon, js: `${base} here.innerHTML = '<iframe title="x" src="a.html"></iframe>';`, runs: true, alone: true },
    { id: 'fetch-decoy-tag', js: `fetch({ [Symbol.toStringTag]: 'Request', url: '/own.gif', toString: () => '$gif' }).catch(() => {});`, told: true },
    { id: 'fetch-request-subclass', js: `fetch(new (class extends Request { get url() { return '/own.gif'; } })('$gif')).catch(() => {});`, told: true },
    { id: 'worker-realm', js: `${blank} new w.Worker(w.URL.createObjectURL(new w.Blob([${code}])));`, runs: true, told: true, late: true },
    { id: 'worker-file', js: start(`new File([${code}], 'x.js')`), runs: true, told: true, late: true },
    { id: 'worker-slice', js: start(`new Blob([${code}]).slice(0, 1000)`), runs: true, told: true, late: true },
    { id: 'worker-blob-of-blob', js: start(`new Blob([new Blob([${code}])])`), runs: true, told: true, late: true },
    { id: 'worker-bytes', js: start(`new Blob([new TextEncoder().encode(${code})])`), runs: true, told: true, late: true },
    { id: 'worker-response', js: `new Response(${code}).blob().then((b) => { ${start('b')} });`, runs: true, told: true, late: true },
    { id: 'realm-refresh', js: `${blank} d.head.innerHTML = '<meta http-equiv="refresh" content="0;url=$html">';`, runs: true, late: true },
    { id: 'realm-link', js: `${blank} const a = d.createElement('a'); a.href = '$html'; d.body.append(a); a.click();`, runs: true, late: true },
    { id: 'realm-form', js: `${blank} const m = d.createElement('form'); m.action = '$html'; d.body.append(m); m.submit();`, runs: true, late: true },
    { id: 'frame-named-inside', js: `${blank} w.name = 'inside'; const a = document.createElement('a'); a.target = 'inside'; a.href = '$html'; here.append(a); a.click();`, runs: true, late: true },
    { id: 'module-text-later', js: `const s = document.createElement('script'); s.type = 'module'; here.append(s); s.append("import '$js'");`, runs: true, late: true },
    { id: 'css-shadow', js: shadow('open', '<style>p { background: url($gif) }</style><p>x</p>'), late: true },
    { id: 'css-shadow-closed', js: shadow('closed', '<p style="background: url($gif)">x</p>'), late: true },
    { id: 'css-realm', js: `${blank} d.body.style.background = 'url($gif)';`, late: true },
    { id: 'css-text-node', js: `const s = document.createElement('style'); here.append(s); const t = document.createTextNode(''); s.append(t); t.data = '@import "$css"';`, late: true, open: 'css-text' },
    { id: 'svg-mask', js: drawn('mask', '$svg#i'), late: true },
    { id: 'svg-cursor', js: drawn('cursor', '$gif'), late: true },
    { id: 'frame-form-action', js: `${named('fa')} const m = document.createElement('form'), b = document.createElement('button'); m.target = 'fa'; m.action = '/own.gif'; b.formAction = '$html'; m.append(b); here.append(m); b.click();`, runs: true, late: true },
    { id: 'frame-form-target', js: `${named('ft')} const m = document.createElement('form'), b = document.createElement('button'); m.action = '$html'; b.formTarget = 'ft'; m.append(b); here.append(m); b.click();`, runs: true, late: true },
    { id: 'frame-base-target', js: `${named('bt')} const b = document.createElement('base'); b.target = 'bt'; document.head.append(b); const a = document.createElement('a'); a.href = '$html'; here.append(a); a.click();`, runs: true, late: true, alone: true },
    { id: 'set-html', js: `here.setHTML('<img alt="" src="$gif">', ${allowing});` },
    { id: 'set-html-safe-shadow', js: `here.attachShadow({ mode: 'open' }).setHTML('<img alt="" src="$gif">', ${allowing});` },
    { id: 'move-before', js: `const t = document.createElement('div'), i = new Image(); here.append(t); t.append(i); i.src = '$gif'; here.moveBefore(i, null);` },
    { id: 'css-image-set', js: `const e = document.createElement('p'); e.textContent = 'x'; e.style.backgroundImage = 'image-set("$gif" 1x)'; here.append(e);`, late: true },
    { id: 'xslt', js: `const p = new XSLTProcessor(), r = (x) => new DOMParser().parseFromString(x, 'text/xml'); p.importStylesheet(r(${JSON.stringify(sheet)})); here.append(p.transformToFragment(r('<a/>'), document));`, late: true },
  ],
};
