import { createRandom } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Examples } from '../dataset.ts';
import { inputSize, type ModelInput, vocabularyOf } from '../model-input.ts';
import type { Preprocessor } from '../preprocessor.ts';
import { selectExamples } from '../select-examples.ts';

export interface PreprocessorLawOptions<Params extends z.ZodObject> {
  readonly params: z.input<Params>;
  /** What the step takes. */
  readonly input: ModelInput;
  /** What the step refuses, and a part of the reason. */
  readonly unfit: readonly (readonly [ModelInput, string])[];
  /** What the step does to numbers that are bytes: leaves them bytes, or makes floats of them. */
  readonly bytes?: 'kept' | 'floats';
}

const NUM_EXAMPLES = 9;

/** Made-up examples of any kind: every second number of a column may be missing, text has gaps. */
export const madeUpExamples = (input: ModelInput, numExamples = NUM_EXAMPLES): Examples => {
  const random = createRandom(3);
  const size = inputSize(input);
  const draw = (at: number): number => {
    const column = at % size;
    if (input.featureKind === 'text') return column < 3 + random.integer(size) ? 97 + (at % 5) : 0;
    if (input.featureKind === 'tokens') return random.integer(vocabularyOf(input));
    const categories = input.categories?.[column] ?? 0;
    if (categories > 0) return random.integer(categories + 1);
    return input.missing && random.integer(2) === 0 ? Number.NaN : random.normal();
  };
  const isText = input.featureKind === 'text' || input.featureKind === 'tokens';
  const features = isText
    ? new Int32Array(numExamples * size)
    : new Float32Array(numExamples * size);
  return {
    numExamples,
    featureShape: input.featureShape,
    features: features.map((_, at) => draw(at)),
    labels: Int32Array.from({ length: numExamples }, () => random.integer(input.numClasses)),
    naturalIds: Int32Array.from({ length: numExamples }, () => random.integer(4)),
  };
};

const asBytes = (examples: Examples): Examples => ({
  ...examples,
  features: Uint8Array.from(examples.features, (value) => Math.abs(64 * value)),
});

/** Every number is of the kind that the description says. */
const expectDescribed = (examples: Examples, described: ModelInput): void => {
  const { featureShape, features, numExamples } = examples;
  expect(featureShape).toEqual(described.featureShape);
  expect(features.length).toBe(numExamples * inputSize(described));
  const isText = described.featureKind === 'text' || described.featureKind === 'tokens';
  expect(features instanceof Int32Array).toBe(isText);
  if (described.featureKind === 'tokens') {
    const vocabulary = vocabularyOf(described);
    expect([...features].every((token) => token >= 0 && token < vocabulary)).toBe(true);
  }
  if (!described.missing) expect([...features].some(Number.isNaN)).toBe(false);
  const width = described.featureShape.at(-1) as number;
  described.categories?.forEach((count, column) => {
    if (count === 0) return;
    const indices = [...features].filter((_, at) => at % width === column);
    expect(indices.every((index) => index >= 0 && index <= count)).toBe(true);
  });
};

/** What every preprocessing step promises. */
export const preprocessorLaws = <Params extends z.ZodObject>(
  preprocessor: Preprocessor<Params>,
  options: PreprocessorLawOptions<Params>,
): void => {
  describe(preprocessor.name, () => {
    const { input, unfit, bytes } = options;
    const params = preprocessor.params.parse(options.params);
    const examples = madeUpExamples(input);
    const apply = (given: Examples, seed = 1) => preprocessor.apply(given, params, { input, seed });

    it('gives what it describes', () => {
      expectDescribed(apply(examples), preprocessor.describe(input, params));
    });

    it.runIf(bytes)(`takes bytes, which are ${bytes}`, () => {
      const { features } = apply(asBytes(examples));
      expect(features).toBeInstanceOf(bytes === 'kept' ? Uint8Array : Float32Array);
      expect(features.length).toBe(apply(examples).features.length);
    });

    it('leaves labels, order and natural ids', () => {
      const { numExamples, labels, naturalIds } = apply(examples);
      expect({ numExamples, labels, naturalIds }).toEqual({
        numExamples: examples.numExamples,
        labels: examples.labels,
        naturalIds: examples.naturalIds,
      });
    });

    it('does not change its input, and does change something', () => {
      const before = structuredClone(examples);
      const { features, featureShape } = apply(examples);
      expect(examples).toEqual(before);
      expect({ features, featureShape }).not.toEqual({
        features: examples.features,
        featureShape: examples.featureShape,
      });
    });

    it(`gives the same for the same seed, and ${preprocessor.when === 'training' ? 'other' : 'the same'} for another`, () => {
      expect(apply(examples, 2)).toEqual(apply(examples, 2));
      if (preprocessor.when === 'training') {
        expect(apply(examples, 3)).not.toEqual(apply(examples, 2));
      } else expect(apply(examples, 3)).toEqual(apply(examples, 2));
    });

    it.runIf(preprocessor.when !== 'training')('does the same to one example alone', () => {
      const all = apply(examples);
      for (const index of [0, 4, NUM_EXAMPLES - 1]) {
        const one = Int32Array.of(index);
        expect(apply(selectExamples(examples, one))).toEqual(selectExamples(all, one));
      }
    });

    it('takes no examples at all', () => {
      const none = apply(selectExamples(examples, new Int32Array(0)));
      expect([none.numExamples, none.features.length, none.labels.length]).toEqual([0, 0, 0]);
    });

    it('says why it does not take other examples, as a clause', () => {
      expect(unfit.length).toBeGreaterThan(0);
      for (const [other, reason] of unfit) {
        const describeOther = () => preprocessor.describe(other, params);
        expect(describeOther).toThrow(RangeError);
        expect(describeOther).toThrow(reason);
        expect(describeOther).toThrow(/^[^A-Z].*[^.]$/);
      }
    });

    it('leaves what is learnt as it is', () => {
      const { numClasses, target } = preprocessor.describe({ ...input, target: 'class' }, params);
      expect({ numClasses, target }).toEqual({ numClasses: input.numClasses, target: 'class' });
    });

    it('has a title and a description for every parameter', () => {
      expect(preprocessor.description).toMatch(/\.$/);
      for (const schema of Object.values(preprocessor.params.shape)) {
        expect(schema.meta()).toMatchObject({
          title: expect.stringMatching(/./),
          description: expect.stringMatching(/\.$/),
        });
      }
    });
  });
};
