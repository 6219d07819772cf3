// `npx sluis migrate`, from dist, on the peers' own published configurations and on files that mean harm.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { folder } from '../support/folder.ts';
import { sluis } from '../scan/command.ts';
import { demos } from './published.ts';

interface Note { path: string; found: string; why: string; human: boolean }

async function migrated(name: string, text: string, ...words: string[]) {
  const own = folder();
  const file = (other: string) => join(own, other);
  writeFileSync(file(name), text);
  const ran = await sluis(['migrate', file(name), '-o', file('consent.json'), '--import', file('import.json'), '--report', file('report.json'), ...words]);
  const json = (other: string) => (existsSync(file(other)) ? JSON.parse(readFileSync(file(other), 'utf8')) : undefined);
  const notes: Note[] = json('report.json')?.notes;
  return { ...ran, own, from: json('report.json')?.from, notes, human: notes?.filter((note) => note.human), config: json('consent.json'), choices: json('import.json') };
}

/** What a person would do with the report: fill in what is null or missing. */
function fill(config: any): any {
  for (const service of config.services) {
    if (service.catalogue) continue;
    Object.assign(service, { category: service.category ?? 'advertising', provider: 'Somebody', hosts: ['somebody.test'], purpose: service.purpose ?? 'Something' });
    if (service.category === 'functional') delete service.hosts;
  }
  return config;
}

for (const { tool, file, text, mentions } of demos) {
  test(`migrate ${tool}: its own published configuration, and nothing is lost in silence`, async () => {
    const { status, stderr, from, notes, human, config, choices, own } = await migrated(file, text(), '--controller', 'Voorbeeld B.V.', '--statement', '/cookies');
    expect(from, stderr).toBe(tool);
    expect(status).toBe(human.length ? 1 : 0);
    expect(config.controller).toEqual({ name: 'Voorbeeld B.V.' });
    // Each service or category of theirs has an answer that can be imported, or a note that says why not.
    for (const name of mentions) {
      const told = Object.keys(choices.covers).some((key) => key === name || key.startsWith(`${name}/`)) || notes.some(({ path, found }) => path.includes(name) || found.includes(name));
      expect(told, `${name} of ${tool}`).toBe(true);
    }
    expect(choices).toMatchObject({ from: tool, until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), days: expect.any(Number) });
    for (const note of notes) expect(note.why).toMatch(/\.$|\)$/);
    for (const ids of Object.values<string[]>(choices.covers)) for (const id of ids) expect(config.services.map((service: any) => service.catalogue ?? service.id)).toContain(id);
    const check = async () => {
      writeFileSync(join(own, 'filled.json'), JSON.stringify(fill(config)));
      return sluis(['check', join(own, 'filled.json')]);
    };
    let checked = await check();
    // A category of theirs that held nothing by name: its owner declares its services, or that it is not used.
    for (const [, category] of checked.stdout.matchAll(/error category-empty at \$\.categories\.(\w+)/g)) config.categories[category!].used = null;
    if (checked.status) checked = await check();
    expect(checked.status, checked.stdout + checked.stderr).toBe(0);
  });
}

test('migrate vanilla-cookieconsent 3: what becomes of each part', async () => {
  const { status, stderr, notes, human, config, choices } = await migrated('consent.mjs', readFileSync(fileURLToPath(new URL('cookieconsent-3.js', import.meta.url)), 'utf8'), '--until', '2027-05-22');
  expect(status, stderr).toBe(1);
  expect(config).toMatchObject({
    language: 'nl',
    record: { months: 4, domain: 'example.test' },
    ui: { layout: 'corner', corner: 'right' },
    categories: { functional: { used: true }, analytics: { used: true }, advertising: { used: true }, social: { used: null } },
  });
  const service = (id: string) => config.services.find((service: any) => (service.catalogue ?? service.id) === id);
  expect(service('google-analytics')).toMatchObject({ catalogue: 'google-analytics', purpose: { nl: 'Om bezoek te meten' } });
  expect(service('own')).toMatchObject({ name: 'Own counter', category: 'analytics', items: [{ name: 'counter', retention: null }] });
  expect(service('analytics-other')).toMatchObject({ category: 'analytics', items: [{ name: 'theme', retention: 'P1M', purpose: { nl: 'Remembers light or dark' } }] });
  expect(service('meta-pixel')).toEqual({ catalogue: 'meta-pixel' });
  expect(choices).toEqual({
    from: 'cookieconsent-3', storage: 'cookie', name: 'my_consent', domain: '.example.test', days: 120, revision: 3, grants: true,
    covers: { necessary: [], functionality: [], 'analytics/ga': ['google-analytics'], 'analytics/own': ['own'], analytics: ['google-analytics', 'analytics-other'], 'ads/pixel': ['meta-pixel'], ads: [] },
    preset: ['ads/pixel', 'ads'], always: ['necessary'], until: '2027-05-22',
  });
  const at = (path: string): Note | undefined => notes.find((note) => note.path === path);
  expect(at('$.categories.analytics.autoClear.cookies[1].name')).toMatchObject({ human: true, found: '/^x(?=y)/' });
  expect(at('$.categories.analytics.services.ga.onAccept')).toMatchObject({ human: false, found: 'a function' });
  expect(at('$.onChange')).toMatchObject({ human: false });
  expect(at('$.categories.functionality')?.human).toBe(true);
  expect(at('$.language.translations.nl.consentModal')).toMatchObject({ human: false });
  expect(at('consent.json $.controller.name')?.human).toBe(true);
  expect(human.every(({ why }) => why.length > 20)).toBe(true);
});

