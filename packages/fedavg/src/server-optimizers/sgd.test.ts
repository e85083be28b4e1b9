import { describe, expect, it } from 'vitest';
import type { OptimizerState } from '../server-optimizer.ts';
import { sgd } from './sgd.ts';

/** Applies the same gradient again and again; a delta is the negative of a gradient. */
const trajectory = (momentum: number, steps: number, nesterov = false): number[] => {
  const optimizer = sgd({ learningRate: 0.01, momentum, nesterov });
  let weights = Float32Array.of(1);
  let state: OptimizerState = optimizer.init(1);
  const path = [1];
  for (let step = 0; step < steps; step++) {
    const next = optimizer.apply(weights, Float32Array.of(-2), state);
    weights = Float32Array.from(next.weights);
    state = next.state;
    path.push(weights[0] as number);
  }
  return path;
};

describe('sgd', () => {
  it.each([
    ['no momentum', 0, false, [1, 0.98, 0.96, 0.94, 0.92]],
    ['momentum 0.5', 0.5, false, [1, 0.98, 0.95, 0.915, 0.8775]],
    ["Nesterov's momentum 0.5", 0.5, true, [1, 0.97, 0.935, 0.8975, 0.85875]],
  ])(
    "follows TensorFlow Federated's trajectory (OPT-08, %s)",
    (_, momentum, nesterov, expected) => {
      trajectory(momentum, 4, nesterov).forEach((weight, index) => {
        expect(weight).toBeCloseTo(expected[index] as number, 6);
      });
    },
  );

  it('follows three rounds of FedAvgM (OPT-12)', () => {
    const optimizer = sgd({ learningRate: 0.5, momentum: 0.9 });
    let weights = Float32Array.of(0.1, -0.2, 0.3);
    let state = optimizer.init(3);
    const aggregates = [
      [0.6, -0.4, 0.25],
      [0.5, -0.1, 0.35],
      [0.7, -0.3, 0.3],
    ];
    // The published rounds average weights; the delta is the aggregate minus the weights before.
    let velocity = [0, 0, 0];
    let expected = [0.1, -0.2, 0.3];
    for (const aggregate of aggregates) {
      velocity = velocity.map(
        (v, i) => 0.9 * v + (aggregate[i] as number) - (expected[i] as number),
      );
      expected = expected.map((w, i) => w + 0.5 * (velocity[i] as number));
      const delta = Float32Array.from(aggregate, (value, i) => value - (weights[i] as number));
      const step = optimizer.apply(weights, delta, state);
      weights = Float32Array.from(step.weights);
      state = step.state;
    }
    expected.forEach((value, index) => {
      expect(weights[index]).toBeCloseTo(value, 6);
    });
  });

  it('changes neither the weights nor the state that it is given', () => {
    const optimizer = sgd({ learningRate: 1, momentum: 0.9 });
    const weights = Float32Array.of(1, 2);
    const state = [Float32Array.of(3, 4)];
    optimizer.apply(weights, Float32Array.of(5, 6), state);
    expect([...weights, ...(state[0] ?? [])]).toEqual([1, 2, 3, 4]);
  });
});
