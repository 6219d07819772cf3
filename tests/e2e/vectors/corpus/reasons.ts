// Why a way stays open, whatever a script in the page does. What closes it is the enforced level, for all of them.

interface Reason {
  why: string;
  /** What else helps. */
  marked: string;
}

export const reasons: Record<string, Reason> = {
  import: { why: '`import()` is syntax: no function stands between it and the network. Where the address can be read in an inline script, that script is held whole; a computed one goes through. (An import map could refuse a host by its full name, but nothing takes it off again: what is granted would not load before the next page.)', marked: 'mark the script that imports; the worker refuses it by itself' },
  module: { why: 'What a module file of the site imports is asked for by the browser, without any script in between.', marked: 'mark the script that imports; the worker refuses it by itself' },
  closed: { why: 'A closed shadow root that the HTML declares can be seen by no script of the page.', marked: 'mark the element in it' },
  header: { why: 'A `Link` header comes before the page.', marked: 'remove the header' },
  location: { why: '`location` can’t be replaced by any script; a frame that is still blank has no `navigate` event, and `beforeunload` does not say where to.', marked: 'set the `src` of the frame' },
  'own-page': { why: 'A page of the site itself, or code in a `srcdoc`, has a window of its own that begins to run before anybody could arm it.', marked: 'give that page Sluis too' },
  'worker-file': { why: 'A worker has no document; a file of the site runs in it as it is. Its text is not known when it is started, and started from a copy with a guard before it, its own relative addresses would lead nowhere.', marked: 'the service worker refuses it by itself' },
  css: { why: 'Style sheets in the HTML and in files of the site ask while they are read.', marked: 'mark the `<link>`; serve fonts and pictures yourself' },
  'css-import': { why: 'A `<style>` within markup asks for what it imports while it is inserted. (One that a script makes as an element is held.)', marked: 'serve fonts and pictures yourself' },
  'css-rule': { why: 'A rule that is changed one property at a time tells nobody. To stand before it would take 74 bytes of every visitor for what no page was seen to do.', marked: 'change the element’s style, or its class' },
  'css-text': { why: 'What the text of a style sheet becomes by `data` of the node in it. Frameworks change thousands of texts that way, and each would get slower.', marked: 'set the style’s own `textContent`' },
  cached: { why: '`createContextualFragment` makes its images in the page itself; they are emptied before they ask, unless the browser still has the picture in memory from before a withdrawal.', marked: 'use `innerHTML`' },
  filter: { why: 'An image inside an SVG filter: so rare that the guard spends no bytes on it.', marked: '–' },
};