test('migrate ends with 0 when nothing is left to do', async () => {
  const text = JSON.stringify({ translations: { zz: { privacyPolicyUrl: '/privacy' } }, services: [{ name: 'google-analytics', purposes: ['analytics'] }] });
  const { status, stderr, config, human } = await migrated('klaro.json', text, '--controller', 'Voorbeeld B.V.');
  expect(human).toEqual([]);
  expect(stderr).toContain('Nothing is left to do.');
  expect(status).toBe(0);
  expect(config.services).toEqual([{ catalogue: 'google-analytics' }]);
});

test('migrate tells of each part of a service that it did not carry', async () => {
  const text = `export default { services: [{ name: 'google-analytics', purposes: ['analytics'], contextualConsentOnly: true },
    { name: 'basket', purposes: [purposeOf('basket')], required: true }] }`;
  const { notes } = await migrated('klaro.mjs', text, '--from', 'klaro');
  expect(notes.map(({ path }) => path)).toEqual(expect.arrayContaining(['$.services[0].contextualConsentOnly', '$.services[1]', '$.services[1].purposes']));
});

test('migrate runs nothing of what it reads, and loses nothing to names that JavaScript knows', async () => {
  const own = folder();
  const mark = join(own, 'ran');
  const harm = `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(mark)}, 'x');
    const evil = (() => { writeFileSync(${JSON.stringify(mark)}, 'y'); return 'evil' })();
    const loop = { ...loop, a: loop };
    while (false) {}
    export default { services: [{ name: '__proto__', title: evil, purposes: ['analytics'], cookies: [/^(a+)+$/, process.exit(7), new RegExp('_' + 'x')] },
      { name: 'constructor', purposes: ['analytics'] }, { get name() { process.exit(8) } }], [\`\${evil}\`]: 1, __proto__: { services: [] } };`;
  const { status, from, config, human, choices } = await migrated('klaro.mjs', harm, '--from', 'klaro');
  expect(existsSync(mark)).toBe(false);
  expect(status).toBe(1);
  expect(from).toBe('klaro');
  expect(config.services.map(({ id }: any) => id)).toEqual(['proto', 'constructor']);
  expect(Object.keys(choices.covers)).toEqual(['__proto__', 'constructor']);
  expect(human.map(({ path }) => path)).toEqual(expect.arrayContaining(['$.services[2]', '$.services[0].cookies[1]']));
});

test('migrate says what is wrong with a file, and ends with 2', async () => {
  const wrong: [string, string, string[], RegExp][] = [
    ['a.json', '{"a": }', [], /is not JSON/],
    ['a.js', 'const a = {', [], /is no JavaScript that can be read: .*\(1:11\)/],
    ['a.js', 'console.log(1)', [], /holds no configuration that is known here/],
    ['a.jsx', 'export default <C15T options={{}} />', [], /JSX is not read/],
    ['a.html', '<p>nothing</p>', [], /holds no script/],
    ['a.json', '{"services":[{"name":"x"}]}', ['--from', 'clarow'], /There is no tool clarow/],
    ['a.json', '{"services":[{"name":"x"}]}', ['--until', 'soon'], /--until has to be a day/],
  ];
  for (const [name, text, words, why] of wrong) {
    const { status, stderr } = await migrated(name, text, ...words);
    expect([name, text, status]).toEqual([name, text, 2]);
    expect(stderr).toMatch(why);
  }
  expect(await sluis(['migrate'])).toMatchObject({ status: 2, stderr: expect.stringContaining('needs one name') });
  expect(await sluis(['migrate', '/nowhere.js'])).toMatchObject({ status: 2, stderr: expect.stringContaining('no such file') });
});

test('every alias of a service is one of the catalogue', async () => {
  const built = fileURLToPath(new URL('../../../pkg/', import.meta.url));
  const source = readFileSync(`${built}src/migrate/service.ts`, 'utf8');
  const { default: catalogue } = await import(`${built}dist/esm/catalogue.js`);
  const aliases = [...source.slice(source.indexOf('ALIASES'), source.indexOf('const flat')).matchAll(/(\w+): '([\w-]+)'/g)];
  expect(aliases.length).toBeGreaterThan(60);
  expect(aliases.filter(([, , id]) => !Object.hasOwn(catalogue, id!)).map(([text]) => text)).toEqual([]);
});
