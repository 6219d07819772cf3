// What there is to see of Sluis in a page: for each element where it is and what the browser computed for it.
import type { Page } from '@playwright/test';

export type Look = Record<string, Record<string, string>>;

/** What can be seen of an element, beside its place. Not `letter-spacing` and `word-spacing`: they are the visitor's. */
const SEEN = `display position visibility opacity overflow-x overflow-y clip-path mask-image filter transform translate rotate scale zoom
  box-sizing float writing-mode direction column-count pointer-events user-select cursor appearance content-visibility
  color background-color background-image border-top-width border-top-style border-top-color border-left-width border-left-style border-left-color
  border-top-left-radius box-shadow outline-width outline-style outline-color outline-offset
  font-family font-size font-style font-weight line-height text-align text-align-last text-decoration-line text-transform text-indent
  text-shadow text-overflow white-space-collapse text-wrap-mode overflow-wrap word-break hyphens list-style-type accent-color color-scheme
  padding-top padding-right padding-bottom padding-left`.split(/\s+/);

/** Of what is drawn beside an element: it holds no text. */
const DRAWN = SEEN.filter((name) => !/^(color|color-scheme|cursor|font|line|text|white|word|hyphens|overflow-wrap|list|user|accent|outline-color)/.test(name));

/** By the way to each element from the root. */
export function look(page: Page): Promise<Look> {
  return page.evaluate(([seenOf, drawn]) => {
    const seen: Record<string, Record<string, string>> = {};
    const read = (element: Element, names: string[], pseudo?: string): Record<string, string> => {
      const style = getComputedStyle(element, pseudo);
      const values = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)]));
      // What a line would look like that is not there.
      for (const line of ['outline', 'border-top', 'border-left']) {
        if (values[`${line}-style`] === 'none') for (const name of names) if (name.startsWith(`${line}-`) && !name.endsWith('radius')) delete values[name];
      }
      return values;
    };
    const name = (element: Element): string => {
      const words = ['data-part', 'data-do', 'data-sluis', 'data-category', 'data-service', 'data-switch'].map((attribute) => element.getAttribute(attribute));
      const same = [...element.parentElement!.children].filter((other) => other.localName === element.localName);
      return `${[element.localName, ...words.filter(Boolean)].join('.')}${same.length > 1 ? `:${same.indexOf(element) + 1}` : ''}`;
    };
    const round = (value: number): number => Math.round(value * 2) / 2;
    const walk = (element: Element, path: string): void => {
      const here = `${path} ${name(element)}`;
      const box = element.getBoundingClientRect();
      // The live region before anything is said in it.
      if (!element.firstChild && !element.matches('input') && box.height === 0) return;
      seen[here] = { place: [box.x, box.y, box.width, box.height].map(round).join(' '), ...read(element, seenOf) };
      for (const pseudo of ['::before', '::after']) {
        const { content } = getComputedStyle(element, pseudo);
        if (content !== 'none') seen[here + pseudo] = { content, ...read(element, drawn, pseudo) };
      }
      for (const child of element.children) walk(child, here);
    };
    for (const element of document.querySelector('[data-sluis=root]')!.children) walk(element, '');
    return seen;
  }, [SEEN, DRAWN] as const);
}

/** What is not the same, a line each. */
export function differences(before: Look, after: Look): string[] {
  const found: string[] = [];
  for (const path of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [one, other] = [before[path], after[path]];
    if (!one || !other) found.push(`${path} is ${one ? 'gone' : 'new'}`);
    else for (const name of Object.keys(one)) if (one[name] !== other[name]) found.push(`${path} ${name}: ${one[name]} → ${other[name]}`);
  }
  return found;
}
