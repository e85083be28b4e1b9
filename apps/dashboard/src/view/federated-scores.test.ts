import type { RunEvent } from '@tributary/protocol';
import { replayRun } from '@tributary/rounds';
import { expect, it } from 'vitest';
import {
  committed,
  exampleConfig,
  exampleEvents,
  logged,
  reported,
} from '../testing/example-run.ts';
import { federatedScores } from './federated-scores.ts';
import { roundSeries } from './round-series.ts';
import { scoreSeries } from './score-series.ts';

const measured = (
  clientId: string,
  numExamples: number,
  accuracy: number,
  loss: number,
): RunEvent => {
  const event = reported(clientId, 2);
  const metrics = { ...event.metrics, accuracyBefore: accuracy, lossBefore: loss };
  return { ...event, numExamples, metrics };
};
const stateAfter = (...more: RunEvent[]) =>
  replayRun(logged([...exampleEvents, ...more]), exampleConfig);

const second = [
  measured('edge-1', 10, 0.5, 1),
  measured('edge-2', 30, 0.9, 0.2),
  reported('edge-10', 2),
];

it('belongs to the model that clients were sent, and weighs them by their examples', () => {
  const state = stateAfter(...second, ...committed(2, 0.8));
  const scores = federatedScores(state);
  expect([...scores.keys()]).toEqual([1]);
  expect(scores.get(1)?.accuracy).toBeCloseTo(0.8, 12);
  expect(scores.get(1)?.loss).toBeCloseTo(0.4, 12);
  expect(scores.get(1)?.clients).toBe(2);
  expect(scoreSeries(roundSeries(state.history), scores)).toMatchObject([
    { round: 1, accuracy: 0.75, federatedAccuracy: expect.closeTo(0.8) },
    { round: 2, accuracy: 0.8, federatedAccuracy: null },
  ]);
});

it('grows while a round is open, begins with the first model, and is absent where nobody tells', () => {
  expect(federatedScores(stateAfter()).size).toBe(0);
  expect(federatedScores(stateAfter(...second.slice(0, 1))).get(1)).toEqual({
    ...{ accuracy: 0.5, loss: 1, clients: 1 },
  });
  const first = replayRun(
    logged([
      ...exampleEvents.slice(0, 4),
      { ...measured('edge-1', 5, 0.1, 2.3), round: 1 } as RunEvent,
    ]),
    exampleConfig,
  );
  const scores = federatedScores(first);
  expect(scoreSeries([], scores)).toEqual([
    { round: 0, accuracy: null, loss: null, federatedAccuracy: 0.1, federatedLoss: 2.3 },
  ]);
});
