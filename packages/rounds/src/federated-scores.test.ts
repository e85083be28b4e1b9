import type { RunEvent, UpdateMetrics } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { federatedScores, newestJudged } from './federated-scores.ts';
import { forgetCohorts } from './forget-cohorts.ts';
import { aggregatedAs, driveRun, evaluated, joined, started } from './testing/drive-run.ts';
import { fakeDigest, metrics, testConfig, updateOf } from './testing/random-run.ts';

interface Measured extends Pick<UpdateMetrics, 'accuracyBefore' | 'lossBefore'> {
  readonly numExamples: number;
}

/** Two clients report in a round what they measured of the model that they were sent. */
const round = (number: number, ...measured: readonly [Measured, Measured]): RunEvent[] => [
  ...measured.map(({ numExamples, ...more }, at) => ({
    ...updateOf({
      ...{ clientId: at === 0 ? 'aaaa' : 'bbbb', round: number, attempt: 1 },
      digest: fakeDigest(10 * number + at),
    }),
    numExamples,
    metrics: { ...metrics, ...more },
  })),
  aggregatedAs(100 * number, number),
  { ...evaluated, round: number, accuracy: null, loss: null },
];
const first = round(
  1,
  { numExamples: 10, accuracyBefore: 0.1, lossBefore: 2.3 },
  { numExamples: 10, accuracyBefore: 0.1, lossBefore: 2.3 },
);
const second = round(
  2,
  { numExamples: 10, accuracyBefore: 0.5, lossBefore: 1 },
  { numExamples: 30, accuracyBefore: 0.9, lossBefore: 0.2 },
);
const stateAfter = (...events: RunEvent[]) =>
  driveRun(testConfig()).send(joined('aaaa', 'bbbb'), started, ...events).state;

describe('what clients measured', () => {
  it('belongs to the model that they were sent, and weighs them by their examples', () => {
    const scores = federatedScores(stateAfter(...first, ...second));
    expect([...scores.keys()]).toEqual([0, 1]);
    expect(scores.get(1)).toEqual({
      ...{ accuracy: expect.closeTo(0.8, 12), loss: expect.closeTo(0.4, 12), clients: 2 },
    });
  });

  it('is told of the newest trained model, without the cohorts of old rounds too', () => {
    expect(newestJudged(stateAfter())).toBeNull();
    expect(newestJudged(stateAfter(...first))).toBeNull();
    const state = stateAfter(...first, ...second);
    expect(newestJudged(state)).toMatchObject({ round: 1, clients: 2 });
    expect(newestJudged(forgetCohorts(state, 1))).toEqual(newestJudged(state));
  });

  it('is nothing where it is more than numbers can add up', () => {
    const vast = { numExamples: 1000, accuracyBefore: 0.5, lossBefore: 1e306 };
    const scores = federatedScores(stateAfter(...first, ...round(2, vast, vast)));
    expect(scores.get(1)).toEqual({ accuracy: 0.5, loss: null, clients: 2 });
  });
});
