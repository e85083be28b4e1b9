import { addScaled } from '@tributary/fedavg';
import { type Examples, models } from '@tributary/model-zoo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainProgress } from '../local-training.ts';
import type { Trainer } from '../trainer.ts';
import { toyExamples, toyInput } from './toy-examples.ts';

const model = 'logistic-regression';
const work = { epochs: 2, batchSize: 10, learningRate: 0.5 };
const initial = () => models.get(model).build(toyInput).init(1);

/** What a `postMessage` with a list of transfers does to an array. */
const giveAway = ({ buffer }: Examples['features'] | Examples['labels']): void => {
  structuredClone(buffer, { transfer: [buffer as ArrayBuffer] });
};

/** What every trainer promises, wherever it runs. */
export const trainerContract = (name: string, create: () => Trainer): void => {
  describe(`${name} keeps the trainer's contract`, () => {
    let trainer: Trainer;
    beforeAll(() => {
      trainer = create();
    });
    afterAll(() => trainer.close());

    it('refuses to train before it is prepared and loaded', async () => {
      const request = { weights: initial(), work, seed: 1 };
      await expect(trainer.train(request)).rejects.toMatchObject({ code: 'not-prepared' });
      await expect(trainer.prepare({ model: 'nonesuch', input: toyInput })).rejects.toThrow(
        'no model "nonesuch"',
      );
      await trainer.prepare({ model, input: toyInput, backend: 'cpu' });
      await expect(trainer.train(request)).rejects.toMatchObject({ code: 'no-examples' });
    });

    it('says why a backend that was asked for cannot be had', async () => {
      await expect(
        trainer.prepare({ model, input: toyInput, backend: 'webgl' }),
      ).rejects.toMatchObject({
        code: 'backend-unavailable',
        message: expect.stringMatching(/"webgl" was asked for, but .+ ask for one of: /),
      });
    });

    it('uses the backend that was asked for and says so', async () => {
      const choice = await trainer.prepare({ model, input: toyInput, backend: 'wasm' });
      expect(choice).toMatchObject({ backend: 'wasm' });
      expect(choice.reason).toBe('WebAssembly, because it was asked for.');
    });

    it('trains, reports progress, and scores what it has learnt', async () => {
      await trainer.load(toyExamples(95));
      const weights = initial();
      const progress: TrainProgress[] = [];
      const result = await trainer.train(
        { weights, work, seed: 3 },
        { onProgress: (report) => progress.push(report) },
      );
      expect(result).toMatchObject({ numExamples: 95, steps: 20 });
      expect(progress.at(-1)).toMatchObject({ step: 20, steps: 20, epoch: 2 });
      expect(result.metrics.lossAfter).toBeLessThan(result.metrics.lossBefore);

      const after = await trainer.evaluate({ weights: addScaled(weights, 1, result.delta) });
      expect(after.loss).toBeCloseTo(result.metrics.lossAfter, 5);
      expect(after.accuracy).toBe(result.metrics.accuracyAfter);
    });

    it('is scored on examples for validation where there are any', async () => {
      const others = toyExamples(40);
      await trainer.load(toyExamples(95), toyExamples(40));
      const weights = initial();
      const { numExamples, metrics } = await trainer.train({ weights, work, seed: 3 });
      expect(numExamples).toBe(95);
      const score = await trainer.evaluate({ weights: initial(), examples: others });
      expect(metrics.lossBefore).toBeCloseTo(score.loss, 6);
      expect(metrics.accuracyBefore).toBe(score.accuracy);
    });

    it('draws its examples anew where preprocessing asks for it', async () => {
      const request = { weights: initial(), work, seed: 3 };
      const steps = [{ name: 'random-crop', params: { padding: 1 } }];
      const preprocessing = { input: toyInput, steps };
      const { delta } = await trainer.train({ ...request, preprocessing });
      expect(delta).not.toEqual((await trainer.train(request)).delta);
      expect((await trainer.train({ ...request, preprocessing })).delta).toEqual(delta);
    });

    it('evaluates other examples without forgetting its own', async () => {
      const other = await trainer.evaluate({ weights: initial(), examples: toyExamples(31, 9) });
      expect(other.numExamples).toBe(31);
      expect((await trainer.evaluate({ weights: initial() })).numExamples).toBe(95);
    });

    it('takes a part of a larger array without the rest', async () => {
      const { features, labels, ...rest } = toyExamples(50);
      const whole = new Uint8Array([...features, ...features]);
      await trainer.load({ ...rest, features: whole.subarray(0, features.length), labels });
      expect(whole.length).toBe(1600);
      expect((await trainer.evaluate({ weights: initial() })).numExamples).toBe(50);
    });

    it('refuses arrays whose memory has gone elsewhere, and keeps what it has', async () => {
      const gone = {
        code: 'memory-handed-over',
        message: expect.stringContaining('read the data'),
      };
      for (const name of ['features', 'labels'] as const) {
        const examples = toyExamples(20);
        giveAway(examples[name]);
        await expect(trainer.load(examples)).rejects.toMatchObject(gone);
        const request = { weights: initial(), examples };
        await expect(trainer.evaluate(request)).rejects.toMatchObject(gone);
      }
      const weights = initial();
      giveAway(weights);
      await expect(trainer.evaluate({ weights })).rejects.toMatchObject(gone);
      await expect(trainer.train({ weights, work, seed: 1 })).rejects.toMatchObject(gone);
      const drifting = { weights: initial(), work, seed: 1, drift: weights };
      await expect(trainer.train(drifting)).rejects.toMatchObject(gone);
      expect((await trainer.evaluate({ weights: initial() })).numExamples).toBe(50);
    });

    it('says of each example what the model says, whatever it has loaded', async () => {
      const weights = initial();
      const asked = toyExamples(7, 4);
      const { outputs, width } = await trainer.predict({ weights, examples: asked });
      expect([outputs.length, width]).toEqual([7 * 4, 4]);
      // The same forward pass that is scored: its most likely class is right as often.
      const { accuracy, confusion } = await trainer.evaluate({
        ...{ weights, examples: asked, confusion: true },
      });
      const taken = Array.from({ length: 7 }, (_, row) => {
        const logits = [...outputs.subarray(row * 4, row * 4 + 4)];
        return logits.indexOf(Math.max(...logits));
      });
      const right = taken.filter((of, row) => of === asked.labels[row]).length;
      expect(accuracy).toBe(right / 7);
      const counted = new Uint32Array(16);
      taken.forEach((of, row) => {
        const cell = (asked.labels[row] as number) * 4 + of;
        counted[cell] = (counted[cell] ?? 0) + 1;
      });
      expect(confusion).toEqual(counted);
      expect(await trainer.evaluate({ weights })).not.toHaveProperty('confusion');
      giveAway(asked.features);
      await expect(trainer.predict({ weights, examples: asked })).rejects.toMatchObject({
        code: 'memory-handed-over',
      });
    });

    it('stops when it is told to, and trains again', async () => {
      const cancel = new AbortController();
      const endless = { ...work, epochs: 100_000 };
      const training = trainer.train(
        { weights: initial(), work: endless, seed: 1 },
        { signal: cancel.signal, onProgress: () => cancel.abort() },
      );
      await expect(training).rejects.toMatchObject({ code: 'aborted', name: 'AbortError' });
      const { steps } = await trainer.train({ weights: initial(), work, seed: 1 });
      expect(steps).toBe(10);
    });

    it('keeps the code and the remedy of a failure', async () => {
      const deep = 'mlp-2nn';
      await trainer.prepare({ model: deep, input: toyInput, backend: 'wasm' });
      const weights = models.get(deep).build(toyInput).init(1);
      const wild = { ...work, learningRate: 1e30 };
      await expect(trainer.train({ weights, work: wild, seed: 1 })).rejects.toMatchObject({
        code: 'training-diverged',
        message: expect.stringContaining('Lower the client learning rate'),
      });
    });

    it('refuses calls after it was closed', async () => {
      const closing = create();
      await closing.prepare({ model, input: toyInput, backend: 'cpu' });
      await closing.close();
      await expect(closing.train({ weights: initial(), work, seed: 1 })).rejects.toMatchObject({
        code: 'trainer-died',
      });
    });
  });
};
