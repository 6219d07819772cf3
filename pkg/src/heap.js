/**
 * Between a module and the page: what wasm-bindgen writes below each module's glue, for modules that are small and live
 * as long as their page (lean.mjs). The names are its own.
 * https://wasm-bindgen.github.io/wasm-bindgen/contributing/design/js-objects-in-rust.html
 */

/** What the module exports. */
export let wasm;

export const finish = (instance) => {
  wasm = instance.exports;
};

/** Values of the page, by the number that the module knows them by. These four have theirs in every module. */
const heap = [...Array(1024), undefined, null, true, false];
const RESERVED = 1028;
const free = [];

export const getObject = (number) => heap[number];

export const addHeapObject = (value) => {
  const number = free.pop() || heap.length;
  heap[number] = value;
  return number;
};

export const dropObject = (number) => {
  if (number >= RESERVED) {
    heap[number] = undefined;
    free.push(number);
  }
};

export const takeObject = (number) => {
  const value = heap[number];
  dropObject(number);
  return value;
};

export const isLikeNone = (value) => value == null;

/** 0 is nothing. */
export const addOption = (value) => (isLikeNone(value) ? 0 : addHeapObject(value));

const encoder = new TextEncoder();
/** A text may begin with any sign, a byte order mark too. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

// The memory's buffer is another one after it has grown, so none is kept, and it is asked for after what can make it grow.
export const getStringFromWasm0 = (place, length) => decoder.decode(new Uint8Array(wasm.memory.buffer, place, length));

/** Of the text that was passed last. */
export let WASM_VECTOR_LEN;

/** The module gets a text, and from then on has to free it. */
export const passStringToWasm0 = (text) => {
  const bytes = encoder.encode(text);
  const place = wasm.__wbindgen_malloc(bytes.length, 1);
  new Uint8Array(wasm.memory.buffer).set(bytes, place);
  WASM_VECTOR_LEN = bytes.length;
  return place;
};

/** Two numbers side by side: of a text, where it is and how long. */
export const pairAt = (place) => new Int32Array(wasm.memory.buffer, place, 2);

/** A text, or nothing, as an answer. */
export const giveText = (place, text) => {
  const given = isLikeNone(text) ? 0 : passStringToWasm0(text);
  pairAt(place).set([given, WASM_VECTOR_LEN]);
};

/** A number, or nothing, as an answer. */
export const giveNumber = (place, number) => {
  pairAt(place)[0] = !isLikeNone(number);
  new Float64Array(wasm.memory.buffer)[place / 8 + 1] = number;
};

/** What throws is told to the module, which goes on. */
export const handleError = (act, values) => {
  try {
    return act(...values);
  } catch (error) {
    wasm.__wbindgen_exn_store(addHeapObject(error));
  }
};
