// One way in. Every vector has a host of its own, ID.tracker.test, so that many can stand on one page and each
// request and each run still tells whose it is.
//
// In the texts `$js`, `$gif`, `$html`, `$css`, `$svg`, `$mp4`, `$vtt`, `$font` and `$events` are addresses of that
// host, `$host` is its name, and `$own` is the site itself. In `js` the variable `here` is an element of the
// vector's own. What the third party answers reports to the site when it is executed.

export interface Vector {
  /** What it is called in PLATFORM.md; a DNS label. */
  id: string;
  /** In the HTML as it is served, in the body. */
  html?: string;
  /** The same, in the head. */
  head?: string;
  /** The body's own tag, or what stands in its place. */
  body?: string;
  /** A script of the page, in the place where it stands. */
  js?: string;
  /** Third-party code runs when nothing holds it. */
  runs?: true;
  /** The script waits until the core is there, as code that a click starts does. */
  late?: true;
  /** The caller is told that it failed, or the moment is over: granting sends nothing by itself, a new page does. */
  told?: true;
  /** It would disturb others on its page, or takes a page of its own. */
  alone?: true;
  /** Sent with the page. */
  header?: [name: string, value: string];
  /** Loading that can start before a script could see the element, and whether it does is a race. */
  early?: 'scanned' | 'parsed';
  /** Why no script in the page closes it. */
  open?: string;
}

export interface Family {
  name: string;
  vectors: Vector[];
}

/** Whether the browser itself meets it in the HTML, or a script of the page brings it. */
export const isStatic = ({ js }: Vector): boolean => js === undefined;
