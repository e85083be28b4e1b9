/**
 * Resolves after `ms`.
 * @throws the signal's reason when it aborts first.
 */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, rejectPause) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      rejectPause(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });

export interface Backoff {
  /** How long the first repetition waits. */
  readonly minMs: number;
  readonly maxMs: number;
}

/**
 * How long to wait before repetition `failures` (counted from 1): doubles each time up to the
 * maximum, and is spread over the upper half so that many clients do not come back at once.
 * @internal
 */
export const backoffMs = ({ minMs, maxMs }: Backoff, failures: number): number => {
  const full = Math.min(maxMs, minMs * 2 ** (failures - 1));
  return full * (0.5 + Math.random() / 2);
};

/** The longest that a client lets itself be put off. */
const MAX_ASKED_MS = 60_000;

/** How long to wait for somebody who asked for `retryAfterMs`: so long, and up to a quarter longer (SPEC §1.10). @internal */
export const whenAsked = (retryAfterMs: number): number =>
  Math.min(retryAfterMs, MAX_ASKED_MS) * (1 + Math.random() / 4);
