import { formatLoss, formatPercent, NO_VALUE } from './format.ts';

/** What the coordinator measured of a model on the test examples. */
export interface Score {
  /** In [0, 1]; null where numbers are predicted, or nothing was measured. */
  readonly accuracy: number | null;
  /** Mean cross-entropy in nats; of numbers, the mean squared error. */
  readonly loss: number | null;
}

/** Of numbers: the root of the mean squared error, in the unit of what is predicted. */
export const typicalError = ({ loss }: Pick<Score, 'loss'>): number | null =>
  loss === null ? null : Math.sqrt(loss);

/** The result in a word or two, for a list in which runs of both kinds stand. */
export const formatScore = ({ accuracy, loss }: Score): string => {
  if (accuracy !== null) return formatPercent(accuracy);
  return loss === null ? NO_VALUE : `loss ${formatLoss(loss)}`;
};
