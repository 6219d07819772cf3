// Runs in a page: calls what the barrier stands in front of with arguments that watch how they are read, and
// with wrong ones, and writes down everything a caller can tell. With and without Sluis the same has to come out.

export async function conversions(): Promise<string[]> {
  const log: string[] = [];
  const say = (name: string, value: string) => ({
    toString() {
      log.push(`  reads ${name}`);
      return value;
    },
    valueOf() {
      log.push(`  takes ${name} for a number`);
      return value;
    },
  });
  const fails = (name: string) => ({
    toString() {
      log.push(`  reads ${name}`);
      throw new RangeError(name);
    },
  });
  const told = (value: unknown): string =>
    value instanceof Node ? value.nodeName : value instanceof Promise ? 'a promise' : typeof value === 'object' && value ? 'an object' : String(value);
  const attempt = async (title: string, act: (element: any) => unknown): Promise<void> => {
    log.push(title);
    const box = document.createElement('div');
    const element = document.createElement('img');
    box.append(element);
    try {
      const value = act(element);
      log.push(`  gives ${told(value)}`);
      if (value instanceof Promise) await value.then(() => log.push('  keeps it'), (error) => log.push(`  breaks it: ${error.name}`));
    } catch (error) {
      log.push(`  throws ${(error as Error).name} ${error instanceof DOMException}`);
    }
    log.push(`  leaves ${box.innerHTML.replaceAll(/ data-sluis-\w+="[^"]*"/g, '')}`);
  };
  const any = window as any;

  await attempt('src', (e) => (e.src = say('value', '/own.gif')));
  await attempt('src null', (e) => (e.src = null));
  await attempt('src undefined', (e) => (e.src = undefined));
  await attempt('src symbol', (e) => (e.src = Symbol('x')));
  await attempt('src that throws', (e) => (e.src = fails('value')));
  await attempt('src of a wrong object', () => Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src')!.set!.call({}, '/own.gif'));
  await attempt('setAttribute', (e) => e.setAttribute(say('name', 'src'), say('value', '/own.gif')));
  await attempt('setAttribute other', (e) => e.setAttribute(say('name', 'title'), say('value', 'x')));
  await attempt('setAttribute, first throws', (e) => e.setAttribute(fails('name'), say('value', 'x')));
  await attempt('setAttribute bad name', (e) => e.setAttribute('', say('value', 'x')));
  await attempt('setAttribute without a value', (e) => e.setAttribute('src'));
  await attempt('setAttributeNS', (e) => e.setAttributeNS(say('namespace', 'x'), say('name', 'src'), say('value', '/own.gif')));
  await attempt('setAttributeNS bad', (e) => e.setAttributeNS(null, 'a:b:c', say('value', 'x')));
  await attempt('setAttributeNode null', (e) => e.setAttributeNode(null));
  await attempt('setAttributeNode string', (e) => e.setAttributeNode('src'));
  await attempt('attribute in use', (e) => { const a = document.createElement('i'); a.setAttribute('src', '/own.gif'); return e.setAttributeNode(a.attributes[0]); });
  await attempt('innerHTML', (e) => (e.parentNode.innerHTML = say('markup', '<b>x</b>')));
  await attempt('innerHTML null', (e) => (e.parentNode.innerHTML = null));
  await attempt('outerHTML at the root', () => (document.createElement('p').outerHTML = '<b>x</b>'));
  await attempt('insertAdjacentHTML', (e) => e.insertAdjacentHTML(say('where', 'afterend'), say('markup', '<b>x</b>')));
  await attempt('insertAdjacentHTML nowhere', (e) => e.insertAdjacentHTML(say('where', 'nowhere'), say('markup', '<b>x</b>')));
  await attempt('insertAdjacentHTML without markup', (e) => e.insertAdjacentHTML('afterend'));
  await attempt('insertAdjacentHTML outside', () => document.createElement('p').insertAdjacentHTML('afterend', '<b>x</b>'));
  await attempt('insertAdjacentElement text', (e) => e.insertAdjacentElement('afterend', 'x'));
  await attempt('append text and numbers', (e) => e.parentNode.append('a', 1, null, document.createElement('b')));
  await attempt('append that throws', (e) => e.parentNode.append(document.createElement('b'), fails('node')));
  await attempt('appendChild null', (e) => e.parentNode.appendChild(null));
  await attempt('appendChild of an ancestor', (e) => e.appendChild(e.parentNode));
  await attempt('appendChild elsewhere', () => Node.prototype.appendChild.call({} as Node, document.createElement('b')));
  await attempt('insertBefore, one argument', (e) => e.parentNode.insertBefore(document.createElement('b')));
  await attempt('insertBefore a stranger', (e) => e.parentNode.insertBefore(document.createElement('b'), document.body));
  await attempt('replaceChild', (e) => e.parentNode.replaceChild(document.createElement('b'), e));
  await attempt('replaceChildren', (e) => e.parentNode.replaceChildren(document.createElement('b'), 'x'));
  await attempt('a fragment', (e) => { const f = document.createDocumentFragment(); f.append('x', document.createElement('b')); e.after(f); return f.childNodes.length; });
  await attempt('importNode', () => document.importNode(document.createElement('b'), true));
  await attempt('importNode of a document', () => document.importNode(document, true));
  await attempt('createContextualFragment', () => document.createRange().createContextualFragment(say('markup', '<b>x</b>') as unknown as string));
  await attempt('fetch', () => fetch(say('address', '/own.gif') as unknown as string));
  await attempt('fetch that throws', () => fetch(fails('address') as unknown as string));
  await attempt('fetch nothing', () => any.fetch());
  await attempt('fetch of a bad address', () => fetch('https://['));
  await attempt('fetch of an object with an address', () => fetch({ url: 'https://cdn.tracker.test/a.gif', toString: () => '/own.gif' } as unknown as string));
  await attempt('XMLHttpRequest', () => new XMLHttpRequest().open(say('method', 'GET') as unknown as string, say('address', '/own.gif') as unknown as string));
  await attempt('XMLHttpRequest bad method', () => new XMLHttpRequest().open('a b', say('address', '/own.gif') as unknown as string));
  await attempt('XMLHttpRequest without an address', () => any.XMLHttpRequest.prototype.open.call(new XMLHttpRequest(), 'GET'));
  await attempt('XMLHttpRequest bad address', () => new XMLHttpRequest().open('GET', 'https://['));
  await attempt('send before open', () => new XMLHttpRequest().send());
  await attempt('WebSocket bad address', () => new WebSocket('https://['));
  await attempt('WebSocket called', () => any.WebSocket('wss://own.test'));
  await attempt('WebSocket protocol', () => new WebSocket('wss://own.test', 'a b'));
  await attempt('EventSource bad address', () => new EventSource('https://['));
  await attempt('sendBeacon', () => navigator.sendBeacon(say('address', '/beacon') as unknown as string, 'x'));
  await attempt('sendBeacon bad address', () => navigator.sendBeacon('https://['));
  await attempt('sendBeacon elsewhere', () => Navigator.prototype.sendBeacon.call({} as Navigator, '/beacon'));
  await attempt('new Audio', () => new Audio(say('address', '/own.mp4') as unknown as string).getAttribute('src'));
  await attempt('write symbol', () => any.document.implementation.createHTMLDocument('').write(Symbol('x')));

  // What the second part of the barrier stands in front of.
  await attempt('FontFace', () => new FontFace('x', say('source', 'url(/own.ttf)') as unknown as string));
  await attempt('FontFace of bytes', () => new FontFace('x', Object.assign(new Uint8Array(8), { toString: say('bytes', '').toString })).status);
  await attempt('FontFace of a buffer', () => new FontFace('x', Object.assign(new ArrayBuffer(8), { toString: say('buffer', '').toString })).status);
  await attempt('FontFace without a source', () => new any.FontFace('x'));
  await attempt('insertRule', () => new CSSStyleSheet().insertRule(say('rule', 'a {}') as unknown as string));
  await attempt('insertRule without a rule', () => any.CSSStyleSheet.prototype.insertRule.call(new CSSStyleSheet()));
  await attempt('replaceSync of nothing', () => any.CSSStyleSheet.prototype.replaceSync.call(new CSSStyleSheet()));
  const keyframe = (): any => ({ get opacity() { log.push('  reads opacity'); return '1'; } });
  await attempt('animate', () => document.body.animate([keyframe(), { opacity: '0' }], 1));
  await attempt('animate properties', () => document.body.animate({ opacity: ['0', '1'], get offset() { log.push('  reads offset'); return [0, 1]; } }, 1));
  await attempt('animate nothing', () => document.body.animate(null, 1));
  await attempt('animate without a time', () => any.Element.prototype.animate.call(document.body));
  await attempt('animate badly', () => document.body.animate([{ opacity: '1', easing: 'nothing' }], 1));
  await attempt('KeyframeEffect', () => new KeyframeEffect(document.body, [keyframe()], 1).getKeyframes().length);
  await attempt('setKeyframes', () => { const e = new KeyframeEffect(null, null); e.setKeyframes([keyframe()]); return e.getKeyframes().length; });
  const parts = (): BlobPart[] => Object.defineProperty(['b'], 0, { enumerable: true, get() { log.push('  reads a part'); return 'x'; } });
  await attempt('Blob', async () => new Blob(parts()).text());
  await attempt('Blob of an object', () => new Blob([say('part', 'x') as unknown as string]).size);
  await attempt('Blob of a set', () => new Blob(new Set(['x', 'y']) as unknown as string[]).size);
  await attempt('Blob of nothing', () => new Blob(undefined).size);
  await attempt('Blob of a text', () => new any.Blob('x'));
  await attempt('File', () => new File(parts(), say('name', 'x.txt') as unknown as string).size);
  await attempt('File without a name', () => new any.File(['x']));
  await attempt('createObjectURL of nothing', () => any.URL.createObjectURL());
  await attempt('createObjectURL of an object', () => any.URL.createObjectURL({}));
  const finish = (worker: { terminate(): void }): string => (worker.terminate(), 'made');
  await attempt('Worker', () => finish(new Worker(say('address', '/own.js') as unknown as string)));
  await attempt('Worker of a URL', () => finish(new Worker(new URL('/own.js', location.href))));
  await attempt('Worker without an address', () => finish(new any.Worker()));
  await attempt('Worker that throws', () => new Worker(fails('address') as unknown as string));
  await attempt('Worker called', () => any.Worker('/own.js'));
  await attempt('window.open', () => { const w = window.open(say('address', 'about:blank') as unknown as string, say('name', 'nobody') as unknown as string)!; w.close(); return w === null; });
  await attempt('window.open of nothing', () => { const w = window.open()!; w.close(); return w.closed; });
  await attempt('window.open into a frame', () => { const f = document.createElement('iframe'); f.name = 'within'; document.body.append(f); const w = window.open('about:blank', 'within'); const same = w === f.contentWindow; f.remove(); return same; });
  await attempt('a link in SVG', () => { const s = document.createElementNS('http://www.w3.org/2000/svg', 'svg'); s.innerHTML = '<a href="#here"><rect width="8" height="8"/></a>'; document.body.append(s); s.firstElementChild!.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })); s.remove(); return location.hash; });
  await attempt('a form with fields of its own names', () => { const f = document.createElement('form'); f.innerHTML = '<input name="action"><input name="target">'; f.target = 'nobody'; document.body.append(f); f.addEventListener('submit', (told) => told.preventDefault()); f.requestSubmit(); f.remove(); return f.outerHTML; });
  await attempt('iframe src null', () => { const f: any = document.createElement('iframe'); f.src = null; return f.getAttribute('src'); });
  const editing = (act: () => unknown): string => { const e = document.createElement('div'); e.contentEditable = 'true'; e.textContent = 'x'; document.body.append(e); e.focus(); const done = act(); const left = e.innerHTML; e.remove(); return `${done} ${left}`; };
  await attempt('insertHorizontalRule', () => editing(() => document.execCommand('insertHorizontalRule')));
  await attempt('insertHTML', () => editing(() => document.execCommand('insertHTML', false, say('markup', '<b>y</b>') as unknown as string)));
  await attempt('insertHTML of nothing', () => editing(() => document.execCommand('insertHTML')));
  await attempt('insertHTML null', () => editing(() => document.execCommand('insertHTML', false, null as unknown as string)));
  await attempt('execCommand of nothing', () => any.document.execCommand());
  if (any.fetchLater) await attempt('fetchLater', () => any.fetchLater(say('address', '/later'), { activateAfter: 0 }).activated);
  if (any.fetchLater) await attempt('fetchLater of a request', () => any.fetchLater(new Request('/later-request', { method: 'POST', body: 'x' }), { activateAfter: 0 }).activated);
  await attempt('setNamedItem text', (e) => e.attributes.setNamedItem('x'));
  await attempt('setNamedItem null', (e) => e.attributes.setNamedItem(null));
  await attempt('SVG address', () => { const i = document.createElementNS('http://www.w3.org/2000/svg', 'image'); i.href.baseVal = say('address', '/own.gif') as unknown as string; return i.getAttribute('href'); });
  const cookie = (name: string): any => ({ get name() { log.push('  reads name'); return name; }, get value() { log.push('  reads value'); return say('value', '1'); }, expires: Date.now() + 9e5 });
  if (any.cookieStore) {
    await attempt('cookieStore', () => any.cookieStore.set(say('name', 'basket'), say('value', '1')));
    await attempt('cookieStore of options', () => any.cookieStore.set(cookie('basket')));
    await attempt('cookieStore of inherited options', () => any.cookieStore.set(Object.create({ name: 'basket', value: '1' })));
    await attempt('cookieStore without anything', () => any.cookieStore.set());
    await attempt('cookieStore null', () => any.cookieStore.set(null));
    await attempt('cookieStore without a name', () => any.cookieStore.set({}));
    await attempt('cookieStore elsewhere', () => any.CookieStore.prototype.set.call({}, 'a', 'b'));
  }
  await attempt('cookie null', () => (any.document.cookie = null));
  await attempt('shadow root', (e) => e.parentNode.attachShadow({ mode: say('mode', 'open') }).mode);
  await attempt('shadow root of an image', (e) => e.attachShadow({ mode: 'open' }));
  for (const address of ['', ' ', '//', '///', 'https://', 'http:/', 'https://[::1', 'https://%', 'https://a b', 'https://\u0000', 'a:b', ':', '\\\\', 'https://тест.example', '//'.repeat(5000), 'x'.repeat(1_000_000)]) {
    await attempt(`address ${address.slice(0, 30)}`, (e) => { const s = document.createElement('script'); s.src = address; return s.getAttribute('src')!.length; });
  }

  // What a function looks like to those who look.
  const looks: [any, string][] = [
    [Node.prototype, 'appendChild'], [Element.prototype, 'append'], [Element.prototype, 'setAttribute'], [Element.prototype, 'innerHTML'],
    [HTMLScriptElement.prototype, 'src'], [Document.prototype, 'write'], [window, 'fetch'], [window, 'XMLHttpRequest'], [window, 'WebSocket'],
    [XMLHttpRequest.prototype, 'open'], [Navigator.prototype, 'sendBeacon'], [Range.prototype, 'insertNode'], [window, 'Audio'],
    [window, 'Worker'], [window, 'Blob'], [window, 'FontFace'], [window, 'open'], [Element.prototype, 'animate'], [Element.prototype, 'attachShadow'], [Document.prototype, 'execCommand'],
    [CSSStyleSheet.prototype, 'insertRule'], [HTMLFormElement.prototype, 'submit'], [Document.prototype, 'open'], [Document.prototype, 'cookie'],
    ...(any.CookieStore ? [[any.CookieStore.prototype, 'set'] as [any, string]] : []),
  ];
  for (const [owner, name] of looks) {
    const { get, set, value, ...flags } = Object.getOwnPropertyDescriptor(owner, name)!;
    for (const one of [get, set, value]) if (one) log.push(`${name}: ${one.name} ${one.length} ${typeof one} ${'prototype' in one}`);
    log.push(JSON.stringify(flags));
  }
  log.push(String(new XMLHttpRequest() instanceof XMLHttpRequest), String(new Audio() instanceof HTMLAudioElement), String(WebSocket.CLOSED), String(Object.create(XMLHttpRequest.prototype) instanceof XMLHttpRequest));
  return log;
}
