/** What is run inside a page, in a world of its own: the page's scripts neither see it nor can they change its functions. */

/** The names of what this frame stores, without a single value. */
export async function stored(): Promise<{ origin: string; found: [string, string][] }> {
  const found: [string, string][] = [];
  const tryTo = async (work: () => unknown) => {
    try {
      await work();
    } catch {
      // A sandboxed or opaque frame has no storage.
    }
  };
  for (const storage of ['localStorage', 'sessionStorage'] as const) {
    await tryTo(() => Object.keys(window[storage]).forEach((name) => found.push([storage, name])));
  }
  await tryTo(async () => (await indexedDB.databases()).forEach(({ name }) => name && found.push(['indexedDB', name])));
  await tryTo(async () => (await caches.keys()).forEach((name) => found.push(['cacheStorage', name])));
  return { origin: self.origin, found };
}

export function links(): string[] {
  return [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].filter((link) => !link.hasAttribute('download')).map(({ href }) => href);
}

/** The text of the configuration that the page carries, or the address of it. */
export function carried(): { text?: string; address?: string; there: boolean } {
  const inline = document.querySelector('script[data-sluis=config]');
  const tag = document.querySelector<HTMLElement>('script[data-config]');
  return {
    text: inline?.textContent || undefined,
    address: tag?.dataset.config && new URL(tag.dataset.config, document.baseURI).href,
    there: !!(inline || tag || document.querySelector('[data-sluis]')),
  };
}

/** The middle of the first of these elements that a visitor can see, also inside open shadow roots. */
export function button(selectors: string[]): { x: number; y: number } | null {
  const search = (root: Document | ShadowRoot): Element[] => {
    const own = selectors.flatMap((selector) => [...root.querySelectorAll(selector)]);
    return [...own, ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? search(shadowRoot) : []))];
  };
  for (const element of search(document)) {
    if (!(element as any).checkVisibility?.({ visibilityProperty: true, opacityProperty: true })) continue;
    element.scrollIntoView({ block: 'nearest', behavior: 'instant' as ScrollBehavior });
    const { left, top, width, height } = element.getBoundingClientRect();
    if (width && height) return { x: left + width / 2, y: top + height / 2 };
  }
  return null;
}

/** To the end of the page and back, so that what waits for scrolling comes. False where all is in sight. */
export async function scroll(): Promise<boolean> {
  const pause = () => new Promise((done) => setTimeout(done, 60));
  if (innerHeight >= document.documentElement.scrollHeight) return false;
  for (let step = 1; step <= 12 && scrollY + innerHeight < document.documentElement.scrollHeight; step++) {
    scrollTo({ top: step * innerHeight, behavior: 'instant' as ScrollBehavior });
    await pause();
  }
  scrollTo({ top: 0, behavior: 'instant' as ScrollBehavior });
  await pause();
  return true;
}
