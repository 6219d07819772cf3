/** The glue of the configurator's module: src/studio/export.rs. */
export default function init(from: { module_or_path: BufferSource }): Promise<unknown>;
export function run(program: string, words: string[], disk: (verb: string, name: string, text: string) => unknown): string;
export function judge(text: string): string;
export function policy(text: string, state: string): string;
export function statement(text: string, language: string, draft: boolean): string;
export function services(): string;
