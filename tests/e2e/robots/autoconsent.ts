// DuckDuckGo's robot in a page as its browsers run it: its own content script, and the background that answers it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';

const folder = join(dirname(createRequire(import.meta.url).resolve('@duckduckgo/autoconsent')), '..');
const script = readFileSync(join(folder, 'dist/autoconsent.playwright.js'), 'utf8');
const json = (path: string): any => JSON.parse(readFileSync(path, 'utf8'));

/** Every rule that the package ships. None is for Sluis. */
export const shipped = (): object[] => json(join(folder, 'rules/rules.json')).autoconsent;
/** The rule in this repository. */
export const ours = (): object => json(fileURLToPath(new URL('../../../robots/autoconsent.json', import.meta.url)));

interface Message {
  type: string;
  [other: string]: any;
}

export class Robot {
  readonly told: Message[] = [];

  /** Has to be set up before the page is opened. `heuristics`: also where no rule fits, by what it reads. */
  static async into(page: Page, rules: object[], action: 'optOut' | 'optIn', heuristics: boolean): Promise<Robot> {
    const robot = new Robot();
    const config = {
      enabled: true, autoAction: action, disabledCmps: [], enablePrehide: true, enableCosmeticRules: true, enableGeneratedRules: true,
      detectRetries: 20, isMainWorld: false, prehideTimeout: 2_000, enableHeuristicDetection: heuristics, heuristicMode: 'reject',
      enablePopupMutationObserver: true, visualTest: false, heuristicPopupSearchTimeout: 100, performanceLoggingEnabled: false,
      logs: { lifecycle: false, rulesteps: false, detectionsteps: false, evals: false, errors: false, messages: false, waits: false },
    };
    await page.exposeBinding('autoconsentSendMessage', async ({ frame }, message: Message) => {
      robot.told.push(message);
      const answer = (text: string): Promise<unknown> => frame.evaluate(`autoconsentReceiveMessage(${text})`).catch(() => undefined);
      if (message.type === 'init') void answer(JSON.stringify({ type: 'initResp', config, rules: { autoconsent: rules } }));
      if (message.type === 'eval') {
        const result = await frame.evaluate(message.code).catch(() => false);
        void answer(JSON.stringify({ type: 'evalResp', id: message.id, result }));
      }
    });
    await page.addInitScript({ content: script });
    return robot;
  }

  async finds(page: Page, name: string | RegExp): Promise<void> {
    await expect.poll(() => this.of('popupFound').map(({ cmp }) => cmp), { timeout: 15_000 }).toContainEqual(
      typeof name === 'string' ? name : expect.stringMatching(name),
    );
    await expect.poll(() => this.of('autoconsentDone').length, { timeout: 15_000 }).toBeGreaterThan(0);
    expect(this.of('optOutResult').concat(this.of('optInResult')).map(({ result }) => result)).toEqual([true]);
    expect(this.of('autoconsentError')).toEqual([]);
    expect(page.isClosed()).toBe(false);
  }

  /** The rule's own test of whether it worked. */
  async passesItsTest(page: Page): Promise<void> {
    await page.evaluate('autoconsentReceiveMessage({ type: "selfTest" })');
    await expect.poll(() => this.of('selfTestResult').map(({ result }) => result)).toEqual([true]);
  }

  of(type: string): Message[] {
    return this.told.filter((message) => message.type === type);
  }
}
