// Chromium over a pipe, with next to nothing of its protocol switched on. A driver that also listens to a page's network
// and scripts, as those for tests do, has Chromium note where in which script each request began. For that it reads the
// script once more: up to 40 ms with a slow processor, for whoever asks for something in a script, and never a visitor's.
// https://chromedevtools.github.io/devtools-protocol/
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class Chromium {
  #process;
  #profile = mkdtempSync(join(tmpdir(), 'bench-'));
  #asked = new Map();
  #last = 0;

  constructor(program, words) {
    this.#process = spawn(program, ['--headless=new', '--no-startup-window', '--remote-debugging-pipe', `--user-data-dir=${this.#profile}`, ...words], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    const ended = (error) => {
      for (const { reject } of this.#asked.values()) reject(new Error(`${program} has ended${error?.message ? ` (${error.message})` : ''}`));
    };
    this.#process.on('error', ended).on('exit', () => ended());
    this.#process.stdio[3].on('error', () => {});
    let rest = '';
    this.#process.stdio[4].setEncoding('utf8').on('data', (text) => {
      const messages = (rest + text).split('\0');
      rest = messages.pop();
      for (const { id, result, error } of messages.map((message) => JSON.parse(message))) {
        const asked = this.#asked.get(id);
        this.#asked.delete(id);
        if (error) asked?.reject(new Error(error.message));
        else asked?.resolve(result);
      }
    });
  }

  ask(method, params = {}, sessionId) {
    const id = ++this.#last;
    this.#process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#asked.set(id, { resolve, reject }));
  }

  /** A page in a profile of its own, with the browser at rest. */
  async page() {
    const { browserContextId } = await this.ask('Target.createBrowserContext');
    const { targetId } = await this.ask('Target.createTarget', { url: 'about:blank', browserContextId });
    const { sessionId } = await this.ask('Target.attachToTarget', { targetId, flatten: true });
    await this.#quiet();
    return new Page(this, sessionId, browserContextId);
  }

  /** Until it has nothing to do: a new window draws itself first, in processes that take the processor from any page. */
  async #quiet() {
    const used = async () => {
      const { processInfo } = await this.ask('SystemInfo.getProcessInfo');
      return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
    };
    for (let last = -1, now = await used(); now - last > 0.025; ) {
      await new Promise((done) => setTimeout(done, 250));
      [last, now] = [now, await used()];
    }
  }

  async close() {
    const gone = new Promise((done) => this.#process.once('exit', done));
    // It may be gone before it has answered.
    await this.ask('Browser.close').catch(() => {});
    await gone;
    rmSync(this.#profile, { recursive: true, force: true });
  }
}

class Page {
  constructor(chromium, session, profile) {
    Object.assign(this, { chromium, session, profile });
  }

  ask(method, params) {
    return this.chromium.ask(method, params, this.session);
  }

  /** The value of an expression. */
  async evaluate(expression) {
    const { result, exceptionDetails } = await this.ask('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Until it is true; false where that takes longer than so many milliseconds. */
  async until(expression, most) {
    for (const end = Date.now() + most; Date.now() < end; await new Promise((done) => setTimeout(done, 100))) {
      if (await this.evaluate(expression)) return true;
    }
    return false;
  }

  async click({ x, y }) {
    for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased']) {
      await this.ask('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
    }
  }

  close() {
    return this.chromium.ask('Target.disposeBrowserContext', { browserContextId: this.profile });
  }
}
