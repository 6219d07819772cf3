/** The page of views: what there is to choose, and the frame that shows it. */

import { corners, layouts, sizes, themes, titles, views } from './choices';

/** The ids of the texts, by the build. */
declare const LANGUAGES: string[];

const form = document.querySelector('form')!;
const frame = document.querySelector<HTMLIFrameElement>('.stage iframe')!;
const names = new Intl.DisplayNames(['en'], { type: 'language' });
const said = new URLSearchParams(location.hash.slice(1));

const inWords = (id: string) => {
  const [tag, informal] = id.split('-');
  return `${names.of(tag!)}${informal ? `, to a friend (${informal})` : ''}`;
};
const choices: Record<string, readonly string[]> = { view: views, language: LANGUAGES, theme: themes, layout: layouts, corner: corners, size: sizes };
const start: Record<string, string> = { language: 'en', size: '1280×720' };
const words: Record<string, (value: string) => string> = { view: (value) => titles[value as keyof typeof titles], language: inWords };

for (const [name, values] of Object.entries(choices)) {
  const select = form.elements.namedItem(name) as HTMLSelectElement;
  const options = values.map((value) => new Option(words[name]?.(value) ?? value, value));
  if (name == 'language') options.sort((a, b) => a.text.localeCompare(b.text));
  select.append(...options);
  const wish = said.get(name);
  select.value = wish && values.includes(wish) ? wish : start[name] || values[0]!;
}

function show(): void {
  const { size, ...rest } = Object.fromEntries(new FormData(form)) as Record<string, string>;
  const [width, height] = size!.split('×');
  Object.assign(frame, { width, height });
  fit();
  const address = new URL(`view.html?${new URLSearchParams(rest)}`, location.href).href;
  if (frame.src != address) frame.src = address;
  history.replaceState(null, '', `#${new URLSearchParams({ ...rest, size: size! })}`);
}

/** All of a window is seen, smaller where there is no room. */
function fit(): void {
  const place = frame.parentElement!;
  const [width, height] = [Number(frame.width), Number(frame.height)];
  const scale = Math.min(1, place.clientWidth / width);
  frame.style.transform = `scale(${scale})`;
  frame.style.left = `${Math.max(0, (place.clientWidth - width * scale) / 2)}px`;
  place.style.height = `${Math.round(height * scale)}px`;
}

form.addEventListener('change', show);
addEventListener('resize', fit);
show();
