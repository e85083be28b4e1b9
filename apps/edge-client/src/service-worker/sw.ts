/**
 * Lets the page open without a network once it has been open before. The shell carries a nonce that is new with
 * every request, so it comes from the network whenever there is one; what has a hash in its name comes from here.
 */
import { assetsOf } from './assets-of.ts';

/** What of a service worker's own world is used; the compiler knows the page's only. */
interface ExtendableEvent extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Worker {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listen: (event: ExtendableEvent) => void): void;
  addEventListener(type: 'fetch', listen: (event: FetchEvent) => void): void;
}
const worker = globalThis as unknown as Worker;

const CACHE = 'tributary-shell';
/** What the page loads when it comes to that: the workers, tfjs, single steps. */
const PARTS = 'tributary-parts';
const shell = worker.registration.scope;

/** Keeps the shell as it has just come, with what it names; what older ones named is dropped. */
const keepShell = async (response: Response): Promise<void> => {
  const cache = await caches.open(CACHE);
  const assets = assetsOf(await response.clone().text(), shell);
  const missing = await Promise.all(
    assets.map(async (url) => ((await cache.match(url)) === undefined ? [url] : [])),
  );
  // Another build's page: what the last one loaded beside it has other names now.
  if (missing.flat().length > 0) await caches.delete(PARTS);
  await cache.addAll(missing.flat());
  await cache.put(shell, response);
  const kept = new Set([shell, ...assets]);
  const requests = await cache.keys();
  await Promise.all(
    requests.filter(({ url }) => !kept.has(url)).map((request) => cache.delete(request)),
  );
};

const fetchShell = async (event: FetchEvent): Promise<Response> => {
  try {
    const response = await fetch(event.request);
    // Without room on the device the page opens all the same, only not without a network.
    if (response.ok) event.waitUntil(keepShell(response.clone()).catch(() => undefined));
    return response;
  } catch (error) {
    const kept = await caches.match(shell);
    if (kept === undefined) throw error;
    return kept;
  }
};

/** What has a hash in its name never changes: whatever was loaded once is there without a network too. */
const fetchPart = async (event: FetchEvent): Promise<Response> => {
  const { request } = event;
  const kept = await caches.match(request);
  if (kept !== undefined) return kept;
  const response = await fetch(request);
  if (response.ok && request.url.startsWith(`${shell}assets/`)) {
    const copy = response.clone();
    const keep = async () => (await caches.open(PARTS)).put(request, copy);
    // Without room on the device it is loaded again next time.
    event.waitUntil(keep().catch(() => undefined));
  }
  return response;
};

worker.addEventListener('install', (event) => {
  event.waitUntil(
    fetch(shell)
      .then((response) => {
        // What says that the coordinator is busy or away is no page to open later.
        if (!response.ok) throw new Error(`The page came with the status ${response.status}.`);
        return keepShell(response);
      })
      .then(() => worker.skipWaiting()),
  );
});
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(shell)) return;
  if (request.mode === 'navigate') return event.respondWith(fetchShell(event));
  event.respondWith(fetchPart(event));
});
