import { countWeights, splitWeights } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import type { Model, ModelInput, Tf } from '../model.ts';

/** What every model promises, checked for one kind of data on a ready tfjs backend. */
export const modelLaws = (model: Model, input: ModelInput, tf: Tf): void => {
  describe(`${model.name} on [${input.featureShape}] → ${input.numClasses}`, () => {
    const built = model.build(input);

    it('names every weight once', () => {
      const names = built.manifest.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    });

    it('initialises as many finite weights as its manifest says', () => {
      const values = built.init(1);
      expect(values.length).toBe(countWeights(built.manifest));
      expect(values.every(Number.isFinite)).toBe(true);
    });

    it('initialises the same from the same seed and otherwise from another', () => {
      const first = built.init(7);
      const equals = (other: Float32Array) => first.every((value, i) => value === other[i]);
      expect(equals(built.init(7))).toBe(true);
      expect(equals(built.init(8))).toBe(false);
    });

    it('turns a batch into one finite logit per class', async () => {
      const logits = tf.tidy(() => {
        const weights = splitWeights({ manifest: built.manifest, values: built.init(1) });
        const tensors = weights.map(({ values, shape }) => tf.tensor(values, [...shape]));
        return built.forward(tf, tensors, tf.ones([3, ...input.featureShape]));
      });
      expect(logits.shape).toEqual([3, input.numClasses]);
      expect([...(await logits.data())].every(Number.isFinite)).toBe(true);
      logits.dispose();
    });

    it('leaves no tensor behind when tidied', () => {
      const before = tf.memory().numTensors;
      tf.tidy(() => {
        const weights = splitWeights({ manifest: built.manifest, values: built.init(1) });
        const tensors = weights.map(({ values, shape }) => tf.tensor(values, [...shape]));
        built.forward(tf, tensors, tf.zeros([1, ...input.featureShape]));
      });
      expect(tf.memory().numTensors).toBe(before);
    });
  });
};
