/** Lets the page open without a network. Where there is no service worker (plain http, a private window) it needs one. */
export const registerServiceWorker = (): void => {
  const { serviceWorker }: { readonly serviceWorker?: ServiceWorkerContainer } = navigator;
  if (!import.meta.env.PROD || serviceWorker === undefined) return;
  const register = () =>
    void serviceWorker.register(`${import.meta.env.BASE_URL}sw.js`).catch(() => undefined);
  // After what the page itself has to load and to draw; Safari has no idle callbacks.
  addEventListener('load', () => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(register);
    else setTimeout(register, 1000);
  });
};
