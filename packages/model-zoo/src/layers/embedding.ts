import type { Tensor, Tf } from '../model.ts';
import { glorotUniform, type InitialWeight } from './initialisers.ts';

/** One row of `size` numbers for each of the tokens. */
export const embeddingWeights = (
  name: string,
  [tokens, size]: readonly [number, number],
  /** How they begin; by default as a dense layer does, which for many tokens is next to nothing. */
  initialise: (name: string, shape: readonly number[]) => InitialWeight = glorotUniform,
): InitialWeight[] => [initialise(`${name}/kernel`, [tokens, size])];

/**
 * Each token becomes its row of the table.
 * @param tokens token indices of any shape, e.g. [batch, steps]
 * @param weights the table, [tokens, size]
 * @returns the same shape with an axis more, e.g. [batch, steps, size]
 */
export const embedding = (tf: Tf, tokens: Tensor, [table]: readonly Tensor[]): Tensor => {
  if (!table) throw new RangeError('An embedding needs its table as a tensor.');
  return tf.gather(table, tf.cast(tokens, 'int32'));
};
