import { describe, expect, it } from 'vitest';
import type { OptimizerState, ServerOptimizer } from '../server-optimizer.ts';
import { adam } from './adam.ts';
import { averaged } from './iterate-average.ts';
import { sgd } from './sgd.ts';

const deltas = [0.5, -0.25, 1, 0.125];

const follow = (optimizer: ServerOptimizer) => {
  let weights: Float32Array = Float32Array.of(1);
  let state: OptimizerState = optimizer.init(1);
  return deltas.map((delta) => {
    const step = optimizer.apply(weights, Float32Array.of(delta), state);
    weights = step.weights;
    // As a coordinator does that keeps the state as a blob from one round to the next.
    state = structuredClone(step.state);
    return { weight: step.weights[0] as number, average: step.average?.[0] };
  });
};

describe.each([
  ['SGD', sgd({ learningRate: 1, momentum: 0 })],
  ['momentum', sgd({ learningRate: 1, momentum: 0.5 })],
  ['Adam', adam({ learningRate: 0.1, beta1: 0.9, beta2: 0.99, tau: 0.001 })],
])('averaging over %s', (_, optimizer) => {
  it('leaves the path of the optimizer as it is', () => {
    const path = follow(averaged(optimizer, 0.5)).map(({ weight }) => weight);
    expect(path).toEqual(follow(optimizer).map(({ weight }) => weight));
  });

  it('hands out the moving average of the path', () => {
    const steps = follow(averaged(optimizer, 0.75));
    let expected = steps[0]?.weight as number;
    for (const { weight, average } of steps) {
      expected = 0.75 * expected + 0.25 * weight;
      expect(average).toBeCloseTo(expected, 6);
    }
  });

  it('is not there at a decay of 0', () => {
    expect(follow(averaged(optimizer, 0))[0]?.average).toBeUndefined();
  });
});
