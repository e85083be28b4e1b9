import { describe, expect, it } from 'vitest';
import { adam } from './adam.ts';

const options = { learningRate: 0.1, beta1: 0.9, beta2: 0.99, tau: 1e-3 };

describe('adam', () => {
  it("follows the paper's rule over two rounds", () => {
    const optimizer = adam(options);
    const first = optimizer.apply(Float32Array.of(0), Float32Array.of(2), optimizer.init(1));
    const second = optimizer.apply(first.weights, Float32Array.of(-1), first.state);
    let [m, v, w] = [0, 1e-6, 0];
    for (const [delta, step] of [
      [2, first],
      [-1, second],
    ] as const) {
      m = 0.9 * m + 0.1 * delta;
      v = 0.99 * v + 0.01 * delta * delta;
      w += (0.1 * m) / (Math.sqrt(v) + 1e-3);
      expect(step.weights[0]).toBeCloseTo(w, 6);
    }
  });

  it('gives small and large weights steps of the same size, and rest to those that never move', () => {
    const optimizer = adam(options);
    const step = optimizer.apply(
      new Float32Array(3),
      Float32Array.of(0.5, 5, 0),
      optimizer.init(3),
    );
    const [small, large, none] = step.weights;
    expect(large).toBeCloseTo(small as number, 2);
    expect(none).toBe(0);
  });

  it('changes neither the weights nor the state that it is given', () => {
    const optimizer = adam(options);
    const state = optimizer.init(2);
    const weights = Float32Array.of(1, 2);
    optimizer.apply(weights, Float32Array.of(5, 6), state);
    expect(state).toEqual(optimizer.init(2));
    expect([...weights]).toEqual([1, 2]);
  });
});
