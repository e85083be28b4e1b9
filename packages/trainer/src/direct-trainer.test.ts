import * as tf from '@tensorflow/tfjs-core';
import { addScaled } from '@tributary/fedavg';
import { buildModel, describeLora, mergeLora, models } from '@tributary/model-zoo';
import { afterAll, describe, expect, it } from 'vitest';
import { createTrainer } from './direct-trainer.ts';
import { nodeBackends } from './node/node-backends.ts';
import { toyExamples, toyInput } from './testing/toy-examples.ts';
import { trainerContract } from './testing/trainer-contract.ts';

trainerContract('the direct trainer', () => createTrainer(tf, nodeBackends()));

describe('a trainer of adapters', () => {
  const trainer = createTrainer(tf, nodeBackends());
  afterAll(() => trainer.close());

  it('computes what the base has once they are merged into it', async () => {
    const model = 'mlp-2nn';
    const whole = buildModel(models.get(model), toyInput);
    const base = whole.init(2);
    const options = { rank: 2, alpha: 4, targets: ['dense1/kernel', 'dense3/kernel'] };
    const request = { model, input: toyInput, backend: 'wasm' } as const;
    await trainer.prepare({ ...request, adapter: { ...options, base } });
    await trainer.load(toyExamples(60));
    const adapters = describeLora(whole, options).init(1);
    const work = { epochs: 8, batchSize: 10, learningRate: 0.3 };
    const { delta, metrics } = await trainer.train({ weights: adapters, work, seed: 1 });
    expect(delta.length).toBe(adapters.length);
    expect(metrics.lossAfter).toBeLessThan(0.7 * metrics.lossBefore);

    const trained = addScaled(adapters, 1, delta);
    const adapted = await trainer.evaluate({ weights: trained });
    await trainer.prepare(request);
    expect((await trainer.evaluate({ weights: base })).loss).toBeCloseTo(metrics.lossBefore, 4);
    const merged = mergeLora(whole, { base, adapters: trained }, options);
    const alike = await trainer.evaluate({ weights: merged });
    expect(alike.loss).toBeCloseTo(adapted.loss, 4);
    expect(alike.accuracy).toBe(adapted.accuracy);
  });

  it('lets go of the base when it turns to another model', async () => {
    const model = 'mlp-2nn';
    const request = { model, input: toyInput, backend: 'wasm' } as const;
    const base = buildModel(models.get(model), toyInput).init(2);
    await trainer.prepare(request);
    const { numTensors } = tf.memory();
    await trainer.prepare({
      ...request,
      adapter: { rank: 1, alpha: 1, targets: ['dense'], base },
    });
    expect(tf.memory().numTensors).toBeGreaterThan(numTensors);
    await trainer.prepare(request);
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});
