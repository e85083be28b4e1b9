/**
 * Resolves in a new task of the event loop, after whatever already waits there. A message and not a
 * timer, because browsers slow the timers of hidden pages to one a second and less.
 */
export const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
