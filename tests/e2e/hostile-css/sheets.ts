// What the style sheets of real pages do to everything on them, at its worst.

/** Tags that themes style wholesale. */
const TAGS = 'button, input, a, p, h2, h3, h4, ul, li, dl, dt, dd, table, thead, tbody, tr, th, td, details, summary, span, label';

export const sheets: Record<string, string> = {
  'everything unset': '* { all: unset }',
  'everything unset, important': '* { all: unset !important }',
  'everything initial, pseudo-elements too, important': '*, ::before, ::after { all: initial !important }',
  'all tags of a theme': `body ${TAGS.replaceAll(', ', ', body ')} {
    display: inline !important; position: absolute !important; float: right !important; inset: 3px !important; width: 90% !important;
    height: 12px !important; min-height: 0 !important; max-width: 40px !important; margin: 33px !important; padding: 30px !important;
    border: 7px dotted lime !important; border-radius: 0 !important; outline: none !important; box-shadow: 9px 9px red !important;
    background: lime !important; color: red !important; opacity: .2 !important; visibility: hidden !important; filter: blur(9px) !important;
    transform: rotate(7deg) !important; font: italic 8px/1 serif !important; text-transform: uppercase !important; text-align: right !important;
    text-decoration: line-through !important; text-indent: 50px !important; white-space: nowrap !important; cursor: none !important;
    pointer-events: none !important; user-select: none !important; appearance: none !important; list-style: none !important }`,
  'layout tags of a theme': `section, div { display: block !important; min-height: 100vh; padding: 90px 0; margin: 60px auto; background: navy; overflow: hidden }
    section { position: relative !important; opacity: .5 !important; transform: scale(.5) !important; width: 100vw !important; background: navy !important;
      color: navy !important; padding: 90px !important; border: 9px solid lime !important; font-size: 40px !important; box-sizing: content-box !important }`,
  'a page with an id': `#page button, #page a, #page h2, #page p, #page div, #page section { display: block; position: static; width: 30px; color: red;
      background: lime; font: 8px serif; padding: 0; margin: 50px; border: 0; opacity: .3; text-transform: uppercase }`,
  'a rem of 10 pixels': 'html { font-size: 62.5% }',
  'a rem of 10 pixels, important': 'html { font-size: 10px !important } body { font: italic 900 1.3rem/3 "Courier New" !important; color: lime !important }',
  'a body that is moved': 'body { transform: translateY(200px) scale(.5) rotate(4deg); transform-origin: 10% 10% }',
  'a body that holds what is fixed': `html { contain: layout } body { filter: sepia(1); perspective: 100px; will-change: transform; contain: paint;
      overflow: hidden; height: 300px; clip-path: inset(0 50% 0 0) }`,
  'a body that fades in': 'body { opacity: 0 !important; visibility: hidden !important }',
  'other boxes, other letters': `* { box-sizing: content-box; letter-spacing: .4em; word-spacing: 2em; line-height: 3; text-transform: uppercase;
      text-indent: 4em; white-space: pre; font-style: italic }`,
  'other boxes, important': '*, ::before, ::after { box-sizing: content-box !important; text-transform: uppercase !important; min-width: 0 !important }',
  'movement': '* { transition: all 3s linear !important; animation: spin 1s infinite !important } @keyframes spin { to { rotate: 360deg; opacity: 0 } }',
  'the other direction': '* { direction: rtl !important; text-align: end; writing-mode: vertical-rl; columns: 3 }',
  'signs of its own': `*::before { content: "» " !important; display: block !important; position: absolute; inset: 0; background: red; border: 9px solid }
    a::after, body button::after { content: " (" attr(href) ")" !important; font-size: 40px !important }`,
  'reset inputs and dialogs': `dialog, [role=dialog], [role=switch], [aria-modal] { display: none; opacity: 0; pointer-events: none; z-index: -1 }
    input, [type=checkbox] { appearance: none !important; position: absolute !important; left: -9999px !important; opacity: 0 !important; width: 0 !important }
    input + *, summary { display: none } details > * { display: none !important } [hidden] { display: block !important } :focus { outline: 0 !important }`,
  'elements that nobody has defined': ':not(:defined) { display: none !important; visibility: hidden !important; opacity: 0 !important }',
  'no focus': '*:focus, *:focus-visible { outline: none !important; outline: 0 !important; box-shadow: none !important }',
};

/** Something of the page over all of the window, as high as it gets. */
export const wall = '<div id="wall" style="position: fixed; inset: 0; z-index: 2147483647; background: #fcc; isolation: isolate">Buy now</div>';
