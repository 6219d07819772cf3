// The template as its editor would read it: its sections, and what its permissions allow.
// https://developers.google.com/tag-platform/tag-manager/templates/permissions
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = (name: string): string => readFileSync(fileURLToPath(new URL(`../../../gtm/${name}`, import.meta.url)), 'utf8');

export const metadata = file('metadata.yaml');

/** In the order of the file. */
export const sections: Map<string, string> = new Map(
  [...file('template.tpl').matchAll(/^___([A-Z_]+)___\n\n([\s\S]*?)(?=\n+^___|\n*(?![\s\S]))/gm)].map(([, name, text]) => [name!, text!]),
);
const json = (name: string) => JSON.parse(sections.get(name) ?? 'null');
export const info = json('INFO');
export const parameters = json('TEMPLATE_PARAMETERS') as Array<Record<string, any>>;
export const code = sections.get('SANDBOXED_JS_FOR_WEB_TEMPLATE')!;

/** Tag Manager's way to write a value: a number for its type, and the value under a name that goes with it. */
function value(written: any): any {
  switch (written.type) {
    case 1:
      return written.string;
    case 2:
      return written.listItem.map(value);
    case 3:
      return Object.fromEntries(written.mapKey.map((key: any, index: number) => [value(key), value(written.mapValue[index])]));
    case 8:
      return written.boolean;
    default:
      throw new Error(`a value of type ${written.type}`);
  }
}

export interface Permissions {
  access_consent: { consentTypes: Array<{ consentType: string; read: boolean; write: boolean }> };
  access_globals: { keys: Array<{ key: string; read: boolean; write: boolean; execute: boolean }> };
  write_data_layer: { keyPatterns: string[] };
}
export const written = json('WEB_PERMISSIONS') as any[];
export const permissions = Object.fromEntries(
  written.map(({ instance }) => [instance.key.publicId, Object.fromEntries(instance.param.map((param: any) => [param.key, value(param.value)]))]),
) as unknown as Permissions;

/** A block of text in YAML, without what it is indented by. */
const block = (text: string, indent: number): string => text.split('\n').map((line) => line.slice(indent)).join('\n');
const tests = sections.get('TESTS')!;
export const setup = block(/^setup: \|-\n([\s\S]*)$/m.exec(tests)![1]!, 2);
export const scenarios = [...tests.matchAll(/^- name: (.*)\n {2}code: \|-\n((?: {4}.*\n|\n)*)/gm)].map(([, name, text]) => ({ name: name!, code: block(text!, 4) }));
