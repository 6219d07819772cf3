/**
 * What scripts meet that were let go after the page had loaded, and were written for a page that is still loading.
 * `document.write` puts what it is given behind the script instead of in place of the page, and handlers for events
 * that are over are called once. Only for them: what the page's own code does goes to the platform untouched.
 * https://html.spec.whatwg.org/multipage/dynamic-markup-insertion.html#document.write()
 */

import type { Gate } from './types';

/** How long one script may keep others waiting, in milliseconds; as in src/web/release.rs. */
const PATIENCE = 4_000;
/** In the order in which a page meets them. */
const EVENTS = ['DOMContentLoaded', 'readystatechange', 'load', 'pageshow'];
/** What belongs in a head; anything else begins the body, as it does for a parser. */
const HEAD = /^(script|style|link|meta|title|base|template|noscript)$/;
const END = 'sluis';

interface Writing {
  /** What has no end yet. */
  text: string;
  /** Behind this comes what is written next. */
  last: ChildNode;
}

interface Call {
  at: number;
  self: any;
  listener: any;
}

export function start(_config: unknown, { gate }: { gate: Gate }): void {
  const { patch, free, listener } = gate;
  const released = new WeakSet<Element>();
  /** Scripts under way. */
  const pending = new Set<Element>();
  let calls: Call[] = [];

  const isOver = (at: number) => {
    const [{ domContentLoadedEventStart, loadEventStart }] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return (at ? loadEventStart : domContentLoadedEventStart) > 0;
  };

  /** Whether somebody who needs consent, and has it, is behind an address. */
  const isGranted = (address: string): boolean => {
    const { ask } = gate;
    let granted = false;
    gate.ask = (asked) => (granted = !!ask && ask(asked));
    gate.holds(address);
    gate.ask = ask;
    return granted;
  };

  /** The released script that is at work now. A callback or a module is known by where it comes from. */
  const running = (): Element | null | undefined => {
    const script = document.currentScript as HTMLScriptElement;
    if (script) return released.has(script) || script.dataset.sluis || (document.readyState != 'loading' && isGranted(script.src)) ? script : null;
    const address = (Error().stack!.match(/https?:[^\s)]+/g) || []).find(isGranted);
    return address ? [...document.scripts].reverse().find(({ src }) => src && address.startsWith(src)) || document.body : null;
  };

  const settle = () => {
    if (!pending.size) calls.sort((one, other) => one.at - other.at).forEach(call);
  };
  const call = (one: Call) =>
    // Each on its own, so that one that throws is reported and stops no other. An earlier one may have taken it away.
    setTimeout(() => {
      if (!calls.includes(one)) return;
      calls = calls.filter((other) => other != one);
      const { at, self, listener } = one;
      const event = new Event(EVENTS[at], { bubbles: !at });
      for (const name of ['target', 'currentTarget']) Object.defineProperty(event, name, { value: self });
      listener.handleEvent ? listener.handleEvent(event) : listener.call(self, event);
    });
  const follow = (script: Element, then = () => {}) => {
    released.add(script);
    pending.add(script);
    const over = () => {
      if (pending.delete(script)) {
        then();
        setTimeout(settle);
      }
    };
    script.addEventListener('load', over);
    script.addEventListener('error', over);
    setTimeout(over, PATIENCE);
  };
  gate.free = (element) => {
    if (element.localName == 'script') follow(element);
    free!(element);
  };

  const late = (self: any, type: string, listener: any): boolean => {
    const at = EVENTS.indexOf(type);
    const hears = self == document ? at >= 0 && at < 2 : self == window && at >= 0 && at != 1;
    if (!hears || !listener || !isOver(at) || !running()) return false;
    calls.push({ at, self, listener });
    setTimeout(settle);
    return true;
  };
  patch(EventTarget, 'addEventListener removeEventListener', ([type, listener], self, proceed, method) => {
    proceed();
    self = self || window;
    calls = calls.filter((call) => call.self != self || EVENTS[call.at] != type || call.listener != listener);
    if (method < 'b') late(self, type, listener);
  });
  for (const [owner, place, type] of [[window, window, 'load'], [document, Document.prototype, 'readystatechange']] as const) {
    const { get, set, configurable } = Object.getOwnPropertyDescriptor(place, 'on' + type) || {};
    if (!set || !configurable) continue;
    const theirs = new WeakSet();
    Object.defineProperty(owner, 'on' + type, {
      configurable: true,
      enumerable: true,
      get() {
        const now = get!.call(owner);
        return now && isOver(2) && !theirs.has(now) && running() ? null : now;
      },
      set(value) {
        set.call(owner, value);
        if (typeof value == 'function' && late(owner, type, (event: Event) => get!.call(owner) == value && value.call(owner, event))) theirs.add(value);
      },
    });
  }

  const inert = document.implementation.createHTMLDocument('');
  const writings = new WeakMap<Element, Writing>();
  /** Scripts that were written, each with what keeps its place. */
  let queue: [Writing, Comment, HTMLScriptElement][] = [];
  let busy = false;
  let waiting: (() => void)[] = [];

  const insert = (writing: Writing, nodes: ChildNode[]) => {
    for (const node of nodes) {
      const { last } = writing;
      if (!last.isConnected || last == document.body) document.body.append(node);
      else if (document.body && document.head.contains(last) && node.nodeType == 1 && !HEAD.test((node as Element).localName)) document.body.prepend(node);
      else last.after(node);
      writing.last = node;
    }
  };
  const advance = () => {
    while (!busy && queue.length) {
      const [writing, place, script] = queue.shift()!;
      const fresh = document.createElement('script');
      for (const { name, value } of script.attributes) fresh.setAttribute(name, value);
      fresh.text = script.text;
      // Firefox says of each script that markup has made elsewhere that it is `async`.
      fresh.async = script.hasAttribute('async');
      if (script.src && !fresh.async) {
        busy = true;
        follow(fresh, () => {
          busy = false;
          advance();
        });
      } else released.add(fresh);
      if (writing.last == place) writing.last = fresh;
      place.replaceWith(fresh);
    }
    if (!busy) waiting.splice(0).forEach((act) => act());
  };
  const flush = (writing: Writing, whole: boolean) => {
    const box = inert.createElement('body');
    box.innerHTML = `${writing.text}<!--${END}-->`;
    const end = box.lastChild as Comment;
    if (end.data != END) {
      if (!whole) return;
      box.innerHTML = writing.text;
    } else end.remove();
    writing.text = '';
    const scripts = [...box.querySelectorAll('script')].map((script): (typeof queue)[0] => {
      const place = inert.createComment('');
      script.replaceWith(place);
      return [writing, place, script];
    });
    insert(writing, [...box.childNodes]);
    queue = [...scripts, ...queue];
    advance();
  };
  patch(Document, 'write writeln open', (values, self, proceed, method) => {
    const script = self == document && running();
    if (!script || values.length > 2 && method == 'open') return proceed();
    if (method == 'open') return self;
    const writing = writings.get(script) || { text: '', last: script };
    writings.set(script, writing);
    writing.text += values.join('') + (method == 'writeln' ? '\n' : '');
    flush(writing, false);
    if (writing.text) queueMicrotask(() => flush(writing, true));
  });

  // What a script has written comes before the script behind it, as it does while a page is parsed.
  gate.listener = (what) => {
    const tell = listener!(what);
    if (what != 'done') return tell;
    return (told: any) => {
      // Whose event it was is gone once it is over.
      const { target } = told;
      return !!(busy && target ? waiting.push(() => tell({ target })) : tell(told));
    };
  };
}
