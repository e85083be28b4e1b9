import { describe, expect, it } from 'vitest';
import { buildStrategy } from '../build-strategy.ts';
import { federate } from '../testing/federate.ts';
import { type QuadraticClient, quadraticTrainer } from '../testing/quadratic-client.ts';
import { someQuadratics } from '../testing/some-quadratics.ts';
import type { TrainingPass } from './client-method.ts';
import { runLocalLayers } from './run-local-layers.ts';

const manifest = [
  { name: 'body/kernel', shape: [1] },
  { name: 'head/kernel', shape: [1] },
  { name: 'body2', shape: [] },
];
const client = someQuadratics[0] as QuadraticClient;
const training = { manifest, learningRate: 0.05, epochs: 2 };
const run = {
  ...{ clients: someQuadratics, manifest, start: new Float32Array(3) },
  ...{ learningRate: 0.05, epochs: 1, rounds: 500 },
};

describe.each([
  ['FedPer', { localLayers: 'head' }],
  ['FedRep', { localLayers: 'head', headEpochs: 3 }],
])('%s', (name, hyperparams) => {
  const strategy = buildStrategy({ name, hyperparams: { ...hyperparams, weightedBy: 'uniform' } });

  it('learns the shared layers as FedAvg does and leaves every client its own', async () => {
    const { weights, memories } = await federate({ ...run, strategy });
    const fedAvg = buildStrategy({ name: 'FedAvg', hyperparams: { weightedBy: 'uniform' } });
    const joint = await federate({ ...run, strategy: fedAvg });
    // Of these losses no weight depends on another, so the shared ones cannot tell the difference.
    expect([weights[0], weights[2]]).toEqual([joint.weights[0], joint.weights[2]]);
    expect(weights[1]).toBe(0);
    someQuadratics.forEach(({ optimum }, k) => {
      expect(memories[k]).toHaveLength(1);
      expect(memories[k]?.[0]).toBeCloseTo(optimum[1] as number, 4);
    });
  });
});

describe('runLocalLayers', () => {
  const play = async (
    params: { layers: string[]; headEpochs: number },
    memory: Float32Array | null,
  ) => {
    const passes: TrainingPass[] = [];
    const train = quadraticTrainer(client, training);
    const result = await runLocalLayers(params, {
      ...{ global: Float32Array.of(5, 2, 8), shared: null, memory, manifest, learningRate: 0.05 },
      train: (pass) => {
        passes.push(pass);
        return train(pass);
      },
    });
    return { ...result, passes };
  };

  it("begins with the device's own layers in the place of the global ones", async () => {
    const { passes } = await play({ layers: ['head'], headEpochs: 0 }, Float32Array.of(7));
    expect(passes).toEqual([{ start: Float32Array.of(5, 7, 8) }]);
  });

  it('sends the same whatever its own layers are, where the loss keeps the two apart', async () => {
    const near = await play({ layers: ['head'], headEpochs: 2 }, Float32Array.of(7));
    const far = await play({ layers: ['head'], headEpochs: 2 }, Float32Array.of(-50));
    expect(near.update).toHaveLength(2);
    expect(far.update).toEqual(near.update);
    expect(far.memory).not.toEqual(near.memory);
  });

  it("with head epochs trains the device's own layers first and alone, then the others alone", async () => {
    const { passes, memory, update } = await play({ layers: ['head'], headEpochs: 4 }, null);
    const [first, second] = passes as [TrainingPass, TrainingPass];
    expect(first).toEqual({
      start: Float32Array.of(5, 2, 8),
      ...{ epochs: 4, trainable: ['head/kernel'] },
    });
    expect(second.trainable).toEqual(['body/kernel', 'body2']);
    expect(second.epochs).toBeUndefined();
    expect([second.start[0], second.start[2]]).toEqual([5, 8]);
    expect(second.start[1]).not.toBe(2);
    expect([...(memory ?? [])]).toEqual([second.start[1]]);
    expect(update.every((value) => value !== 0)).toBe(true);
  });
});
