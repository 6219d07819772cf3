/**
 * Markup handed over as text. Where it names a held host it is parsed in a document that loads nothing and inserted
 * from there, which is guarded; everything else goes to the platform untouched.
 * https://html.spec.whatwg.org/multipage/dynamic-markup-insertion.html
 */

import { attributes, By, inspectTree, loads } from './elements';
import { RENAMED } from './gate';
import { patch, text, Trap } from './patch';
import { mentions } from './rules';

const INSIDE = `(?:"[^"]*"|'[^']*'|[^'">])*`;
const TAG = RegExp(`<[a-z]${INSIDE}>`, 'gi');
/** What a later call may go on with. */
const UNFINISHED = RegExp(`<(?:[a-z]${INSIDE}(?:"[^"]*|'[^']*)?)?$`, 'i');

export function guardMarkup(realm: any, inserted: (node: Node) => void): void {
  const inert: Document = realm.document.implementation.createHTMLDocument('');

  /** Inserts before `next` what the markup gives as the content of `parent`. */
  const place = (parent: any, next: Node | null, values: any[], method?: string) => {
    // A shadow root's markup is parsed as its host's, a fragment's as the body's.
    const like = parent.host || (parent.localName ? parent : realm.document.body);
    const box: any = inert.createElementNS(like.namespaceURI, like.localName);
    // `setHTML` and `setHTMLUnsafe` do, `innerHTML` and none do not.
    if (method! > 'script') box[method!](...values);
    else [box.innerHTML] = values;
    while (box.firstChild) parent.insertBefore(box.firstChild, next);
  };

  for (const owner of ['Element', 'ShadowRoot']) {
    patch(realm[owner], 'innerHTML setHTML setHTMLUnsafe', (values, self, proceed, method) => {
      // A template and an inert document load nothing until their content is inserted elsewhere.
      if (!mentions(text(values, 0)) || !(self.content || self).ownerDocument.defaultView) {
        proceed();
        if (self.isConnected && /iframe/i.test(values[0])) inserted(self);
      } else {
        self.textContent = '';
        place(self, null, values, method);
      }
    });
  }

  patch(realm.Element, 'outerHTML insertAdjacentHTML', (values, self, proceed, method) => {
    // The first of two says where; `outerHTML` has the markup alone.
    const at = +(method < 'o');
    const where = at ? text(values, 0) : 'beforebegin';
    const next = mentions(text(values, at)) && self.insertAdjacentElement(where, inert.createElement('i'));
    if (!next) return proceed();
    place(next.parentNode, next, [values[at]]);
    next.remove();
    if (!at) self.remove();
  });

  const look: Trap = (_values, _self, proceed) => {
    const made = proceed();
    inspectTree(made, () => {}, By.Script);
    return made;
  };
  patch(realm.Range, 'createContextualFragment', look);
  // The only constructor that takes an address.
  patch(realm, 'Audio', look);

  // A stream may break off anywhere, so it can't be parsed ahead. Tag by tag the loading attribute gets a name that
  // loads nothing, and the observer takes it from there. In place: it may be a script's text that looks like a tag.
  const rewrite = (tag: string) => {
    const box = inert.createElement('div');
    box.innerHTML = tag;
    const node = box.firstElementChild;
    if (node) {
      for (const attribute of attributes(node)) {
        if (loads(attribute, node.getAttribute(attribute))) tag = tag.replace(RegExp(`([\\s"'/])(${attribute}\\s*=)`, 'i'), `$1${RENAMED}$2`);
      }
    }
    return tag;
  };
  let rest = '';
  const { write } = realm.Document.prototype;
  // Nothing goes on with it: it is written as it is.
  patch(realm.Document, 'open close', (_values, self, proceed) => {
    if (rest) write.call(self, rest);
    rest = '';
    return proceed();
  });
  patch(realm.Document, 'write writeln', (values, _self, proceed) => {
    values.forEach((value, index) => (value == null ? (values[index] += '') : text(values, index)));
    let left = '';
    if (values.every((value) => typeof value == 'string')) {
      const markup = rest + values.splice(0).join('');
      const whole = markup.replace(UNFINISHED, '');
      left = markup.slice(whole.length);
      values[0] = mentions(whole) ? whole.replace(TAG, rewrite) : whole;
      rest = '';
    }
    // A script in it may write too, and comes first.
    proceed();
    rest += left;
  });
}
