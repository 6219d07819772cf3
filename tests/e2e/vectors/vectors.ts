// Elements as they stand in the HTML, unmarked and marked, for the forms in which a page can carry Sluis. Every other
// way in is in corpus/.
const at = (file: string): string => `https://cdn.tracker.test/${file}`;

export interface Vector {
  name: string;
  code: string;
  /**
   * Loading that starts before any script can see the element: by Chromium's preload scanner, which the
   * empty policy stops, or by the parser itself (stylesheets always, pictures and frames now and then),
   * which only the marked form prevents.
   */
  early?: 'scanned' | 'parsed';
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
