// The ways in which a page can carry Sluis. A test page has `<!-- sluis -->` at the place of the
// snippet, so that each behaviour can be tried in more than one form.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The files of the script tag; SLUIS_WEB names those of another build, say of an installed package. */
export const built = process.env.SLUIS_WEB ?? fileURLToPath(new URL('../../../pkg/dist/web/', import.meta.url));

export type Form =
  /** The guard inline, and before it the empty policy that makes Chromium's preload scanner wait. */
  | 'waiting'
  /** The guard inline, without that policy. */
  | 'inline'
  /** One `<script src>`, with the config beside it in the page. */
  | 'tag'
  /** One `<script src>` that names the address of the config. */
  | 'external'
  /** No Sluis: shows that what a test asserts can fail. */
  | 'none';

export interface Placing {
  form: Form;
  /** The config as text; undefined leaves the element out. */
  config: string | undefined;
  nonce?: string;
}

export function snippet({ form, config, nonce }: Placing): string {
  const mark = nonce ? ` nonce="${nonce}"` : '';
  const element = config === undefined
    ? ''
    : `<script type="application/json" data-sluis="config"${mark}>${config.replaceAll('<', '\\u003c')}</script>`;
  switch (form) {
    case 'none':
      return '';
    case 'external':
      return `<script src="/sluis/sluis.js" data-config="/consent.json"${mark}></script>`;
    case 'tag':
      return `${element}\n<script src="/sluis/sluis.js"${mark}></script>`;
    case 'inline':
    case 'waiting': {
      const wait = form === 'waiting' ? '<meta http-equiv="Content-Security-Policy" content="">\n' : '';
      const [, wish] = /"enforce":(true|"first")/.exec(config ?? '') ?? [];
      const early = wish ? readFileSync(`${built}sluis.${wish === 'true' ? 'policy' : 'first'}.js`, 'utf8') : '';
      const guard = early + readFileSync(`${built}sluis.guard.js`, 'utf8');
      return `${wait}${element}\n<script${mark}>${guard}</script>\n<script src="/sluis/sluis.core.js" async${mark}></script>`;
    }
  }
}
