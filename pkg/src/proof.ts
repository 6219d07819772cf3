/**
 * The proof of the visitor's own choices, as files to keep: a page to read and print, or a receipt after ISO/IEC TS
 * 27560:2023 in the terms of the Data Privacy Vocabulary (docs/proof.md). Loaded when it is asked for.
 *
 * What is stored stays as small as it is. The rest is in the page already: the configuration and the texts.
 */

import type { Detail, Scene } from './later';
import { page } from './proof/page';
import { consentReceipt } from './proof/receipt';
import { question } from './proof/question';
import { stored } from './proof/stored';
import { wording } from './proof/words';

/** What shows the settings. */
export interface Views extends Pick<Detail, 'prerender'> {
  show(kind: string, place: Node, scene: object): void;
}

/** `kind`: `html` or `json`. */
export function prove(kind: string, scene: Scene, views: Views): void {
  const { config } = scene;
  const words = wording(scene);
  const facts = { config, words, stored: stored(), asked: question(scene, words, views), at: new Date(), site: location };
  if (kind == 'json') save('cookie-receipts.json', 'application/json', JSON.stringify(consentReceipt(facts), null, 2));
  else save('cookie-receipts.html', 'text/html', page(facts, declaration(scene, views)));
}

/** The declaration as it is shown in pages, without what only a page can do. */
function declaration(scene: Scene, views: Views): Element {
  const place = document.createElement('div');
  views.show('declaration', place, { ...scene, draft: '' });
  const shown = place.firstElementChild!;
  for (const control of shown.querySelectorAll('[data-part=choices], [data-choice]')) control.remove();
  // On paper nobody can open anything.
  for (const part of shown.querySelectorAll('details')) part.open = true;
  for (const link of shown.querySelectorAll('a')) link.setAttribute('href', link.href);
  return shown;
}

function save(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  // A browser may read it after this.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
