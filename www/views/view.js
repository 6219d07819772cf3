// One view of Sluis, as the address asks: ?view=settings&language=nl&theme=dark&layout=box&corner=right
// It makes a configuration, forgets what was chosen here before, and does what a visitor would do to get there.

const asked = new URLSearchParams(location.search);
const get = (name, or) => asked.get(name) || or;
const view = get('view', 'question');
const language = get('language', 'en');
const root = document.documentElement;
root.lang = language;
root.dir = /^(ar|he)/.test(language) ? 'rtl' : 'ltr';
root.dataset.theme = get('theme', 'light');

document.cookie = 'sluis_consent=; Path=/; Max-Age=0';
localStorage.removeItem('sluis_receipts');

const own = { id: 'login', name: 'Mijn account', category: 'functional', provider: 'Kanaalzicht B.V.', purpose: { nl: 'Ingelogd blijven', en: 'To stay logged in' }, items: [{ name: 'session', retention: 'session' }] };
const config = {
  version: 1,
  controller: { name: 'Kanaalzicht B.V.', email: 'privacy@kanaalzicht.example' },
  language,
  statement: { url: '#statement', version: '2026-11' },
  ui: { layout: get('layout', 'bar'), corner: get('corner', 'left'), theme: get('theme', 'light'), notice: view == 'notice' },
  services: ['information', 'notice'].includes(view) ? [own] : [own, { catalogue: 'google-analytics' }, { catalogue: 'youtube' }, { catalogue: 'meta-pixel' }],
};

const bodies = {
  declaration: '<div data-sluis="declaration"></div>',
  panel: '<div data-sluis="panel"></div>',
  placeholder: '<iframe title="De sluizen van Eefde" data-sluis="youtube" data-src="https://www.youtube-nocookie.com/embed/abc"></iframe>',
};

/** Waits until there is something. */
const until = (selector) => new Promise((done) => {
  const look = () => (document.querySelector(selector) ? done(document.querySelector(selector)) : requestAnimationFrame(look));
  look();
});
const press = async (selector) => (await until(selector)).click();
const unfold = async (place) => {
  await until(`${place} details`);
  for (const one of document.querySelectorAll(`${place} details`)) one.open = true;
};

const ways = {
  question: () => until('[data-sluis=banner]'),
  settings: () => (sluis.open(), until('[data-sluis=settings]')),
  unfolded: async () => (sluis.open(), await unfold('[data-sluis=settings]')),
  receipts: async () => {
    await press('[data-sluis=banner] [data-do=reject]');
    sluis.open();
    (await until('[data-part=receipts]')).open = true;
    document.querySelector('[data-part=scroll]').scrollTo(0, 1e6);
  },
  information: () => (sluis.open(), until('[data-sluis=settings]')),
  notice: () => until('[data-sluis=notice] button'),
  saved: () => press('[data-sluis=banner] [data-do=reject]'),
  withdrawn: async () => (await press('[data-sluis=banner] [data-do=reject]'), sluis.accept(['login']), sluis.accept(), sluis.withdraw()),
  control: () => press('[data-sluis=banner] [data-do=reject]').then(() => document.querySelector('[data-sluis=notice]').replaceChildren()),
  declaration: async () => (await press('[data-sluis=banner] [data-do=reject]'), await unfold('[data-sluis=declaration]'), document.querySelector('[data-sluis=notice]').replaceChildren()),
  panel: async () => (await press('[data-sluis=banner] [data-do=reject]'), await until('[data-part=panel]'), document.querySelector('[data-sluis=notice]').replaceChildren()),
  placeholder: async () => (await press('[data-sluis=banner] [data-do=reject]'), await until('[data-sluis=embed]'), document.querySelector('[data-sluis=notice]').replaceChildren()),
};

addEventListener('DOMContentLoaded', async () => {
  const text = document.createElement('script');
  text.type = 'application/json';
  text.dataset.sluis = 'config';
  text.textContent = JSON.stringify(config);
  document.head.append(text);
  document.querySelector('main').innerHTML = `<h1>Kanaalzicht</h1><p>Een huis aan het water, met uitzicht op de sluis.</p>${bodies[view] || '<p>Vroeg in de ochtend gaat de eerste deur open.</p>'}`;
  const tag = document.createElement('script');
  tag.src = new URL('../sluis/sluis.js', location.href).href;
  document.head.append(tag);
  await new Promise((done) => (tag.onload = done));
  await new Promise((done) => sluis.on('ready', done));
  await ways[view]();
  root.dataset.shown = view;
});
