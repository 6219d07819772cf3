/** The list of the catalogue, narrowed down. Without this script it is a list. */

const form = document.querySelector<HTMLFormElement>('.sieve')!;
const rows = [...document.querySelectorAll<HTMLLIElement>('.services > li')];
const tally = document.querySelector<HTMLElement>('.tally')!;
const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;

function sift(): void {
  const text = field('text').value.trim().toLowerCase();
  const [kind, area, provider] = ['kind', 'area', 'provider'].map((name) => field(name).value);
  let shown = 0;
  for (const row of rows) {
    const [name, company] = row.children;
    const words = `${name.textContent} ${company.textContent} ${row.dataset.hosts}`.toLowerCase();
    const fits =
      (!text || words.includes(text)) &&
      (!kind || row.dataset.kind === kind) &&
      (!area || row.dataset.area === area) &&
      (!provider || company.textContent === provider);
    row.hidden = !fits;
    if (fits) shown++;
  }
  tally.textContent = shown === rows.length ? `${shown} services` : shown ? `${shown} of ${rows.length} services` : 'No service fits. Look by another word, or declare it yourself in the configurator.';
}

form.addEventListener('input', sift);
form.addEventListener('submit', (event) => event.preventDefault());
sift();
