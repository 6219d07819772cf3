/**
 * wasm-bindgen's glue without what no visitor needs of it. It is written for every engine and every module there is;
 * ours are small, and live as long as a page.
 */

const CUTS = [
  // A method is shorter than a property with a function.
  [/^( {8}\w+): function\(/gm, '$1('],
  [/^ {8}__proto__: null,\n/gm, ''],
  // A module that grows gets another buffer, and that is all there is to ask.
  [/cachedDataViewMemory0 === null \|\| .*\) \{/, 'cachedDataViewMemory0?.buffer !== wasm.memory.buffer) {'],
  // Safari's decoder fails after two gigabytes of text.
  [/ {4}numBytesDecoded \+= [^]*?\n {4}\}\n/, ''],
  // `TextEncoder` knows `encodeInto` in every browser that knows modules as ours are.
  [/if \(!\('encodeInto' in [^]*?\n\}\n/, ''],
  // Texts are short: encoding one at once costs less than trying whether it is ASCII first.
  [/ {4}if \(realloc === undefined\) \{\n([^]*? {8}return ptr;\n)[^]*?\n\}\n/, '$1}\n'],
  [/(, wasm\.__wbindgen_malloc), wasm\.__wbindgen_realloc/g, '$1'],
  // No address is above two gigabytes either.
  [/\(?(\b(?:ptr|arg\d+)) >>> 0\)? \+ /g, '$1 + '],
  [/ {4}ptr = ptr >>> 0;\n/, ''],
  [/^cachedTextDecoder\.decode\(\);\n/m, ''],
  [/cachedUint8ArrayMemory0 === null \|\| cachedUint8ArrayMemory0\.byteLength === 0/, '!cachedUint8ArrayMemory0?.byteLength'],
  // There is one module, and nobody asks for more than what it exports.
  [/ {4}wasm(Instance|Module) = \w+;\n/g, ''],
  [/ {4}cached\w+ = null;\n/g, ''],
];

export function lean(glue) {
  return CUTS.reduce((text, [found, instead]) => {
    const cut = text.replace(found, instead);
    if (cut == text) throw new Error(`The glue has no ${found} any more: look at what wasm-bindgen writes now, and at lean.mjs.`);
    return cut;
  }, glue);
}
