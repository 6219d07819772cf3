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
  for (const address of ['', ' ', '//', '///', 'https://', 'http:/', 'https://[::1', 'https://%', 'https://a b', 'https://\u0000', 'a:b', ':', '\\\\', 'https://тест.example', '//'.repeat(5000), 'x'.repeat(1_000_000)]) {
    await attempt(`address ${address.slice(0, 30)}`, (e) => { const s = document.createElement('script'); s.src = address; return s.getAttribute('src')!.length; });
  }

  // What a function looks like to those who look.
  const looks: [any, string][] = [
    [Node.prototype, 'appendChild'], [Element.prototype, 'append'], [Element.prototype, 'setAttribute'], [Element.prototype, 'innerHTML'],
    [HTMLScriptElement.prototype, 'src'], [Document.prototype, 'write'], [window, 'fetch'], [window, 'XMLHttpRequest'], [window, 'WebSocket'],
    [XMLHttpRequest.prototype, 'open'], [Navigator.prototype, 'sendBeacon'], [Range.prototype, 'insertNode'], [window, 'Audio'],
  ];
  for (const [owner, name] of looks) {
    const { get, set, value, ...flags } = Object.getOwnPropertyDescriptor(owner, name)!;
    for (const one of [get, set, value]) if (one) log.push(`${name}: ${one.name} ${one.length} ${typeof one} ${'prototype' in one}`);
    log.push(JSON.stringify(flags));
  }
  log.push(String(new XMLHttpRequest() instanceof XMLHttpRequest), String(new Audio() instanceof HTMLAudioElement), String(WebSocket.CLOSED), String(Object.create(XMLHttpRequest.prototype) instanceof XMLHttpRequest));
  return log;
}
