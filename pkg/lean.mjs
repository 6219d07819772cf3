/**
 * wasm-bindgen's glue without what no visitor needs of it. It is written for every engine and every module there is;
 * ours are small, and live as long as a page. What a module exports and imports stays, said more briefly; the rest, all
 * that is below, is src/heap.js instead.
 */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const HEAP = fileURLToPath(new URL('src/heap.js', import.meta.url));
const OURS = [...readFileSync(HEAP, 'utf8').matchAll(/^export \w+ (\w+)/gm)].map(([, name]) => name);

/** Where the imports end. */
const BELOW = /(?<=^function __wbg_get_imports\(\) \{\n(?: .*\n)*\}\n)/m;

const CUTS = [
  // A method is shorter than a property with a function.
  [/^( {8}\w+): function\(/gm, '$1('],
  [/^ *__proto__: null,\n/gm, ''],
  // What each import says for itself is said once.
  [/isLikeNone\((\w+)\) \? 0 : addHeapObject\(\1\)/g, 'addOption($1)'],
  [/(?:var|const) ptr1 = .*passStringToWasm0\(ret,.*\n.*\n(.*setInt32\(.*\n){2}/g, 'giveText(arg0, ret);\n'],
  [/getDataViewMemory0\(\)\.setFloat64\(.*\n.*setInt32\(.*/g, 'giveNumber(arg0, ret);'],
  [/var r0 = .*getInt32\(.*\n *var r1 = .*getInt32\(.*/g, 'const [r0, r1] = pairAt(retptr);'],
  [/, wasm\.__wbindgen_malloc, wasm\.__wbindgen_realloc/g, ''],
  [/^( +)takeObject\(/gm, '$1dropObject('],
  // No address is above two gigabytes.
  [/ >>> 0/g, ''],
  // What a module borrows for the time of a call it gets, and loses after it: then there is no second place for values.
  [/^export function [^]*?\n\}/gm, (text) => {
    const borrowed = [...text.matchAll(/\w+(?= = addBorrowedObject)/g)].map(([name]) => name);
    return text.replaceAll('addBorrowedObject', 'addHeapObject').replace(/heap\[stack_pointer\+\+\] = undefined/g, () => `dropObject(${borrowed.pop()})`);
  }],
];

export function lean(glue) {
  // A library that was not built together with the module brings another kind of glue, with tables of its own.
  if (/externref/i.test(glue.replace(/\/\/.*/g, ''))) return glue;
  const [above, below = ''] = glue.split(BELOW);
  const cut = CUTS.reduce((text, [found, instead]) => text.replace(found, instead), above);
  const theirs = [...below.matchAll(/^(?:async )?(?:function|let|const) (\w+)/gm)].map(([, name]) => name);
  const missing = theirs.filter((name) => !OURS.includes(name) && new RegExp(`\\b${name}\\b`).test(cut));
  if (!/wasm = instance\.exports;/.test(below) || missing.length) {
    throw new Error(`The glue needs what src/heap.js does not have (${missing}): look at what wasm-bindgen writes now, and at lean.mjs.`);
  }
  return `import { ${OURS} } from ${JSON.stringify(HEAP)};\n${cut}export { __wbg_get_imports as imports, finish };\n`;
}
