import { countWeights, splitWeights } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import type { Block, Model, Tensor, Tf, WrapBlock } from '../model.ts';
import type { ModelInput } from '../model-input.ts';

/** A block that a model called, with what, and what came of it. */
interface Call {
  readonly block: Block;
  readonly given: readonly Tensor[];
  readonly output: Tensor;
}

/** What every model promises, checked for one kind of data on a ready tfjs backend. */
export const modelLaws = (model: Model, input: ModelInput, tf: Tf): void => {
  describe(`${model.name} on [${input.featureShape}] → ${input.numClasses}`, () => {
    const built = model.build(input);
    const dtype = input.featureKind === 'tokens' ? 'int32' : 'float32';
    /** With every weight moved off its first value, because biases begin alike from every seed. */
    const logitsOf = (
      inputs: Tensor,
      { seed = 1, wrap }: { seed?: number; wrap?: WrapBlock } = {},
    ) => {
      const moved = built.init(seed).map((value) => value + seed / 100);
      const weights = splitWeights({ manifest: built.manifest, values: moved });
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

    it('computes the same when its blocks are wrapped', async () => {
      const [plain, wrapped] = tf.tidy(() => {
        const inputs = tf.ones([2, ...input.featureShape], dtype);
        return [logitsOf(inputs), logitsOf(inputs, { wrap: (block) => (given) => block(given) })];
      }) as [Tensor, Tensor];
      expect(await wrapped.data()).toEqual(await plain.data());
      tf.dispose([plain, wrapped]);
    });

    it('makes its blocks functions of their inputs alone', async () => {
      const pairs = tf.tidy(() => {
        const inputs = tf.ones([2, ...input.featureShape], dtype);
        const [first, second] = [1, 2].map((seed) => {
          const calls: Call[] = [];
          const wrap: WrapBlock = (block) => (given) => {
            const output = block(given);
            calls.push({ block, given, output });
            return output;
          };
          logitsOf(inputs, { seed, wrap });
          return calls;
        }) as [Call[], Call[]];
        // A block that reached for a weight beside its inputs would find that of another model.
        return first.map(({ given, output }, index) => [
          output,
          (second[index] as Call).block(given),
        ]);
      }) as [Tensor, Tensor][];
      for (const [output, again] of pairs) expect(await again.data()).toEqual(await output.data());
      tf.dispose(pairs);
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
