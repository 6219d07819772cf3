import type { Family } from './vector.ts';

const s = `const s = document.createElement('script');`;
const i = `const i = document.createElement('img');`;

export const attributes: Family = {
  name: 'Ways to set an attribute',
  vectors: [
    { id: 'set-attribute', js: `${s} s.setAttribute('src', '$js'); here.append(s);`, runs: true },
    { id: 'set-attribute-capitals', js: `${s} s.setAttribute('SRC', '$js'); here.append(s);`, runs: true },
    { id: 'set-attribute-connected', js: `${s} here.append(s); s.setAttribute('src', '$js');`, runs: true },
    { id: 'set-attribute-ns', js: `${s} here.append(s); s.setAttributeNS(null, 'src', '$js');`, runs: true },
    { id: 'set-attribute-object', js: `${s} here.append(s); s.setAttribute({ toString: () => 'src' }, { toString: () => '$js' });`, runs: true },
    { id: 'attribute-node', js: `${s} here.append(s); const a = document.createAttribute('src'); a.value = '$js'; s.setAttributeNode(a);`, runs: true },
    { id: 'attribute-node-ns', js: `${s} here.append(s); const a = document.createAttributeNS(null, 'src'); a.value = '$js'; s.setAttributeNodeNS(a);`, runs: true },
    { id: 'attribute-named-item', js: `${s} here.append(s); const a = document.createAttribute('src'); a.value = '$js'; s.attributes.setNamedItem(a);`, runs: true, late: true },
    { id: 'attribute-named-item-ns', js: `${s} s.id = 'any-' + Math.random(); here.append(s); const a = document.createAttribute('src'); a.value = '$js'; s.attributes.setNamedItemNS(a);`, runs: true, late: true },
    { id: 'attribute-value', js: `${i} i.setAttribute('src', '/own.gif'); i.attributes.src.value = '$gif';` },
    { id: 'attribute-node-value', js: `${i} i.setAttribute('src', '/own.gif'); i.attributes.src.nodeValue = '$gif';`, late: true },
    { id: 'attribute-text-content', js: `${i} i.setAttribute('src', '/own.gif'); i.attributes.src.textContent = '$gif';`, late: true },
    { id: 'attribute-moved', js: `const t = document.createElement('i'); t.setAttribute('src', '$gif'); ${i} const a = t.attributes.src; t.removeAttributeNode(a); i.setAttributeNode(a);` },
    { id: 'toggle-attribute', js: `${i} i.toggleAttribute('src'); i.attributes.src.value = '$gif';` },
    { id: 'setter-borrowed', js: `${i} Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src').set.call(i, '$gif');` },
    { id: 'setter-looked-up', js: `${i} i.__lookupSetter__('src').call(i, '$gif');` },
    { id: 'reflect-set', js: `${i} Reflect.set(i, 'src', '$gif');` },
    { id: 'object-assign', js: `here.append(Object.assign(document.createElement('script'), { src: '$js' }));`, runs: true },
    { id: 'define-on-node', js: `${i} let kept = ''; Object.defineProperty(i, 'src', { get: () => kept, set(v) { kept = v; i.setAttribute('src', v); } }); i.src = '$gif';` },
    { id: 'address-object', js: `${s} s.src = { toString: () => '$js' }; here.append(s);`, runs: true },
    { id: 'address-value-of', js: `${s} s.src = { valueOf: () => '/own.js', toString: () => '$js' }; here.append(s);`, runs: true },
    { id: 'address-array', js: `${s} s.src = ['$js']; here.append(s);`, runs: true },
    { id: 'address-second-time', js: `${i} i.src = '/own.gif'; setTimeout(() => { i.src = '$gif'; }, 30);` },
    { id: 'address-tab', js: `${s} s.src = 'ht\\ttps://$host/a.js'; here.append(s);`, runs: true },
  ],
};
