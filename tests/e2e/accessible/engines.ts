// Two engines that judge a page by different rules: axe, and IBM's Equal Access. Both are run from the disk.
import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const ace = createRequire(import.meta.url).resolve('accessibility-checker-engine/ace.js');

/** Waits until nothing moves: half-way, colours and places are neither. */
const still = (page: Page): Promise<unknown> =>
  page.evaluate(() => Promise.all(document.getAnimations().filter((one) => !one.effect!.getComputedTiming().delay).map((one) => one.finished.catch(() => {}))));

/** What the second engine asks a person to look at, and what was seen. */
const LOOKED_AT: Record<string, string> = {
  element_tabbable_unobscured: 'nothing with focus is covered: A-01 walks through all of it with the Tab key',
  text_sensory_misuse: 'the question says where the way back is, and its name',
  style_focus_visible: 'A-01 measures the outline of whatever has focus',
  input_checkboxes_grouped: 'each switch has the name of its heading, under that of its kind',
  blockquote_cite_exists: 'the proof quotes the question, which has no address',
  style_color_misuse: 'every answer in a proof is a word',
  text_block_heading: 'a placeholder is a group with a name; a heading would need a level that only the page knows',
};

/** What it calls a failure and we don't. */
const EXCEPTED: Record<string, RegExp> = {
  // A part that scrolls has to take focus, so that a keyboard scrolls it, as do the settings and the tables of a statement;
  // here it is short, and nobody can know before.
  element_tabbable_role_valid: /data-part="(scroll|wide)"/,
};

/** Of a page itself, its style and the frame of another company this is no test. */
const OURS = '[data-sluis=root], [data-sluis=panel], [data-sluis=declaration], [data-sluis=embed]';

/** Says of a state of the page that neither engine finds anything: no failure, and nothing that one is unsure of. */
export async function clean(page: Page, state: string, ours = OURS): Promise<void> {
  await still(page);
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  expect.soft(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.html.slice(0, 200)) })), `axe: ${state}`).toEqual([]);

  if (!(await page.evaluate(() => 'ace' in window))) await page.addScriptTag({ path: ace });
  const found = await page.evaluate(async (selector) => {
    const { results } = await new (window as any).ace.Checker().check(document, ['IBM_Accessibility', 'WCAG_2_2']);
    return results
      .filter(({ value: [kind, verdict] }: { value: string[] }) => kind === 'VIOLATION' && (verdict === 'FAIL' || verdict === 'POTENTIAL'))
      .filter(({ path }: { path: { dom: string } }) => {
        const element = document.evaluate(path.dom, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE).singleNodeValue;
        return element instanceof Element && element.closest(selector);
      })
      .map(({ ruleId, message, snippet, value }: any) => ({ rule: ruleId, verdict: value[1], message, snippet: snippet.slice(0, 160) }));
  }, ours);
  const left = found.filter(({ rule, verdict, snippet }: Record<string, string>) =>
    verdict === 'FAIL' ? !EXCEPTED[rule!]?.test(snippet!) : !LOOKED_AT[rule!]);
  expect.soft(left, `Equal Access: ${state}`).toEqual([]);
}

/** That the second engine can find something: a picture without a text. */
export async function canFail(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'ace' in window))) await page.addScriptTag({ path: ace });
  const failures = await page.evaluate(async () => {
    const picture = document.body.appendChild(document.createElement('img'));
    const { results } = await new (window as any).ace.Checker().check(document, ['WCAG_2_2']);
    picture.remove();
    return results.filter(({ value }: any) => value[1] === 'FAIL').map(({ ruleId }: any) => ruleId);
  });
  expect(failures).toContain('img_alt_valid');
}
