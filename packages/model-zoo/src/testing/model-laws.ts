import { countWeights, splitWeights } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import type { Model, ModelInput, Tensor, Tf, WrapBlock } from '../model.ts';

/** What every model promises, checked for one kind of data on a ready tfjs backend. */
export const modelLaws = (model: Model, input: ModelInput, tf: Tf): void => {
  describe(`${model.name} on [${input.featureShape}] → ${input.numClasses}`, () => {
    const built = model.build(input);
    const dtype = input.featureKind === 'tokens' ? 'int32' : 'float32';
    const logitsOf = (inputs: Tensor, wrap?: WrapBlock) => {
      const weights = splitWeights({ manifest: built.manifest, values: built.init(1) });
      const tensors = weights.map(({ values, shape }) => tf.tensor(values, [...shape]));
      return built.forward(tf, tensors, inputs, wrap);
    };

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

    it('turns a batch into finite logits, one per class, for each example or each position', async () => {
      const logits = tf.tidy(() => logitsOf(tf.ones([3, ...input.featureShape], dtype)));
      const positions = input.featureKind === 'tokens' ? [...input.featureShape] : [];
      expect([
        [3, input.numClasses],
        [3, ...positions, input.numClasses],
      ]).toContainEqual(logits.shape);
      expect([...(await logits.data())].every(Number.isFinite)).toBe(true);
      logits.dispose();
    });

    it('makes its blocks functions of their inputs alone', async () => {
      const [plain, again] = tf.tidy(() => {
        const inputs = tf.ones([2, ...input.featureShape], dtype);
        const calls = logitsOf(inputs, (block) => (given) => {
          // Clones: a block that reaches for its weights elsewhere would not see them.
          return block(given.map((tensor) => tf.clone(tensor)));
        });
        return [logitsOf(inputs), calls];
      }) as [Tensor, Tensor];
      expect(await again.data()).toEqual(await plain.data());
      tf.dispose([plain, again]);
    });

    it('leaves no tensor behind when tidied', () => {
      const before = tf.memory().numTensors;
      tf.tidy(() => {
        logitsOf(tf.zeros([1, ...input.featureShape], dtype));
      });
      expect(tf.memory().numTensors).toBe(before);
    });
  });
};
