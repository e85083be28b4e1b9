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

const run = {
  clients: someQuadratics,
  manifest: quadraticManifest,
  start: new Float32Array(3),
  learningRate: 0.05,
  epochs: 2,
};
const K = 10;

/** Algorithm 1 of the paper with option II, in its own words and in float64. */
const scaffoldOfThePaper = (rounds: number, cohort: (round: number) => readonly number[]) => {
  let x = [0, 0, 0];
  let c = [0, 0, 0];
  const ci = someQuadratics.map(() => [0, 0, 0]);
  for (let round = 1; round <= rounds; round++) {
    const chosen = cohort(round);
    const reports = chosen.map((index) => {
      const { curvature, optimum } = someQuadratics[index] as QuadraticClient;
      const own = ci[index] as number[];
      let y = x;
      for (let step = 0; step < K; step++) {
        y = y.map((value, i) => {
          const gradient = (curvature[i] as number) * (value - (optimum[i] as number));
          return value - run.learningRate * (gradient - (own[i] as number) + (c[i] as number));
        });
      }
      const next = own.map(
        (value, i) =>
          value - (c[i] as number) + ((x[i] as number) - (y[i] as number)) / (K * run.learningRate),
      );
      ci[index] = next;
      return {
        moved: y.map((value, i) => value - (x[i] as number)),
        changed: next.map((value, i) => value - (own[i] as number)),
      };
    });
    const mean = (of: (report: (typeof reports)[number]) => number[], i: number) =>
      reports.reduce((sum, report) => sum + (of(report)[i] as number), 0) / reports.length;
    const share = chosen.length / someQuadratics.length;
    x = x.map((value, i) => value + mean(({ moved }) => moved, i));
    c = c.map((value, i) => value + share * mean(({ changed }) => changed, i));
  }
  return { x, c, ci };
};

describe('SCAFFOLD', () => {
  const strategy = buildStrategy({ name: 'SCAFFOLD', hyperparams: {} });
  const twoOfThree = (round: number) => [round % 3, (round + 1) % 3];

  it("follows the paper's algorithm, all clients or some taking part", async () => {
    for (const cohort of [() => [0, 1, 2], twoOfThree]) {
      const { weights, shared, memories } = await federate({ ...run, strategy, rounds: 7, cohort });
      const { x, c, ci } = scaffoldOfThePaper(7, cohort);
      expect(distance(weights, x)).toBeLessThan(1e-5);
      expect(distance(shared as Float32Array, c)).toBeLessThan(1e-5);
      memories.forEach((memory, k) => {
        expect(distance(memory as Float32Array, ci[k] as number[])).toBeLessThan(1e-5);
      });
    }
  });

  it('settles where the joint loss is lowest, beside which FedAvg settles', async () => {
    const goal = jointOptimum(someQuadratics);
    const corrected = await federate({ ...run, strategy, rounds: 150 });
    expect(distance(corrected.weights, goal)).toBeLessThan(1e-4);
    const fedAvg = buildStrategy({ name: 'FedAvg', hyperparams: { weightedBy: 'uniform' } });
    const plain = await federate({ ...run, strategy: fedAvg, rounds: 150 });
    expect(distance(plain.weights, goal)).toBeGreaterThan(0.1);
  });

  it.each([
    ['only some take part', { cohort: twoOfThree }],
    [
      'some join late',
      {
        joined: (round: number) => (round < 30 ? 2 : 3),
        cohort: (round: number) => (round < 30 ? [0, 1] : [0, 1, 2]),
      },
    ],
  ])('does so too when %s, because c stays the mean of all variates', async (_, taking) => {
    const { weights, shared, memories } = await federate({
      ...run,
      strategy,
      rounds: 400,
      ...taking,
    });
    expect(distance(weights, jointOptimum(someQuadratics))).toBeLessThan(1e-4);
    const mean = [0, 1, 2].map((i) => memories.reduce((sum, ck) => sum + (ck?.[i] ?? 0), 0) / 3);
    expect(distance(shared as Float32Array, mean)).toBeLessThan(1e-5);
  });
});
