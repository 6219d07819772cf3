import type { Family } from './vector.ts';

const box = `here.textContent = 'x';`;

export const styles: Family = {
  name: 'Style sheets',
  vectors: [
    { id: 'css-url', html: '<style>.css-url { background: url($gif) }</style><p class="css-url">x</p>', open: 'css' },
    { id: 'css-import', html: '<style>@import "$css";</style>', open: 'css' },
    { id: 'css-import-url', head: '<style>@import url($css);</style>', open: 'css' },
    { id: 'css-font', html: '<style>@font-face { font-family: third; src: url($font) } .css-font { font-family: third }</style><p class="css-font">x</p>', early: 'parsed', open: 'css' },
    { id: 'css-attribute', html: '<p style="background: url($gif)">x</p>', early: 'parsed', open: 'css' },
    { id: 'css-own-sheet', html: '<link rel="stylesheet" href="/imports.css?$css">', open: 'css' },
    { id: 'css-property', js: `${box} here.style.background = 'url($gif)';`, late: true },
    { id: 'css-property-image', js: `${box} here.style.backgroundImage = 'url("$gif")';`, late: true },
    { id: 'css-list', js: `${box} here.style.display = 'list-item'; here.style.listStyleImage = 'url($gif)';`, late: true },
    { id: 'css-cursor', js: `${box} here.style.cursor = 'url($gif), auto';`, late: true },
    { id: 'css-set-property', js: `${box} here.style.setProperty('background-image', 'url($gif)');`, late: true },
    { id: 'css-text', js: `${box} here.style.cssText = 'background: url($gif)';`, late: true },
    { id: 'css-style', js: `${box} here.style = 'background: url($gif)';`, late: true },
    { id: 'css-set-attribute', js: `${box} here.setAttribute('style', 'background: url($gif)');`, late: true },
    { id: 'css-inner-html', js: `here.innerHTML = '<p style="background: url($gif)">x</p>';`, late: true },
    { id: 'css-style-element', js: `${box} here.className = 'made-one'; const s = document.createElement('style'); s.textContent = '.made-one { background: url($gif) }'; here.after(s);`, late: true },
    { id: 'css-style-import', js: `const s = document.createElement('style'); s.textContent = '@import url($css)'; here.append(s);`, late: true },
    { id: 'css-style-import-html', js: `here.innerHTML = '<style>@import url($css)</style>';`, late: true, open: 'css-import' },
    { id: 'css-style-text-later', js: `const s = document.createElement('style'); here.append(s); s.append('@import url($css)');`, late: true },
    { id: 'css-insert-rule', js: `${box} here.className = 'made-two'; const s = document.createElement('style'); here.after(s); s.sheet.insertRule('.made-two { background: url($gif) }');`, late: true, told: true },
    { id: 'css-adopted', js: `${box} here.className = 'made-three'; const s = new CSSStyleSheet(); s.replaceSync('.made-three { background: url($gif) }'); document.adoptedStyleSheets.push(s);`, late: true, told: true },
    { id: 'css-rule-style', js: `${box} here.className = 'made-four'; const s = document.createElement('style'); s.textContent = '.made-four {}'; here.after(s); s.sheet.cssRules[0].style.background = 'url($gif)';`, late: true, open: 'css-rule' },
    { id: 'css-variable', js: `${box} here.style.setProperty('--held', 'url($gif)'); here.style.background = 'var(--held)';`, late: true },
    { id: 'css-typed', js: `${box} if (here.attributeStyleMap) here.attributeStyleMap.set('background-image', 'url($gif)');`, late: true },
    { id: 'css-animation', js: `${box} here.animate({ backgroundImage: ['url($gif)', 'none'] }, 1000);`, late: true, told: true },
  ],
};
