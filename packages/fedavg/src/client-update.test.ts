import { expect, it } from 'vitest';
import { aggregateUpdates } from './aggregate-updates.ts';
import { createWeightedMean } from './aggregators/weighted-mean.ts';
import { modelDelta } from './client-update.ts';
import { denseDelta } from './delta-reader.ts';
import { sgd } from './server-optimizers/sgd.ts';

it('a delta is after minus before, so server SGD with rate 1 gives the weighted mean of weights', () => {
  const before = Float32Array.of(1, 2, 3);
  const clients = [
    { after: Float32Array.of(2, 2, 1), numExamples: 1 },
    { after: Float32Array.of(5, 6, 3), numExamples: 3 },
  ];
  const updates = clients.map(({ after, numExamples }) => ({
    delta: denseDelta(modelDelta(after, before)),
    numExamples,
  }));
  const delta = aggregateUpdates(createWeightedMean('num-examples'), updates);
  const server = sgd({ learningRate: 1, momentum: 0 });
  const { weights } = server.apply(before, delta, server.init(3));
  expect([...weights]).toEqual([(2 + 3 * 5) / 4, (2 + 3 * 6) / 4, (1 + 3 * 3) / 4]);
});
