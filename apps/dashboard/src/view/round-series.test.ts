import type { RunEvent } from '@tributary/protocol';
import { replayRun } from '@tributary/rounds';
import { describe, expect, it } from 'vitest';
import {
  committed,
  digestOf,
  exampleConfig,
  exampleEvents,
  logged,
  reported,
} from '../testing/example-run.ts';
import { roundSeries, runTotals } from './round-series.ts';

const points = roundSeries(replayRun(logged(exampleEvents), exampleConfig).history);

describe('roundSeries', () => {
  it('splits a round into training, transfer, waiting, averaging and testing', () => {
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
        epsilon: null,
        waitingMs: 0,
        trainingMs: 3000,
        transferMs: 0,
        averagingMs: 1000,
        testingMs: 1000,
        totalMs: 5000,
      },
    ]);
  });

  it('takes for training what the last to report says, and for waiting what nobody worked in', () => {
    const quick = (clientId: string, round: number): RunEvent => {
      const event = reported(clientId, round);
      return { ...event, metrics: { ...event.metrics, trainMs: 700 } };
    };
    const events = logged([
      ...exampleEvents.slice(0, 4),
      quick('edge-1', 1),
      quick('edge-2', 1),
      { type: 'roundDeclined', clientId: 'edge-10', round: 1, reason: 'Its battery is low.' },
      ...committed(1, 0.5),
    ]);
    expect(roundSeries(replayRun(events, exampleConfig).history)).toMatchObject([
      { trainingMs: 700, transferMs: 1300, waitingMs: 1000, totalMs: 5000 },
    ]);
  });

  it('adds rounds up', () => {
    const second = points.map((point) => ({ ...point, round: 2 }));
    expect(runTotals([...points, ...second])).toEqual({
      bytesDown: 2 * 2_390_520,
      roundsMs: 10_000,
    });
    expect(runTotals([])).toEqual({ bytesDown: 0, roundsMs: 0 });
  });
});
