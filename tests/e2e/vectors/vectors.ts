// Every way in which a page reaches a third party, one small piece of markup or script each.
const at = (file: string): string => `https://cdn.tracker.test/${file}`;

export interface Vector {
  name: string;
  code: string;
  /** Markup that the code needs. */
  beside?: string;
  /**
   * Loading that starts before any script can see the element: by Chromium's preload scanner, which the
   * empty policy stops, or by the parser itself (stylesheets always, pictures and frames now and then),
   * which only the marked form prevents.
   */
  early?: 'scanned' | 'parsed';
  /** The page's code can tell that it was refused, so nothing is left to release later. */
  fails?: true;
}

/** In the HTML as it is served. */
export const markup: Vector[] = [
  { name: 'script', early: 'scanned', code: `<script src="${at('a.js')}"></script>` },
  { name: 'script async', early: 'scanned', code: `<script async src="${at('a.js')}"></script>` },
  { name: 'script defer', early: 'scanned', code: `<script defer src="${at('a.js')}"></script>` },
  { name: 'script module', early: 'scanned', code: `<script type="module" src="${at('a.js')}"></script>` },
  { name: 'iframe', early: 'parsed', code: `<iframe title="x" src="${at('a.html')}"></iframe>` },
  { name: 'iframe lazy', code: `<iframe loading="lazy" title="x" src="${at('a.html')}"></iframe>` },
  { name: 'img', early: 'parsed', code: `<img alt="" src="${at('a.gif')}">` },
  { name: 'img lazy', code: `<img loading="lazy" alt="" src="${at('a.gif')}">` },
  { name: 'img srcset', early: 'parsed', code: `<img alt="" srcset="${at('a.gif')} 1x">` },
  { name: 'picture source', early: 'parsed', code: `<picture><source srcset="${at('a.gif')}"><img alt="" src="/own.gif"></picture>` },
  { name: 'video', early: 'scanned', code: `<video preload="auto" src="${at('a.mp4')}"></video>` },
  { name: 'video source', early: 'scanned', code: `<video preload="auto"><source src="${at('a.mp4')}" type="video/mp4"></video>` },
  { name: 'video poster', early: 'parsed', code: `<video poster="${at('a.gif')}"></video>` },
  { name: 'audio', early: 'scanned', code: `<audio preload="auto" src="${at('a.mp4')}"></audio>` },
  { name: 'object', early: 'parsed', code: `<object data="${at('a.html')}" type="text/html"></object>` },
  { name: 'embed', early: 'parsed', code: `<embed src="${at('a.html')}" type="text/html">` },
  { name: 'link stylesheet', early: 'parsed', code: `<link rel="stylesheet" href="${at('a.css')}">` },
  { name: 'input image', early: 'parsed', code: `<input type="image" alt="x" src="${at('a.gif')}">` },
];

/** The same things in marked form: inert in every browser, without any Sluis. */
export const marked: Vector[] = [
  { name: 'script src', code: `<script type="text/plain" data-sluis="tracker" src="${at('a.js')}"></script>` },
  { name: 'script data-src', code: `<script type="text/plain" data-sluis="advertising" data-src="${at('a.js')}"></script>` },
  { name: 'module', code: `<script type="text/plain" data-type="module" data-sluis="advertising" data-src="${at('a.js')}"></script>` },
  { name: 'inline script', code: `<script type="text/plain" data-sluis="advertising">new Image().src = '${at('a.gif')}'</script>` },
  { name: 'iframe', code: `<iframe title="x" data-sluis="advertising" data-src="${at('a.html')}"></iframe>` },
  { name: 'img', code: `<img alt="" data-sluis="advertising" data-src="${at('a.gif')}">` },
  { name: 'img srcset', code: `<img alt="" data-sluis="advertising" data-srcset="${at('a.gif')} 1x">` },
  { name: 'link', code: `<link rel="stylesheet" data-sluis="advertising" data-href="${at('a.css')}">` },
];

const made = (tag: string, rest: string): string =>
  `const e = document.createElement('${tag}'); ${rest} document.body.append(e);`;
const script = (rest: string): string => `const s = document.createElement('script'); s.src = '${at('a.js')}'; ${rest}`;

