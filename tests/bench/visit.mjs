// One first visit in a fresh profile: when the question is to be seen, what it costs the page's main
// thread, and how soon the page answers a click on accept.

/** A middling phone on a slow mobile network, as Lighthouse has it; and this machine as it is. */
export const phone = { cpu: 4, network: { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 } };
export const desk = { cpu: 1, network: null };

/** Runs in the page before anything else. The question is there when its button can be seen and pressed. */
function watch(pattern) {
  const bench = (window.bench = { visible: null, blocking: 0, click: null });
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) bench.blocking += Math.max(0, task.duration - 50);
  }).observe({ type: 'longtask', buffered: true });
  const accept = new RegExp(pattern.source, pattern.flags);
  const opacity = (element) => (element ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1);
  const seen = (button) => {
    const box = button.getBoundingClientRect();
    return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight && getComputedStyle(button).visibility === 'visible' && opacity(button) > 0.5;
  };
  const look = () => {
    const button = [...document.getElementsByTagName('button')].find((one) => accept.test(one.textContent.trim()) && seen(one));
    if (!button) return requestAnimationFrame(look);
    // The task after a frame's callbacks is the first one after its paint.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (bench.visible = performance.now());
    port2.postMessage(null);
  };
  requestAnimationFrame(look);
  addEventListener('click', (event) => {
    const begun = event.timeStamp;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (bench.click = performance.now() - begun);
      port2.postMessage(null);
    });
  }, true);
}

/** Milliseconds: `visible`, `blocking`, `work` (all the main thread did), `click`. */
export async function visit(browser, address, contender, conditions) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'nl-NL' });
  try {
    const page = await context.newPage();
    const faults = [];
    page.on('pageerror', (error) => faults.push(error.message));
    const accept = contender.accept ?? /^$/;
    await page.addInitScript(watch, { source: accept.source, flags: accept.flags });
    const devtools = await context.newCDPSession(page);
    await devtools.send('Performance.enable');
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: conditions.cpu });
    if (conditions.network) {
      await devtools.send('Network.enable');
      await devtools.send('Network.emulateNetworkConditions', conditions.network);
    }
    await page.goto(`${address}/${contender.id}.html`, { waitUntil: 'load' });
    if (contender.accept) await page.waitForFunction(() => window.bench.visible !== null, undefined, { timeout: 30_000 })
      .catch(() => { throw new Error(`${contender.name}: no accept button came into view`); });
    // Fading in and whatever else a tool does afterwards belongs to it too.
    await page.waitForTimeout(800);
    const { metrics } = await devtools.send('Performance.getMetrics');
    const work = metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
    const { visible, blocking } = await page.evaluate(() => window.bench);
    let click = null;
    if (contender.accept) {
      await page.getByRole('button', { name: contender.accept }).first().click();
      await page.waitForFunction(() => window.bench.click !== null);
      click = await page.evaluate(() => window.bench.click);
      // Who does not release has not done the work.
      await page.waitForFunction(() => window.ran !== undefined, undefined, { timeout: 10_000 })
        .catch(() => { throw new Error(`${contender.name}: what it held did not run after accept`); });
    }
    if (faults.length) throw new Error(`${contender.name}: ${faults.join('; ')}`);
    return { visible, blocking, work, click };
  } finally {
    await context.close();
  }
}
