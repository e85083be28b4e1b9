import { describe, expect, it } from 'vitest';
import { controlVariate, sharedVariate } from './control-variate.ts';
import { dynamicRegulariser } from './dynamic-regulariser.ts';

describe('controlVariate', () => {
  const optimizer = controlVariate({ learningRate: 0.5 });
  const facts = { round: 3, numUpdates: 2, numClients: 8 };

  it('moves the model by the first half and the sum of all variates by those of the second', () => {
    const { weights, state } = optimizer.apply(
      Float32Array.of(1, 2),
      Float32Array.of(2, -2, 8, 4),
      [Float32Array.of(10, 20)],
      facts,
    );
    expect([...weights]).toEqual([2, 1]);
    expect(state.map((vector) => [...vector])).toEqual([[26, 28]]);
    expect([...sharedVariate(state, facts)]).toEqual([3.25, 3.5]);
  });

  it('refuses an update without a variate, and a round that it knows nothing of', () => {
    const weights = new Float32Array(2);
    const state = optimizer.init(2);
    expect(() => optimizer.apply(weights, new Float32Array(2), state, facts)).toThrow(
      /carry 4 values, not 2/,
    );
    expect(() => optimizer.apply(weights, new Float32Array(4), state)).toThrow(
      /round, numUpdates, numClients/,
    );
  });
});

describe('dynamicRegulariser', () => {
  it('remembers what the reported share has moved, and takes it off', () => {
    const optimizer = dynamicRegulariser({ alpha: 0.5 });
    const { weights, state } = optimizer.apply(
      Float32Array.of(1),
      Float32Array.of(2),
      [Float32Array.of(4)],
      { round: 1, numUpdates: 2, numClients: 8 },
    );
    // N·h = 4 − 0.5·2·2, w = 1 + 2 − N·h/(0.5·8)
    expect([...(state[0] ?? [])]).toEqual([2]);
    expect([...weights]).toEqual([2.5]);
  });
});
