import type { Examples } from '../dataset.ts';
import { constant, fillWeights, manifestOf } from '../layers/initialisers.ts';
import type { Model } from '../model.ts';
import type { ModelInput } from '../model-input.ts';
import { countColumns, numberColumns } from '../preprocess-columns.ts';

/**
 * Not a model to predict with, but the statistics of a federation's columns, gathered by an ordinary
 * round. Its "weights" are three means over a device's own rows, for each column:
 *
 * - `present`: of 1 where there is a number, 0 where it is missing (always 0 for categories)
 * - `mean`: of x where there is a number, and 0 elsewhere
 * - `meanOfSquares`: of x² where there is a number, and 0 elsewhere
 *
 * Averaged by the number of examples they are exactly those of all rows together, and a single round
 * is enough. No row leaves its device, and because the average is one linear sum, secure aggregation
 * can hide even the devices' own means. `standardiseFrom` makes the step "standardise" of them.
 *
 * Columns should lie in about [0, 1]: put the step "scale" before it. An update may move a weight by 64
 * at most, and float32 holds a deviation well only where it is not small beside the mean.
 *
 * A "column" is the last axis: of windows and pictures a channel, over all places. Logits are zeros.
 */
export const columnStatistics: Model = {
  name: 'column-statistics',
  title: 'Column statistics',
  description:
    'Learns the mean and deviation of each column in one round, to standardise by later.',
  typicalDataset: 'heart-disease',
  accepts: ({ featureKind }) =>
    featureKind === 'text' || featureKind === 'tokens'
      ? 'it averages numbers, but the examples are text'
      : undefined,
  build: (input) => {
    const weights = ['present', 'mean', 'meanOfSquares'].map((name) =>
      constant(name, [countColumns(input)], 0),
    );
    return {
      manifest: manifestOf(weights),
      init: (seed) => fillWeights(weights, seed),
      forward: (tf, _weights, inputs) => tf.zeros([inputs.shape[0] as number, input.numClasses]),
      solve: (examples) => meansOf(examples, input),
    };
  },
};

/** [3 · columns]: the means of presence, of x and of x², each column by column. */
const meansOf = ({ features }: Examples, input: ModelInput): Float32Array => {
  const columns = countColumns(input);
  const isNumber = numberColumns(input);
  const divisor = features instanceof Uint8Array ? 255 : 1;
  const sums = new Float64Array(3 * columns);
  let column = 0;
  for (const feature of features) {
    if (isNumber[column] && !Number.isNaN(feature)) {
      const value = feature / divisor;
      (sums[column] as number) += 1;
      (sums[columns + column] as number) += value;
      (sums[2 * columns + column] as number) += value * value;
    }
    column = column + 1 === columns ? 0 : column + 1;
  }
  const rows = features.length / columns;
  return Float32Array.from(sums, (sum) => sum / rows);
};
