import { describe, expect, it } from 'vitest';
import { buildStrategy } from '../build-strategy.ts';
import { federate } from '../testing/federate.ts';
import type { QuadraticClient } from '../testing/quadratic-client.ts';
import {
  distance,
  jointOptimum,
  quadraticManifest,
  someQuadratics,
} from '../testing/some-quadratics.ts';

const alpha = 0.5;
const run = {
  strategy: buildStrategy({ name: 'FedDyn', hyperparams: { alpha } }),
  clients: someQuadratics,
  manifest: quadraticManifest,
  start: new Float32Array(3),
  learningRate: 0.1,
};

/** Algorithm 1 of the paper in its own words, with the exact minimiser of each client's objective. */
const fedDynOfThePaper = (rounds: number, cohort: (round: number) => readonly number[]) => {
  const m = someQuadratics.length;
  let theta = [0, 0, 0];
  let h = [0, 0, 0];
  const gradients = someQuadratics.map(() => [0, 0, 0]);
  for (let round = 1; round <= rounds; round++) {
    const chosen = cohort(round);
    const solutions = chosen.map((index) => {
      const { curvature, optimum } = someQuadratics[index] as QuadraticClient;
      const own = gradients[index] as number[];
      // a·(θ − b) − g + α·(θ − θ₀) = 0
      const solved = theta.map((start, i) => {
        const a = curvature[i] as number;
        return (a * (optimum[i] as number) + (own[i] as number) + alpha * start) / (a + alpha);
      });
      gradients[index] = own.map(
        (value, i) => value - alpha * ((solved[i] as number) - (theta[i] as number)),
      );
      return solved;
    });
    const sum = (i: number) =>
      solutions.reduce((total, solved) => total + (solved[i] as number), 0);
    h = h.map((value, i) => value - (alpha / m) * (sum(i) - chosen.length * (theta[i] as number)));
    theta = theta.map((_, i) => sum(i) / chosen.length - (h[i] as number) / alpha);
  }
  return { theta, h, gradients };
};

describe('FedDyn', () => {
  const thirdJoinsLate = {
    joined: (round: number) => (round < 30 ? 2 : 3),
    cohort: (round: number) => (round < 30 ? [0, 1] : [0, 1, 2]),
  };
  const twoOfThree = (round: number) => [round % 3, (round + 1) % 3];

  it("follows the paper's algorithm, all clients or some taking part", async () => {
    for (const cohort of [() => [0, 1, 2], twoOfThree]) {
      const { weights, state, memories } = await federate({
        ...{ ...run, rounds: 5, cohort },
        epochs: 60,
      });
      const { theta, h, gradients } = fedDynOfThePaper(5, cohort);
      expect(distance(weights, theta)).toBeLessThan(1e-4);
      const mean = state[0]?.map((sum) => sum / someQuadratics.length);
      expect(distance(mean as Float32Array, h)).toBeLessThan(1e-4);
      for (const k of cohort(5)) {
        expect(distance(memories[k] as Float32Array, gradients[k] as number[])).toBeLessThan(1e-4);
      }
    }
  });

  it('settles where the joint loss is lowest, also after a few steps and with some clients only', async () => {
    const goal = jointOptimum(someQuadratics);
    const all = await federate({ ...run, epochs: 2, rounds: 200 });
    expect(distance(all.weights, goal)).toBeLessThan(1e-4);
    const some = await federate({ ...run, epochs: 2, rounds: 600, cohort: twoOfThree });
    expect(distance(some.weights, goal)).toBeLessThan(1e-3);
    const grown = await federate({ ...run, epochs: 2, rounds: 400, ...thirdJoinsLate });
    expect(distance(grown.weights, goal)).toBeLessThan(1e-4);
  });
});
