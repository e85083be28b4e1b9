import { createRandom } from '@tributary/fedavg';
import { z } from 'zod';
import { inputSize } from '../model-input.ts';
import {
  definePartitioner,
  numPartitionsSchema,
  type PartitionInput,
  requireEnoughExamples,
} from '../partition.ts';
import { splitEvenly } from '../sampling/split-evenly.ts';

/**
 * Sorts the examples by a number that each of them has, blended with noise, and cuts the order into
 * equal parts. The blend is strictness · z + (1 − strictness) · ε with the standardised number z and
 * ε ~ N(0, 1), as in Flower Datasets.
 */
export const continuousPartitioner = definePartitioner({
  name: 'ContinuousPartitioner',
  summary:
    'Clients differ in a number, such as a price or an age: low with one, high with another.',
  params: z.object({
    numPartitions: numPartitionsSchema,
    column: z.number().int().min(0).default(0).meta({
      title: 'Column',
      description: 'Which number: 0 is the one to be predicted, 1 the first column, and so on.',
    }),
    strictness: z.number().min(0).max(1).default(0.5).meta({
      title: 'Strictness',
      description: '1 divides strictly by the number, 0 at random.',
    }),
  }),
  partition: (input, { numPartitions, column, strictness }, seed) => {
    const { numExamples } = input;
    requireEnoughExamples(numExamples, numPartitions);
    const values = strictness === 0 ? new Float64Array(numExamples) : standardised(input, column);
    const random = createRandom(seed);
    const blended = values.map((value) => strictness * value + (1 - strictness) * random.normal());
    const order = Int32Array.from({ length: numExamples }, (_, i) => i).sort(
      (a, b) => (blended[a] as number) - (blended[b] as number) || a - b,
    );
    return splitEvenly(order, numPartitions).map((indices) => indices.sort());
  },
});

const standardised = (input: PartitionInput, column: number): Float64Array => {
  const values = column === 0 ? target(input) : columnOf(input, column);
  const which = column === 0 ? 'The number to be predicted' : `Column ${column}`;
  if (values.some(Number.isNaN)) {
    throw new RangeError(
      `${which} is missing in some examples, so they cannot be sorted by it. Choose another column.`,
    );
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const deviation = Math.sqrt(variance);
  if (deviation < 1e-6) {
    throw new RangeError(
      `${which} is the same in all examples. Choose another column, or set strictness to 0.`,
    );
  }
  return values.map((value) => (value - mean) / deviation);
};

const target = ({ numExamples, labels }: PartitionInput): Float64Array => {
  if (labels instanceof Float32Array && labels.length === numExamples) {
    return Float64Array.from(labels);
  }
  throw new RangeError(
    'These examples have no number to be predicted. Choose a column from 1 on, or the DirichletPartitioner to divide by class.',
  );
};

const columnOf = (
  { numExamples, featureShape, features }: PartitionInput,
  column: number,
): Float64Array => {
  const numColumns = featureShape ? inputSize({ featureShape }) : 0;
  if (features === undefined || column > numColumns) {
    throw new RangeError(
      `There is no column ${column} among ${numColumns}. Choose one from 1 to ${numColumns}, or 0 for the number to be predicted.`,
    );
  }
  return Float64Array.from(
    { length: numExamples },
    (_, example) => features[example * numColumns + column - 1] as number,
  );
};
