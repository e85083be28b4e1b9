import type { RunEvent } from '@tributary/protocol';
import type { FastifyBaseLogger } from 'fastify';
import type { Runner } from './runner.ts';

/** Events that nobody will send again: a departure, a tick, an aggregate. */
export interface PersistentDispatch {
  /**
   * Logs the event, again and again if need be: a run must not hang because a write failed once.
   * @param isVoid asked before each repetition: whether it has been overtaken meanwhile
   */
  dispatch(runner: Runner, event: RunEvent, isVoid?: () => boolean): void;
  /** Dispatches a tick at the given time (Unix ms). */
  wakeAt(runner: Runner, at: number): void;
  /** Tries something again after a while. */
  again(action: () => void): void;
  close(): void;
}

const RETRY_MS = 2_000;
/** setTimeout counts in a signed 32-bit integer; a later tick is set again on waking. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

export const createPersistentDispatch = ({
  now,
  log,
}: {
  readonly now: () => number;
  readonly log: FastifyBaseLogger;
}): PersistentDispatch => {
  const timers = new Set<NodeJS.Timeout>();
  let closed = false;

  const later = (waitMs: number, action: () => void): void => {
    if (closed) return;
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        action();
      },
      Math.min(Math.max(0, waitMs), MAX_TIMEOUT_MS),
    );
    timers.add(timer);
  };
  const dispatch: PersistentDispatch['dispatch'] = (runner, event, isVoid = () => false) => {
    runner.dispatch(event).catch((error) => {
      if (closed) return;
      log.error({ runId: runner.runId, event: event.type, err: error }, 'event not logged');
      later(RETRY_MS, () => {
        if (!isVoid()) dispatch(runner, event, isVoid);
      });
    });
  };
  const wakeAt = (runner: Runner, at: number): void =>
    later(at - now(), () => {
      if (now() < at) wakeAt(runner, at);
      else dispatch(runner, { type: 'tick' });
    });
  return {
    dispatch,
    wakeAt,
    again: (action) => later(RETRY_MS, action),
    close: () => {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
};
