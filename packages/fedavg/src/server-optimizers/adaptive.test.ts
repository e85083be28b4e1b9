import { describe, expect, it } from 'vitest';
import type { ServerOptimizer } from '../server-optimizer.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { yogi } from './yogi.ts';

const deltas = [2, -1, 0.5, 0, 0.25];
const options = { learningRate: 0.1, beta1: 0.9, beta2: 0.99, tau: 0.01 };

const follow = (optimizer: ServerOptimizer): number[] => {
  let weights: Float32Array = Float32Array.of(0);
  let state = optimizer.init(1);
  return deltas.map((delta, index) => {
    const facts = { round: index + 1, numUpdates: 1, numClients: 1 };
    ({ weights, state } = optimizer.apply(weights, Float32Array.of(delta), state, facts));
    return weights[0] as number;
  });
};

/** Algorithm 2 of Reddi et al. 2021 in float64. */
const followPaper = (
  accumulate: (v: number, squared: number) => number,
  { beta1 = options.beta1, rate = (_round: number) => options.learningRate, v0 = 1e-4 } = {},
): number[] => {
  let [m, v, w] = [0, v0, 0];
  return deltas.map((delta, index) => {
    m = beta1 * m + (1 - beta1) * delta;
    v = accumulate(v, delta * delta);
    w += (rate(index + 1) * m) / (Math.sqrt(v) + options.tau);
    return w;
  });
};

const rules = {
  adagrad: (v: number, squared: number) => v + squared,
  adam: (v: number, squared: number) => 0.99 * v + 0.01 * squared,
  yogi: (v: number, squared: number) => v - 0.01 * squared * Math.sign(v - squared),
};

const expectPath = (got: readonly number[], wanted: readonly number[]) => {
  got.forEach((weight, index) => {
    expect(weight).toBeCloseTo(wanted[index] as number, 5);
  });
};

describe('adaptive server optimizers', () => {
  it('follow the paper, with v₀ = τ² and no bias correction', () => {
    expectPath(follow(adagrad(options)), followPaper(rules.adagrad));
    expectPath(follow(adam(options)), followPaper(rules.adam));
    expectPath(follow(yogi(options)), followPaper(rules.yogi));
  });

  it('keep no direction where β₁ is 0', () => {
    const plain = adagrad({ ...options, beta1: 0 });
    expect(plain.init(3)).toHaveLength(1);
    expectPath(follow(plain), followPaper(rules.adagrad, { beta1: 0 }));
  });

  it('correct the rate as the textbook does, or one round ahead as Flower does', () => {
    const corrected = (ahead: number) => (round: number) =>
      (options.learningRate * Math.sqrt(1 - 0.99 ** (round + ahead))) /
      (1 - 0.9 ** (round + ahead));
    const textbook = { ...options, initialAccumulator: 0, biasCorrection: 'textbook' } as const;
    const flower = { ...textbook, biasCorrection: 'flower' } as const;
    expectPath(follow(adam(textbook)), followPaper(rules.adam, { rate: corrected(0), v0: 0 }));
    expectPath(follow(adam(flower)), followPaper(rules.adam, { rate: corrected(1), v0: 0 }));
    expectPath(follow(yogi(textbook)), followPaper(rules.yogi, { rate: corrected(0), v0: 0 }));
    expect(() =>
      adam(textbook).apply(new Float32Array(1), new Float32Array(1), adam(textbook).init(1)),
    ).toThrow(/round/);
  });

  it("follow TensorFlow Federated's Yogi to the digits that its test prints", () => {
    const optimizer = yogi({
      ...{ learningRate: 0.1, beta1: 0.9, beta2: 0.999, tau: 0 },
      ...{ initialAccumulator: 0, biasCorrection: 'textbook' },
    });
    let weights: Float32Array = Float32Array.of(1);
    let state = optimizer.init(1);
    [0.9000007, 0.8000267, 0.700077, 0.600153].forEach((wanted, index) => {
      const facts = { round: index + 1, numUpdates: 1, numClients: 1 };
      ({ weights, state } = optimizer.apply(weights, Float32Array.of(-2), state, facts));
      // It computes the powers of β₂ in float32.
      expect(Math.abs((weights[0] as number) - wanted)).toBeLessThan(5e-6);
    });
  });

  it('leave a weight that has never moved where it is, also without τ', () => {
    const still = adagrad({ learningRate: 1, beta1: 0, tau: 0 });
    expect([...still.apply(Float32Array.of(3), Float32Array.of(0), still.init(1)).weights]).toEqual(
      [3],
    );
  });
});