/** By a script of the page. */
export const scripted: Vector[] = [
  { name: 'append', code: script('document.body.append(s);') },
  { name: 'appendChild', code: script('document.head.appendChild(s);') },
  { name: 'insertBefore', code: script('document.head.insertBefore(s, document.head.firstChild);') },
  { name: 'prepend', code: script('document.body.prepend(s);') },
  { name: 'before', code: script(`document.querySelector('h1').before(s);`) },
  { name: 'after', code: script(`document.querySelector('h1').after(s);`) },
  { name: 'replaceWith', code: script(`document.querySelector('i').replaceWith(s);`) },
  { name: 'replaceChild', code: script(`document.body.replaceChild(s, document.querySelector('i'));`) },
  { name: 'replaceChildren', code: script(`document.querySelector('i').replaceChildren(s);`) },
  { name: 'insertAdjacentElement', code: script(`document.body.insertAdjacentElement('beforeend', s);`) },
  { name: 'in a fragment', code: script('const f = document.createDocumentFragment(); f.append(s); document.body.append(f);') },
  { name: 'in a shadow root', code: script(`const h = document.createElement('div'); document.body.append(h); h.attachShadow({ mode: 'closed' }).append(s);`) },
  { name: 'Range.insertNode', code: script('const r = document.createRange(); r.selectNodeContents(document.body); r.insertNode(s);') },
  { name: 'address after insertion', code: `const s = document.createElement('script'); document.body.append(s); s.src = '${at('a.js')}';` },
  { name: 'setAttribute', code: made('script', `e.setAttribute('src', '${at('a.js')}');`) },
  { name: 'setAttributeNS', code: made('script', `e.setAttributeNS(null, 'src', '${at('a.js')}');`) },
  { name: 'setAttributeNode', code: made('script', `const a = document.createAttribute('src'); a.value = '${at('a.js')}'; e.setAttributeNode(a);`) },
  { name: 'protocol-relative address', code: made('script', `e.src = '//cdn.tracker.test/a.js';`) },
  { name: 'capitals in the address', code: made('script', `e.src = 'HTTPS://CDN.Tracker.TEST/a.js';`) },
  { name: 'port in the address', code: made('script', `e.src = 'https://cdn.tracker.test:443/a.js';`) },
  { name: 'module script', code: made('script', `e.type = 'module'; e.src = '${at('a.js')}';`) },
  { name: 'clone of a template', beside: `<template><script src="${at('a.js')}"></script></template>`, code: `document.body.append(document.querySelector('template').content.cloneNode(true));` },
  { name: 'createContextualFragment', code: `document.body.append(document.createRange().createContextualFragment('<script src="${at('a.js')}"><\\/script>'));` },
  { name: 'document.write script', code: `document.write('<script src="${at('a.js')}"><\\/script>');` },
  { name: 'document.write img', code: `document.write('<img alt="" src="${at('a.gif')}">');` },
  { name: 'iframe', code: made('iframe', `e.title = 'x'; e.src = '${at('a.html')}';`) },
  { name: 'iframe address after insertion', code: `const e = document.createElement('iframe'); e.title = 'x'; document.body.append(e); e.src = '${at('a.html')}';` },
  { name: 'innerHTML iframe', code: `const d = document.createElement('div'); document.body.append(d); d.innerHTML = '<iframe title="x" src="${at('a.html')}"></iframe>';` },
  { name: 'innerHTML img', code: `document.createElement('div').innerHTML = '<img alt="" src="${at('a.gif')}">';` },
  { name: 'insertAdjacentHTML', code: `document.body.insertAdjacentHTML('beforeend', '<img alt="" src="${at('a.gif')}">');` },
  { name: 'outerHTML', code: `document.querySelector('i').outerHTML = '<img alt="" src="${at('a.gif')}">';` },
  { name: 'new Image', code: `new Image().src = '${at('a.gif')}';` },
  { name: 'detached img setAttribute', code: `document.createElement('img').setAttribute('src', '${at('a.gif')}');` },
  { name: 'img srcset', code: `new Image().srcset = '${at('a.gif')} 1x';` },
  { name: 'video', code: made('video', `e.preload = 'auto'; e.src = '${at('a.mp4')}';`) },
  { name: 'new Audio', code: `new Audio('${at('a.mp4')}').load();` },
  { name: 'video source', code: made('video', `e.preload = 'auto'; const o = document.createElement('source'); o.src = '${at('a.mp4')}'; e.append(o);`) },
  { name: 'video poster', code: made('video', `e.poster = '${at('a.gif')}';`) },
  { name: 'object', code: made('object', `e.type = 'text/html'; e.data = '${at('a.html')}';`) },
  { name: 'embed', code: made('embed', `e.type = 'text/html'; e.src = '${at('a.html')}';`) },
  { name: 'link stylesheet', code: made('link', `e.rel = 'stylesheet'; e.href = '${at('a.css')}';`) },
  { name: 'link preload', code: made('link', `e.rel = 'preload'; e.as = 'script'; e.href = '${at('a.js')}';`) },
  { name: 'input image', code: made('input', `e.type = 'image'; e.alt = 'x'; e.src = '${at('a.gif')}';`) },
  { name: 'inline script that inserts one', code: made('script', `e.text = "const t = document.createElement('script'); t.src = '${at('a.js')}'; document.body.append(t)";`) },
  { name: 'fetch', fails: true, code: `fetch('${at('a.gif')}').then((answer) => answer.text()).catch(() => { window.refused = true; });` },
  { name: 'fetch of a Request', fails: true, code: `fetch(new Request('${at('a.gif')}')).then((answer) => answer.text()).catch(() => { window.refused = true; });` },
  { name: 'XMLHttpRequest', fails: true, code: `const x = new XMLHttpRequest(); x.onerror = () => { window.refused = true; }; x.open('POST', '${at('a.gif')}'); x.send('x');` },
  { name: 'sendBeacon', fails: true, code: `window.refused = navigator.sendBeacon('${at('beacon')}', 'x') === false;` },
  { name: 'WebSocket', fails: true, code: `new WebSocket('wss://cdn.tracker.test/socket').onerror = () => { window.refused = true; };` },
  { name: 'EventSource', fails: true, code: `const s = new EventSource('${at('a.events')}'); s.onerror = () => { window.refused = true; s.close(); };` },
];

/** Known to pass any script in the page; a policy that the site sends is needed against these. */
export const beyond: Vector[] = [
  { name: 'import() in a script', code: `import('${at('a.js')}').catch(() => undefined);` },
  { name: 'picture inside SVG', code: `const i = document.createElementNS('http://www.w3.org/2000/svg', 'image'); i.setAttribute('href', '${at('a.gif')}'); document.body.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'svg')).append(i);` },
  { name: 'address of a frame', code: `const f = document.createElement('iframe'); f.title = 'x'; document.body.append(f); f.contentWindow.location = '${at('a.html')}';` },
];
