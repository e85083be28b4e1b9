import { replayRun } from '@tributary/rounds';
import { expect, it } from 'vitest';
import { exampleConfig, exampleEvents, logged } from '../testing/example-run.ts';
import { roundSeries } from './round-series.ts';
import { scoreSeries } from './score-series.ts';

const { history } = replayRun(logged(exampleEvents), exampleConfig);
const measured = { accuracy: 0.8, loss: 0.4, clients: 2 };

it('puts what clients measured beside what the coordinator did, model by model', () => {
  expect(scoreSeries(roundSeries(history), new Map([[1, measured]]))).toEqual([
    { round: 1, accuracy: 0.75, loss: 0.25, federatedAccuracy: 0.8, federatedLoss: 0.4 },
  ]);
});

it('begins with the first model where clients have measured it', () => {
  expect(scoreSeries([], new Map([[0, measured]]))).toEqual([
    { round: 0, accuracy: null, loss: null, federatedAccuracy: 0.8, federatedLoss: 0.4 },
  ]);
});
