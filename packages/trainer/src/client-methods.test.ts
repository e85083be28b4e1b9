import {
  addScaled,
  type ClientMethodContext,
  type ClientMethodSpec,
  countWeights,
  norm2,
  runClientMethod,
  sharedManifest,
  subtract,
  takeLocal,
  takeShared,
} from '@tributary/fedavg';
import { denseStack, type Tf } from '@tributary/model-zoo';
import { beforeAll, describe, expect, it } from 'vitest';
import { type TrainResult, trainLocally } from './local-training.ts';
import { randomFloats } from './testing/random-floats.ts';
import { startBackend } from './testing/start-backend.ts';
import { toyExamples } from './testing/toy-examples.ts';

const EXAMPLES = 20;
const learningRate = 0.2;
/** One step an epoch, on all examples at once, so that their order is of no matter. */
const work = { epochs: 2, batchSize: EXAMPLES, learningRate };
const model = denseStack([16, 6, 4]);
const { manifest } = model;
const examples = toyExamples(EXAMPLES);

/** The methods of the strategies, carried out by the real trainer: do its terms mean what they need? */
describe.each(['cpu', 'wasm'] as const)('client methods on %s', (backend) => {
  let tf: Tf;
  const global = model.init(1);
  const noise = (seed: number) => randomFloats([global.length], seed).map((value) => value / 10);
  const train: ClientMethodContext<TrainResult>['train'] = ({ start, drift, ...pass }) => {
    const { epochs = work.epochs, proximalMu, trainable } = pass;
    return trainLocally({
      ...{ tf, model, examples, seed: 5, weights: start },
      work: {
        ...{ ...work, epochs },
        ...(proximalMu === undefined ? {} : { proximalMu }),
        ...(trainable ? { trainable: [...trainable] } : {}),
      },
      ...(drift ? { drift } : {}),
    });
  };
  const play = (method: ClientMethodSpec, given: Partial<ClientMethodContext<TrainResult>> = {}) =>
    runClientMethod(method, {
      ...{ global, shared: null, memory: null, manifest, learningRate, train },
      ...given,
    });
  /** A gradient step is −η times it. */
  const gradientAt = async (weights: Float32Array): Promise<Float32Array> => {
    const { delta } = await train({ start: weights, epochs: 1 });
    return delta.map((value) => -value / learningRate);
  };
  /** Two steps along the loss's gradient and a correction of it. */
  const twoSteps = async (start: Float32Array, correct: (w: Float32Array) => Float32Array) => {
    let weights = start;
    for (let step = 0; step < 2; step++) {
      const gradient = addScaled(await gradientAt(weights), 1, correct(weights));
      weights = addScaled(weights, -learningRate, gradient);
    }
    return weights;
  };
  const expectNear = (got: Float32Array | null, wanted: Float32Array, scale = 1) => {
    expect(norm2(subtract(got as Float32Array, wanted))).toBeLessThan(2e-5 * scale);
  };

  beforeAll(async () => {
    tf = await startBackend(backend);
  });

  it('FedProx pulls towards the global weights', async () => {
    const { update } = await play({ name: 'prox', mu: 0.7 });
    const wanted = await twoSteps(global, (w) => subtract(w, global).map((value) => 0.7 * value));
    expectNear(addScaled(global, 1, update), wanted);
  });

  it('SCAFFOLD steps along g − cₖ + c and keeps the mean gradient of its way', async () => {
    const [shared, memory] = [noise(1), noise(2)];
    const { update, memory: next, trained } = await play({ name: 'scaffold' }, { shared, memory });
    expect(trained.steps).toBe(2);
    const wanted = await twoSteps(global, () => subtract(shared, memory));
    const [delta, change] = [update.subarray(0, global.length), update.subarray(global.length)];
    expectNear(addScaled(global, 1, delta), wanted);
    const first = await gradientAt(global);
    const between = addScaled(global, -learningRate, addScaled(first, 1, subtract(shared, memory)));
    const mean = addScaled(first, 1, await gradientAt(between)).map((value) => value / 2);
    expectNear(next, mean, 10);
    expectNear(addScaled(memory, 1, change), next as Float32Array);
  });

  it('FedDyn steps along g − gₖ + α·(w − w₀)', async () => {
    const memory = noise(3);
    const { update } = await play({ name: 'dyn', alpha: 0.4 }, { memory });
    const wanted = await twoSteps(global, (w) =>
      addScaled(
        subtract(w, global).map((value) => 0.4 * value),
        -1,
        memory,
      ),
    );
    expectNear(addScaled(global, 1, update), wanted);
  });

  it('Ditto pulls its own model towards the global one, from wherever it is', async () => {
    const memory = addScaled(global, 1, noise(4));
    const result = await play({ name: 'ditto', lambda: 0.6, personalEpochs: 2 }, { memory });
    const wanted = await twoSteps(memory, (v) => subtract(v, global).map((value) => 0.6 * value));
    expectNear(result.memory, wanted);
    expect(result.update).toEqual((await play({ name: 'sgd' })).update);
    expect(result.personal?.metrics.lossAfter).toBeGreaterThan(0);
  });

  it('FedRep fits its own layers first and then the shared ones, which alone it sends', async () => {
    const method = { name: 'local-layers', layers: ['last'], headEpochs: 3 } as const;
    const split = { manifest, layers: ['dense2'] };
    const { update, memory } = await play({ ...method, layers: [...method.layers] });
    expect(update).toHaveLength(countWeights(sharedManifest(split)));
    const head = await train({ start: global, epochs: 3, trainable: ['dense2'] });
    expect(norm2(takeShared(split, head.delta))).toBe(0);
    const fitted = addScaled(global, 1, head.delta);
    const body = await train({ start: fitted, trainable: ['dense1'] });
    expectNear(update, takeShared(split, body.delta));
    expectNear(memory, takeLocal(split, fitted));
  });
});
