import { expect, it } from 'vitest';
import { weightedMean } from './aggregators/weighted-mean.ts';
import { modelDelta } from './client-update.ts';
import { sgd } from './server-optimizers/sgd.ts';

it('a delta is after minus before, so server SGD with rate 1 gives the weighted mean of weights', () => {
  const before = Float32Array.of(1, 2, 3);
  const clients = [
    { after: Float32Array.of(2, 2, 1), numExamples: 1 },
    { after: Float32Array.of(5, 6, 3), numExamples: 3 },
  ];
  const aggregator = weightedMean('num-examples');
  let state = aggregator.init({ size: 3, totalExamples: 4, maxUpdates: 2 });
  for (const { after, numExamples } of clients) {
    state = aggregator.accumulate(state, { delta: modelDelta(after, before), numExamples });
  }
  const server = sgd({ learningRate: 1, momentum: 0 });
  const { weights } = server.apply(before, aggregator.finalize(state), server.init(3));
  expect([...weights]).toEqual([(2 + 3 * 5) / 4, (2 + 3 * 6) / 4, (1 + 3 * 3) / 4]);
});
