import type { Family } from './vector.ts';

const frame = `const f = document.createElement('iframe'); f.title = 'x';`;
const blank = `${frame} here.append(f); const w = f.contentWindow, d = f.contentDocument;`;

export const frames: Family = {
  name: 'Frames and objects in the HTML',
  vectors: [
    { id: 'iframe', html: '<iframe title="x" src="$html"></iframe>', runs: true, early: 'parsed' },
    { id: 'iframe-lazy', html: '<iframe loading="lazy" title="x" src="$html"></iframe>', runs: true },
    { id: 'iframe-sandbox', html: '<iframe sandbox="allow-scripts" title="x" src="$html"></iframe>', runs: true, early: 'parsed' },
    { id: 'iframe-srcdoc', html: `<iframe title="x" srcdoc="<script src='$js'></script>"></iframe>`, runs: true, early: 'parsed' },
    { id: 'iframe-srcdoc-img', html: `<iframe title="x" srcdoc="<img alt='' src='$gif'>"></iframe>`, early: 'parsed' },
    { id: 'iframe-data', html: `<iframe title="x" src="data:text/html,<script src='$js'></script>"></iframe>`, runs: true, early: 'parsed' },
    { id: 'iframe-data-escaped', html: `<iframe title="x" src="data:text/html,%3Cscript%20src=%22https%3A%2F%2F$host%2Fa.js%22%3E%3C/script%3E"></iframe>`, runs: true, early: 'parsed' },
    { id: 'iframe-javascript', html: `<iframe title="x" src="javascript:'<script src=$js></' + 'script>'"></iframe>`, runs: true, early: 'parsed' },
    { id: 'object', html: '<object data="$html" type="text/html"></object>', runs: true, early: 'parsed' },
    { id: 'object-image', html: '<object data="$gif" type="image/gif"></object>', early: 'parsed' },
    { id: 'object-svg', html: '<object data="$svg" type="image/svg+xml"></object>', runs: true, early: 'parsed' },
    { id: 'embed', html: '<embed src="$html" type="text/html">', runs: true, early: 'parsed' },
    { id: 'embed-svg', html: '<embed src="$svg" type="image/svg+xml">', runs: true, early: 'parsed' },
    { id: 'frameset', body: '<frameset cols="*"><frame title="x" src="$html"></frameset>', runs: true, alone: true, early: 'parsed' },
    { id: 'iframe-own-page', html: '<iframe title="x" src="/frame.html?$js"></iframe>', runs: true, open: 'own-page' },
  ],
};

export const realms: Family = {
  name: 'Frames by script, and their realms',
  vectors: [
    { id: 'made-iframe', js: `${frame} f.src = '$html'; here.append(f);`, runs: true },
    { id: 'made-iframe-late-src', js: `${blank} f.src = '$html';`, runs: true },
    { id: 'made-iframe-attribute', js: `${blank} f.setAttribute('src', '$html');`, runs: true },
    { id: 'made-iframe-srcdoc', js: `${frame} f.srcdoc = '<script src="$js"></' + 'script>'; here.append(f);`, runs: true },
    { id: 'made-iframe-data', js: `${frame} f.src = 'data:text/html,<script src="$js"></' + 'script>'; here.append(f);`, runs: true },
    { id: 'made-iframe-blob', js: `${frame} f.src = URL.createObjectURL(new Blob(['<script src="$js"></' + 'script>'], { type: 'text/html' })); here.append(f);`, runs: true, told: true, late: true },
    { id: 'made-iframe-javascript', js: `${frame} f.src = "javascript:'<script src=$js></' + 'script>'"; here.append(f);`, runs: true },
    { id: 'made-object', js: `const o = document.createElement('object'); o.type = 'text/html'; o.data = '$html'; here.append(o);`, runs: true },
    { id: 'made-embed', js: `const e = document.createElement('embed'); e.type = 'text/html'; e.src = '$html'; here.append(e);`, runs: true },
    { id: 'realm-script', js: `${blank} const s = d.createElement('script'); s.src = '$js'; d.body.append(s);`, runs: true },
    { id: 'realm-script-here', js: `${blank} const s = d.createElement('script'); s.src = '$js'; here.append(s);`, runs: true },
    { id: 'realm-image', js: `${blank} new w.Image().src = '$gif';` },
    { id: 'realm-fetch', js: `${blank} w.fetch('$gif', { mode: 'no-cors' }).catch(() => {});`, told: true },
    { id: 'realm-xhr', js: `${blank} const x = new w.XMLHttpRequest(); x.open('GET', '$gif'); x.send();`, told: true },
    { id: 'realm-beacon', js: `${blank} w.navigator.sendBeacon('$gif', 'x');`, told: true },
    { id: 'realm-write', js: `${blank} d.write('<script src="$js"></' + 'script>'); d.close();`, runs: true },
    { id: 'realm-open-write', js: `${blank} d.open(); d.write('<img alt="" src="$gif">'); d.close();` },
    { id: 'realm-html', js: `${blank} d.body.innerHTML = '<img alt="" src="$gif">';` },
    { id: 'realm-setter', js: `${blank} const s = document.createElement('script'); Object.getOwnPropertyDescriptor(w.HTMLScriptElement.prototype, 'src').set.call(s, '$js'); here.append(s);`, runs: true },
    { id: 'realm-append', js: `${blank} const s = document.createElement('script'); s.src = '$js'; w.Node.prototype.appendChild.call(here, s);`, runs: true },
    { id: 'realm-by-index', js: `here.innerHTML = '<iframe title="x"></iframe>'; new window[window.length - 1].Image().src = '$gif';` },
    { id: 'realm-by-name', js: `here.innerHTML = '<iframe title="x" name="named"></iframe>'; frames.named.fetch('$gif', { mode: 'no-cors' }).catch(() => {});`, told: true },
    { id: 'realm-in-fragment', js: `${frame} const p = document.createDocumentFragment(); p.append(f); here.append(p); new f.contentWindow.Image().src = '$gif';` },
    { id: 'realm-in-shadow', js: `${frame} here.attachShadow({ mode: 'closed' }).append(f); new f.contentWindow.Image().src = '$gif';` },
    { id: 'realm-in-realm', js: `${blank} const g = d.createElement('iframe'); d.body.append(g); new g.contentWindow.Image().src = '$gif';` },
    { id: 'realm-eval', js: `${blank} w.eval("new Image().src = '$gif'");` },
    { id: 'realm-timer', js: `${blank} w.setTimeout("new Image().src = '$gif'", 1);` },
    { id: 'realm-srcdoc-code', js: `${frame} f.srcdoc = "<script>new Image().src = 'ht' + 'tps://$" + "host/a.gif'.replace('$" + "host', '$host')</" + "script>"; here.append(f);`, open: 'own-page' },
    { id: 'realm-location', js: `${blank} w.location = '$html';`, runs: true, open: 'location' },
    { id: 'realm-location-replace', js: `${blank} w.location.replace('$html');`, runs: true, open: 'location' },
    { id: 'frame-target', js: `${frame} f.name = 'by-link'; here.append(f); const a = document.createElement('a'); a.target = 'by-link'; a.href = '$html'; here.append(a); a.click();`, runs: true, open: 'location' },
    { id: 'frame-form', js: `${frame} f.name = 'by-form'; here.append(f); const m = document.createElement('form'); m.target = 'by-form'; m.action = '$html'; here.append(m); m.submit();`, runs: true, open: 'location' },
    { id: 'frame-open', js: `${frame} f.name = 'by-open'; here.append(f); window.open('$html', 'by-open');`, runs: true, open: 'location' },
  ],
};
