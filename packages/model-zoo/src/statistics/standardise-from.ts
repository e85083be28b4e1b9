import { type FlatWeights, splitWeights } from '@tributary/fedavg';
import type { PreprocessingStep } from '../preprocessor.ts';

/**
 * A variance below this share of the mean of squares is what rounding to float32 leaves of none: the
 * difference of the two means is not known more exactly.
 */
const ROUNDING = 1e-6;

/**
 * The step "standardise" by what the model `column-statistics` has learnt. It belongs behind the same
 * steps as the model stood behind. With p, m and s its three weights of a column, the mean over the
 * numbers that are there is m / p and the variance s / p − (m / p)². A column without numbers, or with
 * one number only, gets deviation 0, which counts as 1.
 *
 * @param weights a checkpoint of the model
 * @throws {RangeError} when the weights are another model's
 */
export const standardiseFrom = (weights: FlatWeights): PreprocessingStep => {
  const parts = new Map(splitWeights(weights).map(({ name, values }) => [name, values]));
  const [present, mean, meanOfSquares] = ['present', 'mean', 'meanOfSquares'].map((name) =>
    parts.get(name),
  );
  if (!present || !mean || !meanOfSquares) {
    throw new RangeError(
      `These weights are no statistics of columns: they are called ${[...parts.keys()].join(', ')}. Take a checkpoint of the model "column-statistics".`,
    );
  }
  const means: number[] = [];
  const deviations: number[] = [];
  for (const [column, share] of present.entries()) {
    const average = share > 0 ? (mean[column] as number) / share : 0;
    const square = share > 0 ? (meanOfSquares[column] as number) / share : 0;
    const variance = square - average ** 2;
    means.push(average);
    deviations.push(variance > ROUNDING * square ? Math.sqrt(variance) : 0);
  }
  return { name: 'standardise', params: { means, deviations } };
};
