import { describe, expect, it } from 'vitest';
import { buildStrategy } from '../build-strategy.ts';
import { federate } from '../testing/federate.ts';
import { distance, quadraticManifest, someQuadratics } from '../testing/some-quadratics.ts';

const run = {
  clients: someQuadratics,
  manifest: quadraticManifest,
  start: new Float32Array(3),
  learningRate: 0.1,
  epochs: 2,
};
const ditto = (lambda: number) =>
  buildStrategy({ name: 'Ditto', hyperparams: { lambda, personalEpochs: 3 } });

describe('Ditto', () => {
  it('trains the same global model as FedAvg', async () => {
    const strategy = buildStrategy({ name: 'FedAvg', hyperparams: {} });
    const plain = await federate({ ...run, strategy, rounds: 10 });
    expect((await federate({ ...run, strategy: ditto(1), rounds: 10 })).weights).toEqual(
      plain.weights,
    );
  });

  it.each([0, 0.5, 20])(
    'takes personal models to the lowest point of F(v) + %d/2·‖v − w‖²',
    async (lambda) => {
      const learningRate = 0.04;
      const rounds = 300;
      const { weights, memories } = await federate({
        ...{ ...run, learningRate, rounds },
        strategy: ditto(lambda),
      });
      someQuadratics.forEach(({ curvature, optimum }, k) => {
        const wanted = curvature.map((a, i) => {
          const pulled = lambda * (weights[i] as number);
          return (a * (optimum[i] as number) + pulled) / (a + lambda);
        });
        expect(distance(memories[k] as Float32Array, wanted)).toBeLessThan(1e-4);
      });
    },
  );

  it("takes the paper's steps v ← v − η·(∇F(v) + λ·(v − w)) from where v was left", async () => {
    const lambda = 0.5;
    const [client] = someQuadratics;
    if (!client) throw new Error('no client');
    const one = { ...run, clients: [client], strategy: ditto(lambda) };
    const [first, second] = await Promise.all([
      federate({ ...one, rounds: 1 }),
      federate({ ...one, rounds: 2 }),
    ]);
    let v: number[] = [...(first.memories[0] as Float32Array)];
    for (let step = 0; step < 3 * client.stepsPerEpoch; step++) {
      v = v.map((value, i) => {
        const gradient = (client.curvature[i] as number) * (value - (client.optimum[i] as number));
        return (
          value - run.learningRate * (gradient + lambda * (value - (first.weights[i] as number)))
        );
      });
    }
    expect(distance(second.memories[0] as Float32Array, v)).toBeLessThan(1e-5);
  });
});
