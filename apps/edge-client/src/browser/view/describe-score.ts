import { formatError, formatPercent } from './format.ts';

/** What was measured of a model. */
export interface Score {
  /** In [0, 1]; null where numbers are predicted, or nothing was measured. */
  readonly accuracy: number | null;
  /** Mean cross-entropy in nats; of numbers, the mean squared error. */
  readonly loss: number | null;
}

export interface ScoreWords {
  /** One number; larger is better only where it is a share of right answers. */
  readonly value: string;
  /** What the number is, e.g. after it. */
  readonly meaning: 'right' | 'typical error';
}

/** A score in words; of numbers the root of the mean squared error. Null before it was measured. */
export const describeScore = ({ accuracy, loss }: Score): ScoreWords | null => {
  if (accuracy !== null) return { value: formatPercent(accuracy), meaning: 'right' };
  return loss === null ? null : { value: formatError(loss), meaning: 'typical error' };
};
