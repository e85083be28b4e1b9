/** The coordinator's time. */
export interface Clock {
  /** Unix ms; never goes back, and does not follow the machine's clock when that is set anew. */
  now(): number;
  /** Time is at least this (Unix ms) from now on: what the log has seen is past. */
  advanceTo(ms: number): void;
}

/**
 * The machine's time at the start of the process, and from then on what a monotonic clock adds: a clock
 * that is set while a round is open moves no deadline.
 */
export const createClock = (): Clock => {
  let offsetMs = Date.now() - performance.now();
  return {
    now: () => Math.round(offsetMs + performance.now()),
    advanceTo: (ms) => {
      offsetMs = Math.max(offsetMs, ms - performance.now());
    },
  };
};
