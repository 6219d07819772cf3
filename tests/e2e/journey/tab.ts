// One tab of a browser that only WebDriver drives, used as a visitor uses it: with keys, a pointer, and what is called
// something. https://www.w3.org/TR/webdriver2/
import { expect } from '@playwright/test';
import type { Driven } from '../vectors/corpus/webkit.ts';

/** The name under which WebDriver hands out an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const keys = { Tab: '\uE004', Enter: '\uE007', Escape: '\uE00C', Space: ' ' };

export class Tab {
  readonly #visit: Driven;

  constructor(visit: Driven) {
    this.#visit = visit;
  }

  open(address: string): Promise<void> {
    return this.#visit.open(address);
  }

  run<Value>(code: string): Promise<Value> {
    return this.#visit.run(code) as Promise<Value>;
  }

  /** Role and name of what is in focus, as the browser tells them to a screen reader. */
  focused(): Promise<string> {
    return this.#visit.ask('GET', '/element/active').then((element) => this.#told(element[ELEMENT]));
  }

  async press(key: keyof typeof keys): Promise<void> {
    const value = keys[key];
    await this.#visit.ask('POST', '/actions', {
      actions: [{ type: 'key', id: 'keyboard', actions: [{ type: 'keyDown', value }, { type: 'keyUp', value }] }],
    });
  }

  /** Goes on with Tab until this is in focus. */
  async reach(wanted: string, most = 40): Promise<void> {
    const passed: string[] = [];
    while (passed.length < most) {
      await this.press('Tab');
      passed.push(await this.focused());
      if (passed.at(-1) === wanted) return;
    }
    throw new Error(`${wanted} is not reached: ${passed.join(', ')}`);
  }

  /** Roles and names of what a selector finds and can be seen, in the order of the page. */
  async seen(selector: string): Promise<string[]> {
    const told: string[] = [];
    for (const element of await this.#visit.ask('POST', '/elements', { using: 'css selector', value: selector })) {
      if (await this.#visit.ask('GET', `/element/${element[ELEMENT]}/displayed`)) told.push(await this.#told(element[ELEMENT]));
    }
    return told;
  }

  /** With the pointer, in the middle, as something that can be seen. */
  async click(selector: string): Promise<void> {
    const element = await this.#visit.ask('POST', '/element', { using: 'css selector', value: selector });
    await this.#visit.ask('POST', `/element/${element[ELEMENT]}/click`, {});
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#visit.ask('POST', '/window/rect', { width, height });
  }

  async picture(): Promise<Buffer> {
    return Buffer.from(await this.#visit.ask('GET', '/screenshot'), 'base64');
  }

  /** Until an expression in the page is what is wanted. */
  async until(code: string, wanted: unknown = true): Promise<void> {
    await expect.poll(() => this.run(code).catch(String), { timeout: 20_000, message: code }).toEqual(wanted);
  }

  async #told(id: string): Promise<string> {
    const [role, name] = await Promise.all(['computedrole', 'computedlabel'].map((what) => this.#visit.ask('GET', `/element/${id}/${what}`)));
    return `${role} ${name}`;
  }
}
