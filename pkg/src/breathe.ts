/**
 * Ends a task and goes on in another: in between the page can draw and answer. Where the browser knows of going on, that
 * comes before other tasks; elsewhere as soon as can be, without the wait that timers have.
 * https://wicg.github.io/scheduling-apis/#dom-scheduler-yield
 */
export const breathe = (): Promise<unknown> => {
  const { scheduler } = window as any;
  return scheduler?.yield
    ? scheduler.yield()
    : new Promise((done) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = done;
        channel.port2.postMessage(0);
      });
};
