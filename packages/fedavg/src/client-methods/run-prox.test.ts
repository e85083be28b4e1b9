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
  start: Float32Array.of(1, 1, 1),
  learningRate: 0.05,
  epochs: 40,
};
const fedProx = (proximalMu: number) =>
  buildStrategy({ name: 'FedProx', hyperparams: { proximalMu, weightedBy: 'uniform' } });

describe('FedProx', () => {
  it('takes a client to the lowest point of F(w) + μ/2·‖w − w₀‖²', async () => {
    const client = someQuadratics[0] as QuadraticClient;
    const { weights } = await federate({
      ...{ ...run, clients: [client], rounds: 1 },
      strategy: fedProx(2),
    });
    const wanted = client.curvature.map(
      (a, i) => (a * (client.optimum[i] as number) + 2) / (a + 2),
    );
    expect(distance(weights, wanted)).toBeLessThan(1e-5);
  });

  it('is FedAvg without a pull, and the stronger the pull the nearer it settles to the joint optimum', async () => {
    const settle = async (mu: number) =>
      (await federate({ ...run, strategy: fedProx(mu), rounds: 400 })).weights;
    const strategy = buildStrategy({ name: 'FedAvg', hyperparams: { weightedBy: 'uniform' } });
    expect(await settle(0)).toEqual((await federate({ ...run, strategy, rounds: 400 })).weights);
    const goal = jointOptimum(someQuadratics);
    const [free, held, firm] = await Promise.all([0, 1, 10].map(settle));
    const error = (weights: Float32Array | undefined) => distance(weights ?? [], goal);
    expect(error(held)).toBeLessThan(0.8 * error(free));
    expect(error(firm)).toBeLessThan(0.5 * error(held));
  });

  it('settles where the pulls of all clients cancel out', async () => {
    const { weights } = await federate({ ...run, strategy: fedProx(1), rounds: 400 });
    // Each is at (a·b + μ·w)/(a + μ), and their mean is w: Σ a/(a + μ)·(b − w) = 0.
    weights.forEach((w, i) => {
      const pulls = someQuadratics.map(({ curvature, optimum }) => {
        const a = curvature[i] as number;
        return (a / (a + 1)) * ((optimum[i] as number) - w);
      });
      expect(pulls.reduce((sum, pull) => sum + pull, 0)).toBeCloseTo(0, 4);
    });
  });
});
