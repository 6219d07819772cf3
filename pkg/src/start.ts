/** What both npm entry points share: texts and catalogue entries are modules, loaded when a visitor needs them. */

import { catalogue, chunks, languages, later, rest, texts } from 'sluis:parts';
import { arm } from '../../src/guard/arm';
import { absent } from './absent';
import { load } from './loader';
import type { Config, Options, Sluis } from './types';

export function startWith(module: () => Promise<WebAssembly.Module>, config: Config, options: Options): Promise<Sluis> {
  if (typeof document == 'undefined') return Promise.resolve(absent);
  const page = arm();
  const { onUndeclared } = options;
  if (onUndeclared) page.on('undeclared', onUndeclared);
  return load(
    page,
    async () => (onUndeclared ? { ...config, inspect: true } : config),
    {
      module,
      languages,
      text: async (language) => (await texts[language]()).default,
      rest: async (language) => (await rest[language]()).default,
      part: async (name) => (await later[name]()).part(),
      chunk: (name) => chunks[name](),
      service: async (id) => (await catalogue()).default[id],
    },
    options.styles || 'adopted',
  );
}
