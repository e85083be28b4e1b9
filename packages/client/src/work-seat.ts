import type { RoundPlan } from '@tributary/protocol';

/** A seat for one piece of work at a time: the next begins when the last has let go of the trainer. */
export interface WorkSeat {
  start(plan: RoundPlan): void;
  /** Aborts the signal of the work that was started last. */
  cancel(): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** @param work must not reject, and end soon after its signal aborts. */
export const createWorkSeat = (
  work: (plan: RoundPlan, signal: AbortSignal) => Promise<void>,
): WorkSeat => {
  let controller = new AbortController();
  let last = Promise.resolve();
  return {
    start: (plan) => {
      controller = new AbortController();
      const { signal } = controller;
      last = last.then(() => (signal.aborted ? undefined : work(plan, signal)));
    },
    cancel: () => controller.abort(),
    idle: () => last,
  };
};
