// How many requests reached the stand-ins for Google since the demo started. The server counts them, not
// the page, so what is shown here is what left the browser: /hits.json is { "host": number, … }.
const output = document.querySelector('[data-hits]');
const status = document.querySelector('[data-hits-status]');
const words = output.dataset;
let before;

function show(hits) {
  const rows = Object.entries(hits).map(([host, count]) => {
    const row = document.createElement('div');
    const name = document.createElement('dt');
    const value = document.createElement('dd');
    name.textContent = host;
    value.textContent = String(count);
    row.dataset.count = String(count);
    row.append(name, value);
    return row;
  });
  output.replaceChildren(...rows);
  const total = Object.values(hits).reduce((sum, count) => sum + count, 0);
  // Said aloud only when it changes: a live region that repeats itself every second is noise.
  if (total !== before) status.textContent = total === 0 ? words.none : words.some.replace('{n}', String(total));
  before = total;
}

async function look() {
  try {
    const answer = await fetch('/hits.json', { cache: 'no-store' });
    if (!answer.ok) throw new Error(String(answer.status));
    show(await answer.json());
  } catch {
    status.textContent = words.gone;
  }
}

look();
// A hidden tab has nobody to tell.
setInterval(() => document.hidden || look(), 1500);
document.addEventListener('visibilitychange', () => document.hidden || look());
