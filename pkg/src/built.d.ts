/** Modules and words that build.mjs writes. */

declare const VERSION: string;
/** The same up to the last point, which stays. */
declare const MINOR: string;
/** The places of three texts in the list of all: that nothing is asked, the label of the button that closes it, and that of what it stands in. */
declare const NOTICE: number[];

declare module 'sluis:style' {
  const css: string;
  export default css;
}

declare module 'sluis:detail-style' {
  const css: string;
  export default css;
}

declare module 'sluis:embed-style' {
  const css: string;
  export default css;
}

declare module 'sluis:files' {
  const files: {
    /** In the name of everything that is fetched. */
    hash: string;
    /** The tags of the languages, as `language` wants them. */
    languages: string;
  };
  export default files;
}

declare module 'sluis:parts' {
  export const texts: Record<string, () => Promise<{ default: string[] }>>;
  export const rest: Record<string, () => Promise<{ default: string[] }>>;
  export const languages: string;
  export const later: { [Name in keyof import('./later').Later]: () => Promise<{ part(): Promise<import('./later').Later[Name]> }> };
  export const chunks: Record<import('./loader').Chunk, () => Promise<import('./loader').Started>>;
  export const catalogue: () => Promise<{ default: Record<string, object> }>;
}

declare module 'sluis:known' {
  const known: import('./inspect/known').KnownService[];
  export default known;
}

declare module 'sluis:module' {
  export function bytes(): Uint8Array<ArrayBuffer>;
}

declare module 'sluis:part-module' {
  export function bytes(): Uint8Array<ArrayBuffer>;
}

declare module 'sluis:part' {
  export function start(module: WebAssembly.Module): Promise<unknown>;
}

declare module 'sluis:address' {
  export function address(): URL;
}

/** What src/web exports, when wasm-bindgen's own declaration is not there yet. */
declare module '*/wasm/sluis.js' {
  export function imports(): WebAssembly.Imports;
  export function finish(instance: WebAssembly.Instance, module: WebAssembly.Module): unknown;
  export function boot(config: object, sealed: object, language: string, gate: object, load: (what: string) => void): void;
  export function begin(): void;
  export function loaded(texts: string[]): void;
  export function failed(): void;
  export function heard(what: string, told: unknown): boolean;
  export function state(): string;
  export function accept(ids?: string[]): void;
  export function reject(): void;
  export function withdraw(): void;
  export function open(): void;
}

declare module '*/wasm/check.js' {
  export function imports(): WebAssembly.Imports;
  export function finish(instance: WebAssembly.Instance, module: WebAssembly.Module): unknown;
  export function check(config: unknown, catalogue: object): any;
}

declare module '*/wasm/detail.js' {
  export function imports(): WebAssembly.Imports;
  export function finish(instance: WebAssembly.Instance, module: WebAssembly.Module): unknown;
  export function prerender(config: unknown, texts: string[], language: string, host: string): string;
  export function show(kind: string, place: Node, scene: object): void;
}

declare module '*/wasm/embed.js' {
  export function imports(): WebAssembly.Imports;
  export function finish(instance: WebAssembly.Instance, module: WebAssembly.Module): unknown;
  export function sync(scene: object): void;
  export function told(what: string, event: unknown): boolean;
}

declare module '*/wasm/studio.js' {
  export function initSync(from: { module: BufferSource }): unknown;
  export function run(program: string, words: string[], disk: Function): string;
  export function judge(text: string): string;
  export function question(sealed: string, language: string, host: string, base: string): string;
  export function head(sealed: string, form: string, base: string, guard: string, policy: string, names: string, choices: string, printed: boolean): string;
}

declare module 'sluis:catalogue' {
  const catalogue: Record<string, object>;
  export default catalogue;
}

declare module 'sluis:check' {
  export const part: () => Promise<import('./later').Check>;
}

declare module 'sluis:detail' {
  export const part: () => Promise<import('./later').Detail>;
}

declare module 'sluis:proof' {
  export const prove: typeof import('./proof').prove;
}

/** The names of all texts, in the order of their lists. */
declare module 'sluis:keys' {
  const keys: string[];
  export default keys;
}

declare module 'sluis:studio-module' {
  /** The module, unpacked. */
  export const bytes: () => Uint8Array<ArrayBuffer>;
}

declare module 'sluis:inline' {
  export const guard: string;
  export const policy: string;
  export const first: string;
  /** What shows a prerendered question. */
  export const prerendered: string;
  /** As JSON. */
  export const names: string;
}
