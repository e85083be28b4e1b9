import type { ClientWorkState } from '@tributary/client';
import { describe, expect, it } from 'vitest';
import { describePace, recordPace, type TrainingPace } from './training-pace.ts';

const work: ClientWorkState = {
  ...{ runId: 'run', round: 1, attempt: 1, stage: 'training', step: 10, steps: 100 },
  ...{ epochs: 1, batchSize: 20, loss: null, deadlineAt: 0 },
};
const watch = (...looks: [Partial<ClientWorkState>, number][]) =>
  looks.reduce<TrainingPace | null>(
    (pace, [changes, ms]) => recordPace(pace, { ...work, ...changes }, ms),
    null,
  )?.examplesPerSecond;

describe('recordPace', () => {
  it('goes from the first step that was seen to the latest', () => {
    expect(watch([{}, 1000])).toBeNull();
    expect(watch([{}, 1000], [{ step: 20 }, 2000], [{ step: 40 }, 3000])).toBe(300);
  });

  it('begins anew with the next round, and shows the last pace until then', () => {
    const looks: [Partial<ClientWorkState>, number][] = [
      [{}, 1000],
      [{ step: 20 }, 2000],
      [{ round: 2, step: 1 }, 9000],
    ];
    expect(watch(...looks)).toBe(200);
    expect(watch(...looks, [{ round: 2, step: 6 }, 9500])).toBe(200);
    expect(watch(...looks, [{ round: 2, step: 11 }, 9500])).toBe(400);
  });

  it('takes no pace from transfers', () => {
    expect(watch([{ stage: 'downloading', step: 5 }, 0])).toBeUndefined();
    expect(watch([{}, 1000], [{ step: 20 }, 2000], [{ stage: 'uploading', step: 9e6 }, 3000])).toBe(
      200,
    );
  });
});

it('describePace says two digits', () => {
  expect(describePace(1243.7)).toBe('1,200 examples a second');
  expect(describePace(7.6)).toBe('8 examples a second');
});
