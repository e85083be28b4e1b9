import { addScaled } from '@tributary/fedavg';
import { buildModel, type Examples, models } from '@tributary/model-zoo';
import { afterAll, describe, expect, it } from 'vitest';
import { createNodeTrainer } from './node/node-trainer.ts';

const input = { featureShape: [2], numClasses: 3, missing: true };
/** The trainer takes their memory with it. */
const examplesOf = (features: Float32Array): Examples => ({
  numExamples: 2,
  featureShape: [2],
  features,
  labels: Int32Array.of(0, 2),
});
const work = { epochs: 5, batchSize: 1, learningRate: 0.1 };

describe('a model that solves for its weights', () => {
  const trainer = createNodeTrainer();
  afterAll(() => trainer.close());

  it('is prepared, solved and tested in a worker like any other', async () => {
    const { init } = buildModel(models.get('column-statistics'), input);
    const choice = await trainer.prepare({ model: 'column-statistics', input, backend: 'cpu' });
    expect(choice).toMatchObject({ backend: 'cpu', stepMs: 0 });
    await trainer.load(examplesOf(Float32Array.of(0.5, Number.NaN, 1, 0.25)));
    const weights = init(1).fill(0.25);
    const { delta, ...result } = await trainer.train({ weights, work, seed: 1 });
    expect(addScaled(weights, 1, delta)).toEqual(
      Float32Array.of(1, 0.5, 0.75, 0.125, 0.625, 0.03125),
    );
    expect(result).toMatchObject({ numExamples: 2, steps: 0, metrics: { lossAfter: 0 } });
    // Zero logits: the loss is log 3 whatever the weights are.
    expect((await trainer.evaluate({ weights })).loss).toBeCloseTo(Math.log(3), 6);
  });

  it('says so when a number is infinite', async () => {
    await trainer.load(examplesOf(Float32Array.of(1, 2, Number.POSITIVE_INFINITY, 0)));
    const { init } = buildModel(models.get('column-statistics'), input);
    await expect(trainer.train({ weights: init(1), work, seed: 1 })).rejects.toMatchObject({
      code: 'training-diverged',
      message: expect.stringContaining('put the step "scale" before the model'),
    });
  });
});
