// What there is to choose, and the frame that shows it.

export const views = ['question', 'settings', 'unfolded', 'receipts', 'information', 'notice', 'saved', 'withdrawn', 'control', 'declaration', 'panel', 'placeholder'];
export const languages = 'ar bg ca cs cy da de el en es et eu fi fr fy ga he hr hu is it ja lt lv mt nb nl pl pt ro sk sl sv tr uk zh'.split(' ');
export const sizes = ['320×568', '390×844', '768×1024', '1024×768', '1280×720', '1920×1080'];

const choices = { view: views, language: languages, theme: ['light', 'dark', 'auto'], layout: ['bar', 'box', 'corner'], corner: ['left', 'right'], size: sizes };
const start = { language: 'en', size: '1280×720' };

const form = document.querySelector('form');
const names = new Intl.DisplayNames(['en'], { type: 'language' });
const said = new URLSearchParams(location.hash.slice(1));

for (const [name, values] of Object.entries(choices)) {
  const select = form.elements[name];
  for (const value of values) select.append(new Option(name == 'language' ? names.of(value) : value, value));
  select.value = said.get(name) || start[name] || values[0];
}

function show() {
  const { size, ...rest } = Object.fromEntries(new FormData(form));
  const [width, height] = size.split('×');
  const frame = document.querySelector('iframe');
  Object.assign(frame, { width, height });
  frame.src = `view.html?${new URLSearchParams(rest)}`;
  history.replaceState(null, '', `#${new URLSearchParams({ ...rest, size })}`);
}

form.addEventListener('change', show);
show();
