// Why a way stays open, whatever a script in the page does, and which level closes it.

interface Reason {
  why: string;
  /** What else helps, beside a policy from the server. */
  marked: string;
}

export const reasons: Record<string, Reason> = {
  import: { why: '`import()` is syntax: no function stands between it and the network. Where the address can be read in an inline script, that script is held whole; a computed one goes through.', marked: 'mark the script that imports' },
  module: { why: 'What a module file of the site imports is asked for by the browser, without any script in between.', marked: 'mark the script that imports' },
  closed: { why: 'A closed shadow root that the HTML declares can be seen by no script of the page.', marked: 'mark the element in it' },
  header: { why: 'A `Link` header comes before the page.', marked: 'remove the header' },
  location: { why: '`location` can’t be replaced, and neither can what links, forms and `window.open` do to a frame by its name.', marked: '–' },
  'own-page': { why: 'A page of the site itself, or code in a `srcdoc`, has a window of its own that begins to run before anybody could arm it.', marked: 'give that page Sluis too' },
  'worker-file': { why: 'A worker has no document; a file of the site runs in it as it is.', marked: '–' },
  css: { why: 'Style sheets ask while they are read. Inline styles and `<style>` that scripts make once the core is there are held, but not `@import`, rules changed one property at a time, animations, or what stands in the HTML and in files of the site.', marked: 'mark the `<link>`; serve fonts and pictures yourself' },
  cached: { why: '`createContextualFragment` makes its images in the page itself; they are emptied before they ask, unless Chromium still has the picture in memory from before a withdrawal.', marked: '–' },
  filter: { why: 'An image inside an SVG filter: so rare that the guard spends no bytes on it.', marked: '–' },
  smil: { why: 'An SVG animation sets an address without any attribute changing.', marked: '–' },
  ping: { why: '`ping` on a link is sent by a click on it, by the browser.', marked: 'remove the attribute' },
};
