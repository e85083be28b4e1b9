import { describe, expect, it } from 'vitest';
import { createPacer } from './step-pacer.ts';

/** Runs steps of a given length on a hand-turned clock and returns those that were waited for. */
const waits = (steps: number, stepMs: number): number[] => {
  let nowMs = 0;
  const pacer = createPacer(() => nowMs);
  const waited: number[] = [];
  for (let step = 1; step <= steps; step++) {
    nowMs += stepMs;
    if (pacer.isDue(step)) {
      pacer.synced(step);
      waited.push(step);
    }
  }
  return waited;
};

describe('the step pacer', () => {
  it('waits about four times a second once it knows the pace', () => {
    const waited = waits(2_000, 1);
    expect(waited.slice(0, 4)).toEqual([1, 5, 21, 85]);
    expect((waited.at(-1) as number) - (waited.at(-2) as number)).toBe(250);
  });

  it('waits after every step of a slow device', () => {
    expect(waits(5, 1_000)).toEqual([1, 2, 3, 4, 5]);
  });
});
