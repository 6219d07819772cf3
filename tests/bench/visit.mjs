// One first visit in a fresh profile: when the question is to be seen, what it costs the page's main
// thread, and how soon the page answers a click on accept.

/** A middling phone on a slow mobile network, as Lighthouse has it; and this machine as it is. */
export const phone = { cpu: 4, latency: 150, rate: 200_000 };
export const desk = { cpu: 1, latency: 0, rate: Infinity };

/** Runs in the page before anything else. The question is there when its button can be seen and pressed. */
export function watch(accept) {
  const bench = (window.bench = { visible: null, blocking: 0, click: null, faults: [] });
  addEventListener('error', ({ message }) => bench.faults.push(message));
  addEventListener('unhandledrejection', ({ reason }) => bench.faults.push(`${reason}`));
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) bench.blocking += Math.max(0, task.duration - 50);
  }).observe({ type: 'longtask', buffered: true });
  /** From here to after the next paint. */
  const painted = (done) => {
    // The task after a frame's callbacks is the first one after its paint.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(null);
  };
  const opacity = (element) => (element ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1);
  const seen = (button) => {
    const box = button.getBoundingClientRect();
    return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight && getComputedStyle(button).visibility === 'visible' && opacity(button) > 0.5;
  };
  bench.button = () => accept && [...document.getElementsByTagName('button')].find((one) => accept.test(one.textContent.trim()) && seen(one));
  bench.middle = () => {
    const { x, y, width, height } = bench.button().getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  };
  const look = () => (bench.button() ? painted(() => (bench.visible = performance.now())) : requestAnimationFrame(look));
  requestAnimationFrame(look);
  addEventListener('click', ({ timeStamp }) => {
    requestAnimationFrame(() => painted(() => (bench.click = performance.now() - timeStamp)));
  }, true);
}

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Milliseconds: `visible`, `blocking`, `work` (all the main thread did), `click`. */
export async function visit(chromium, address, contender, conditions) {
  const page = await chromium.page();
  const must = async (expression, why) => {
    if (!(await page.until(expression, 30_000))) throw new Error(`${contender.name}: ${why}`);
  };
  try {
    await page.ask('Emulation.setDeviceMetricsOverride', { width: 390, height: 844, deviceScaleFactor: 1, mobile: false });
    await page.ask('Performance.enable');
    await page.ask('Emulation.setCPUThrottlingRate', { rate: conditions.cpu });
    await page.ask('Page.navigate', { url: `${address}/${contender.id}.html` });
    if (contender.accept) await must('window.bench && bench.visible !== null', 'no accept button came into view');
    else await must('document.readyState == "complete" && !!window.bench', 'the page did not load');
    // Fading in and whatever else a tool does afterwards belongs to it too.
    await wait(800);
    const { metrics } = await page.ask('Performance.getMetrics');
    const work = metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
    const { visible, blocking } = await page.evaluate('bench');
    let click = null;
    if (contender.accept) {
      await page.click(await page.evaluate('bench.middle()'));
      await must('bench.click !== null', 'nothing was painted after the click');
      click = await page.evaluate('bench.click');
      // Who does not release has not done the work.
      await must('window.ran !== undefined', 'what it held did not run after accept');
    }
    const faults = await page.evaluate('bench.faults');
    if (faults.length) throw new Error(`${contender.name}: ${faults.join('; ')}`);
    return { visible, blocking, work, click };
  } finally {
    await page.close();
  }
}
