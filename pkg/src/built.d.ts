/** Modules and words that build.mjs writes. */

declare const VERSION: string;

declare module 'sluis:style' {
  const css: string;
  export default css;
}

declare module 'sluis:files' {
  const files: { module: string; texts: Record<string, string> };
  export default files;
}

declare module 'sluis:parts' {
  export const texts: Record<string, () => Promise<{ default: string[] }>>;
  export const services: Record<string, () => Promise<{ default: object }>>;
}

declare module 'sluis:module' {
  export function bytes(): Uint8Array<ArrayBuffer>;
}

declare module 'sluis:address' {
  export function address(): URL;
}

/** What src/web exports, when wasm-bindgen's own declaration is not there yet. */
declare module '*/wasm/sluis.js' {
  export default function init(input: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  export function boot(config: unknown, catalogue: object, gate: object, load: (language: string) => void): void;
  export function texts(list: string[]): void;
  export function state(): any;
}
