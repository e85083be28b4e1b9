/** How long to let the device run before waiting for it. */
const SYNC_EVERY_MS = 250;

/** Decides after which steps to wait for the device. */
export interface StepPacer {
  isDue(step: number): boolean;
  /** Says that the device has just finished this step. */
  synced(step: number): void;
}

/**
 * A GPU takes orders faster than it carries them out. Waiting after every step wastes its time,
 * never waiting lets minutes of work queue up that no cancel can stop. So the number of steps
 * between two waits follows the measured pace: about four waits a second on any device.
 */
export const createPacer = (now: () => number = () => performance.now()): StepPacer => {
  let stride = 1;
  let lastStep = 0;
  let lastMs = now();
  return {
    isDue: (step) => step >= lastStep + stride,
    synced: (step) => {
      const nowMs = now();
      const perStepMs = Math.max((nowMs - lastMs) / (step - lastStep), 1e-3);
      stride = Math.max(1, Math.min(4 * stride, Math.floor(SYNC_EVERY_MS / perStepMs)));
      lastStep = step;
      lastMs = nowMs;
    },
  };
};
