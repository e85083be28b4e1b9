import { z } from 'zod';
import type { Examples } from '../dataset.ts';
import type { ModelInput } from '../model-input.ts';
import { definePreprocessor } from '../preprocessor.ts';

const oneOrMany = z.union([z.number(), z.array(z.number()).min(1)]);

/** The last axis: a picture's channels, a table's columns. */
const lastAxis = ({ featureShape }: ModelInput): number => featureShape.at(-1) ?? 1;

const spread = (values: number | readonly number[], length: number): readonly number[] =>
  typeof values === 'number' ? Array.from({ length }, () => values) : values;

/** x ↦ (x − mean) / deviation, along the last axis; bytes are value / 255 before. */
export const normalise = definePreprocessor({
  name: 'normalise',
  title: 'Normalise',
  description: 'Subtracts a fixed number from each channel or column and divides by another.',
  params: z.object({
    mean: oneOrMany
      .default(0.5)
      .meta({ title: 'Mean', description: 'What is subtracted: one number, or one per channel.' }),
    deviation: oneOrMany.default(0.5).meta({
      title: 'Deviation',
      description: 'What the difference is divided by: one number, or one per channel.',
    }),
  }),
  describe: (input, { mean, deviation }) => {
    if (input.featureKind && input.featureKind !== 'numbers') {
      throw new RangeError('the examples are text, not numbers');
    }
    for (const values of [mean, deviation]) {
      if (typeof values !== 'number' && values.length !== lastAxis(input)) {
        throw new RangeError(
          `it has ${values.length} numbers for ${lastAxis(input)} channels or columns`,
        );
      }
    }
    if ([deviation].flat().includes(0)) throw new RangeError('a deviation is 0');
    return input;
  },
  apply: (examples: Examples, { mean, deviation }, { input }) => {
    const width = lastAxis(input);
    const means = spread(mean, width);
    const deviations = spread(deviation, width);
    const scale = examples.features instanceof Uint8Array ? 1 / 255 : 1;
    const features = Float32Array.from(
      examples.features,
      (value, index) =>
        (value * scale - (means[index % width] as number)) / (deviations[index % width] as number),
    );
    return { ...examples, features };
  },
});
