import { addScaled, deriveSeed, norm2 } from '@tributary/fedavg';
import { augmentation, denseStack, type Tf } from '@tributary/model-zoo';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { type TrainOptions, trainLocally } from './local-training.ts';
import { startBackend } from './testing/start-backend.ts';
import { toyExamples, toyInput } from './testing/toy-examples.ts';

const work = { epochs: 3, batchSize: 10, learningRate: 0.5 };

describe.each(['cpu', 'wasm'] as const)('local training on %s', (backend) => {
  const model = denseStack([16, 12, 4]);
  const weights = model.init(1);
  const examples = toyExamples(123);
  let tf: Tf;
  const train = (options: Partial<TrainOptions> = {}) =>
    trainLocally({ tf, model, weights, examples, work, seed: 5, ...options });
  beforeAll(async () => {
    tf = await startBackend(backend);
  });

  it('returns after minus before, so that adding it gives the trained model', async () => {
    const { delta, metrics, numExamples, steps } = await train();
    expect({ numExamples, steps }).toEqual({ numExamples: 123, steps: 3 * 13 });
    const trained = await evaluate({ tf, model, weights: addScaled(weights, 1, delta), examples });
    expect(trained.loss).toBeCloseTo(metrics.lossAfter, 5);
    expect(metrics.lossAfter).toBeLessThan(metrics.lossBefore);
    expect(metrics.accuracyAfter).toBeGreaterThan(0.9);
  });

  it('gives the same delta for the same seed and another for another', async () => {
    const first = await train();
    expect((await train()).delta).toEqual(first.delta);
    expect((await train({ seed: 6 })).delta).not.toEqual(first.delta);
  });

  it('with one batch of everything takes a step whose length is the learning rate', async () => {
    const whole = { epochs: 1, batchSize: 4096, learningRate: 0.01 };
    const short = await train({ work: whole });
    const long = await train({ work: { ...whole, learningRate: 0.02 } });
    expect(short.steps).toBe(1);
    expect(norm2(long.delta) / norm2(short.delta)).toBeCloseTo(2, 3);
  });

  it('leaves the global weights and the number of tensors as they were over 50 rounds', async () => {
    const kept = weights.slice();
    const short = { work: { ...work, epochs: 1 }, examples: toyExamples(25) };
    await train(short);
    const before = tf.memory().numTensors;
    for (let round = 0; round < 50; round++) await train({ ...short, seed: round });
    expect(tf.memory().numTensors).toBe(before);
    expect(weights).toEqual(kept);
  });

  it('stops at a signal and frees everything', async () => {
    const before = tf.memory().numTensors;
    const cancel = new AbortController();
    const training = train({
      work: { ...work, epochs: 100 },
      signal: cancel.signal,
      onProgress: () => cancel.abort(),
    });
    await expect(training).rejects.toMatchObject({ code: 'aborted', name: 'AbortError' });
    await expect(train({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('reports divergence with its remedy and frees everything', async () => {
    const before = tf.memory().numTensors;
    await expect(train({ work: { ...work, learningRate: 1e30 } })).rejects.toMatchObject({
      code: 'training-diverged',
      message: expect.stringContaining('Lower the client learning rate (it is 1e+30)'),
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses labels that the model has no class for, and frees everything', async () => {
    const before = tf.memory().numTensors;
    const odd = { ...examples, labels: examples.labels.map((label) => label + 1) };
    await expect(train({ examples: odd })).rejects.toThrow('An example has label 4');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('stops when its time is up and says how many steps it took', async () => {
    const { steps, delta } = await train({ work: { ...work, epochs: 100, maxSeconds: 1e-6 } });
    expect(steps).toBeGreaterThanOrEqual(1);
    expect(steps).toBeLessThan(1300);
    expect(norm2(delta)).toBeGreaterThan(0);
  });

  describe('with augmentation', () => {
    const steps = [
      { name: 'random-flip', params: {} },
      { name: 'random-crop', params: { padding: 1 } },
    ];
    const preprocessing = { input: toyInput, steps };

    it('trains on other examples in every epoch, drawn from the seed', async () => {
      const whole = { epochs: 1, batchSize: 4096, learningRate: 0.5 };
      const both = await train({ work: { ...whole, epochs: 2 }, preprocessing });
      const augment = augmentation(toyInput, steps);
      let expected = weights;
      for (const epoch of [1, 2]) {
        const drawn = augment?.(examples, deriveSeed(5, 'augment', epoch)) ?? examples;
        expect(drawn.features).not.toEqual(examples.features);
        const { delta } = await train({ work: whole, weights: expected, examples: drawn });
        expected = addScaled(expected, 1, delta);
      }
      const reached = addScaled(weights, 1, both.delta);
      expect(norm2(addScaled(reached, -1, expected))).toBeLessThan(1e-5);
      expect((await train({ work: { ...whole, epochs: 2 }, preprocessing })).delta).toEqual(
        both.delta,
      );
    });

    it('scores the examples as they are, and takes no step anew that they have been through', async () => {
      const augmented = await train({ preprocessing });
      const plain = await train();
      expect(augmented.metrics.lossBefore).toBe(plain.metrics.lossBefore);
      expect(augmented.delta).not.toEqual(plain.delta);
      const fixed = { input: toyInput, steps: [{ name: 'normalise', params: {} }] };
      expect((await train({ preprocessing: fixed })).delta).toEqual(plain.delta);
    });
  });
});
