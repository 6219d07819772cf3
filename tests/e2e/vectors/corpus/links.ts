import type { Family } from './vector.ts';

export const links: Family = {
  name: 'Links',
  vectors: [
    { id: 'sheet', html: '<link rel="stylesheet" href="$css">', early: 'parsed' },
    { id: 'sheet-head', head: '<link rel="stylesheet" href="$css">', early: 'parsed' },
    { id: 'sheet-print', html: '<link rel="stylesheet" media="print" href="$css">', early: 'parsed' },
    { id: 'sheet-alternate', html: '<link rel="alternate stylesheet" title="x" href="$css">', early: 'parsed' },
    { id: 'preload-script', html: '<link rel="preload" as="script" href="$js">', early: 'parsed' },
    { id: 'preload-style', html: '<link rel="preload" as="style" href="$css">', early: 'parsed' },
    { id: 'preload-font', html: '<link rel="preload" as="font" crossorigin href="$font">', early: 'parsed' },
    { id: 'preload-image', html: '<link rel="preload" as="image" href="$gif">', early: 'parsed' },
    { id: 'preload-imagesrcset', html: '<link rel="preload" as="image" imagesrcset="$gif 1x">', early: 'parsed' },
    { id: 'modulepreload', html: '<link rel="modulepreload" href="$js">', early: 'parsed' },
    { id: 'prefetch', html: '<link rel="prefetch" href="$html">', early: 'parsed' },
    { id: 'link-header', html: ' ', header: ['link', '<$js>; rel=preload; as=script'], alone: true, open: 'header' },
    { id: 'made-sheet', js: `const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = '$css'; here.append(l);` },
    { id: 'made-sheet-late-rel', js: `const l = document.createElement('link'); l.href = '$css'; here.append(l); l.rel = 'stylesheet';` },
    { id: 'made-sheet-rel-attribute', js: `const l = document.createElement('link'); l.href = '$css'; here.append(l); l.setAttribute('rel', 'stylesheet');` },
    { id: 'made-sheet-rel-list', js: `const l = document.createElement('link'); l.href = '$css'; here.append(l); l.relList.add('stylesheet');` },
    { id: 'made-sheet-late-href', js: `const l = document.createElement('link'); l.rel = 'stylesheet'; here.append(l); l.href = '$css';` },
    { id: 'made-preload', js: `const l = document.createElement('link'); l.rel = 'preload'; l.as = 'script'; l.href = '$js'; here.append(l);` },
    { id: 'made-modulepreload', js: `const l = document.createElement('link'); l.rel = 'modulepreload'; l.href = '$js'; here.append(l);` },
    { id: 'made-prefetch', js: `const l = document.createElement('link'); l.rel = 'prefetch'; l.href = '$html'; here.append(l);` },
    { id: 'made-imagesrcset', js: `const l = document.createElement('link'); l.rel = 'preload'; l.as = 'image'; l.imageSrcset = '$gif 1x'; here.append(l);`, told: true },
    { id: 'made-speculation', js: `const s = document.createElement('script'); s.type = 'speculationrules'; s.textContent = '{ "prefetch": [{ "urls": ["$html"], "eagerness": "immediate" }] }'; here.append(s);` },
  ],
};
