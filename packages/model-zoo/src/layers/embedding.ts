import type { Tensor, Tf } from '../model.ts';
import { glorotUniform, type InitialWeight } from './initialisers.ts';

/** One row of `size` numbers for each of the tokens. */
export const embeddingWeights = (name: string, tokens: number, size: number): InitialWeight[] => [
  glorotUniform(`${name}/kernel`, [tokens, size]),
];

/**
 * Each token becomes its row of the table.
 * @param tokens token indices, [batch, steps]
 * @param weights the table, [tokens, size]
 * @returns [batch, steps, size]
 */
export const embedding = (tf: Tf, tokens: Tensor, [table]: readonly Tensor[]): Tensor => {
  if (!table) throw new RangeError('An embedding needs its table as a tensor.');
  return tf.gather(table, tf.cast(tokens, 'int32'));
};
