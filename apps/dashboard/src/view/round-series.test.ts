import { replayRun } from '@tributary/rounds';
import { describe, expect, it } from 'vitest';
import { digestOf, exampleConfig, exampleEvents, logged } from '../testing/example-run.ts';
import { roundSeries, runTotals } from './round-series.ts';

const points = roundSeries(replayRun(logged(exampleEvents), exampleConfig).history);

describe('roundSeries', () => {
  it('splits a round into training, averaging and testing', () => {
    expect(points).toEqual([
      {
        round: 1,
        checkpoint: digestOf('1'),
        accuracy: 0.75,
        loss: 0.25,
        selected: 3,
        reported: 3,
        bytesUp: 3 * 796_840,
        bytesDown: 2_390_520,
        trainingMs: 3000,
        averagingMs: 1000,
        testingMs: 1000,
        totalMs: 5000,
      },
    ]);
  });

  it('adds rounds up and keeps the newest result', () => {
    const second = points.map((point) => ({ ...point, round: 2, accuracy: null }));
    expect(runTotals([...points, ...second])).toEqual({
      accuracy: null,
      loss: 0.25,
      bytesUp: 6 * 796_840,
      bytesDown: 2 * 2_390_520,
      roundsMs: 10_000,
    });
    expect(runTotals([])).toMatchObject({ accuracy: null, loss: null, bytesUp: 0 });
  });
});
