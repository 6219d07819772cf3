/**
 * Markup handed over as text. Where it names a held host it is parsed in a document that loads nothing and inserted
 * from there, which is guarded; everything else goes to the platform untouched.
 * https://html.spec.whatwg.org/multipage/dynamic-markup-insertion.html
 */

import { Elements, Origin, RENAMED } from './elements';
import { patch, text } from './patch';
import type { Rules } from './rules';

const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi;

export function guardMarkup(realm: any, rules: Rules, elements: Elements, inserted: (node: Node) => void): void {
  const inert: Document = realm.document.implementation.createHTMLDocument('');

  /** Inserts before `next` what the markup gives as the content of `context`. */
  const place = (context: any, parent: Node, next: Node | null, values: any[], method = '') => {
    // A shadow root's markup is parsed as its host's, a fragment's as the body's.
    const like = context.host || (context.localName ? context : realm.document.body);
    const box: any = inert.createElementNS(like.namespaceURI, like.localName);
    if (method > 's') box[method](...values);
    else box.innerHTML = values[0];
    while (box.firstChild) parent.insertBefore(box.firstChild, next);
  };

  for (const owner of ['Element', 'ShadowRoot']) {
    patch(realm[owner].prototype, 'innerHTML setHTMLUnsafe', (values, self, proceed, name) => {
      // A template and an inert document load nothing until their content is inserted elsewhere.
      if (!rules.mentions(text(values, 0)) || !(self.content || self).ownerDocument.defaultView) {
        proceed();
        inserted(self);
      } else {
        self.textContent = '';
        place(self, self, null, values, name);
      }
    });
  }

  patch(realm.Element.prototype, 'outerHTML insertAdjacentHTML', (values, self, proceed, name) => {
    const outer = name == 'outerHTML';
    if (!rules.mentions(text(values, +!outer))) return proceed();
    const outside = self.parentNode;
    const places: Record<string, [Node, Node | null]> = {
      beforebegin: [outside, self],
      afterbegin: [self, self.firstChild],
      beforeend: [self, null],
      afterend: [outside, self.nextSibling],
    };
    const [parent, next] = places[outer ? 'beforebegin' : text(values, 0).toLowerCase()] || [];
    if (!parent || parent.nodeType == 9) return proceed();
    place(parent, parent, next!, values.slice(-1));
    if (outer) self.remove();
  });

  patch(realm.Range.prototype, 'createContextualFragment', (_values, _self, proceed) => {
    const fragment = proceed();
    elements.inspectTree(fragment, Origin.Script);
    return fragment;
  });

  // A stream may break off anywhere, so it can't be parsed ahead. Tag by tag the loading attribute gets a name that
  // loads nothing, and the observer takes it from there.
  const rewrite = (tag: string) => {
    const box = inert.createElement('div');
    box.innerHTML = tag;
    const node = box.firstElementChild;
    const waiting = node ? elements.waiting(node) : [];
    for (const attribute of waiting) {
      node!.setAttribute(RENAMED + attribute, node!.getAttribute(attribute)!);
      node!.removeAttribute(attribute);
    }
    return waiting[0] ? node!.outerHTML.replace(/<\/\w+>$/, '') : tag;
  };
  patch(realm.Document.prototype, 'write writeln', (values, _self, proceed) => {
    values.forEach((_value, index) => {
      const markup = text(values, index);
      if (values[index] === markup && rules.mentions(markup)) values[index] = markup.replace(TAG, rewrite);
    });
    proceed();
  });
}
