// Pages that reach a third party by what no script in the page can hold: the preload scanner, style sheets, import(),
// workers.
import { html } from '../support/html.ts';
import { TRACKER } from '../support/third-parties.ts';

const AT = `https://${TRACKER}`;
/** Put together by the page, since the guard holds a script whose imports it can read. */
const COMPUTED = `const at = ['https:/', '${TRACKER}'].join('/');`;

/** Everything that a page controlled by a worker asks through it. */
export const everything = html('Everything', {
  head: `<link rel="stylesheet" href="${AT}/sheet.css"><link rel="preload" as="script" href="${AT}/preload.js">
    <link rel="modulepreload" href="${AT}/modulepreload.js"><script src="${AT}/static.js"></script>
    <script async src="${AT}/async.js"></script><script type="module" src="${AT}/module.js"></script>
    <style>@import url(${AT}/imported.css); h1 { background: url(${AT}/background.gif) }</style>`,
  body: `<h1>Everything</h1><p><a href="#" data-sluis="open">Cookie settings</a></p>
    <img src="${AT}/image.gif" alt=""><img srcset="${AT}/srcset.gif 1x" alt=""><video poster="${AT}/poster.gif"></video>
    <svg><image href="${AT}/drawing.svg" width="8" height="8"/></svg>
    <script>
      ${COMPUTED}
      import(at + '/import.js').catch(() => {});
      const work = new Blob(["try { importScripts('" + at + "/worker.js') } catch {} fetch('" + at + "/worker.html').catch(() => {})"]);
      new Worker(URL.createObjectURL(work)).onerror = () => {};
    </script>`,
});

/** What of it a page without Sluis asks for. */
export const asked = [
  'sheet.css', 'preload.js', 'modulepreload.js', 'static.js', 'async.js', 'module.js', 'imported.css', 'background.gif',
  'image.gif', 'srcset.gif', 'poster.gif', 'drawing.svg', 'import.js', 'worker.js', 'worker.html',
].map((name) => `/${name}`);

/** A page that loads nothing from elsewhere. */
export const quiet = html('Quiet', { body: '<h1>Quiet</h1><p><a href="#" data-sluis="open">Cookie settings</a></p>' });

/** One script in the HTML, which the guard holds and the scanner asks for before. */
export const tagged = html('Tagged', {
  body: `<h1>Tagged</h1><p><a href="#" data-sluis="open">Cookie settings</a></p><script src="${AT}/static.js"></script>`,
});

/** What does not pass a worker: frames; and what a frame and a worker of the page's own making ask. */
export const frames = html('Frames', {
  body: `<h1>Frames</h1><p><a href="#" data-sluis="open">Cookie settings</a></p><iframe src="${AT}/frame.html" title="Frame"></iframe>
    <script>
      ${COMPUTED}
      const frame = document.body.appendChild(document.createElement('iframe'));
      frame.contentWindow.location = at + '/location.html';
      const work = new Blob(["import('" + at + "/module-worker.js').catch(() => {})"], { type: 'text/javascript' });
      new Worker(URL.createObjectURL(work), { type: 'module' }).onerror = () => {};
    </script>`,
});
