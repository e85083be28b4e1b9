import type { Tensor, Tf } from '../model.ts';

/**
 * Where a text is: 1 for each of its tokens, 0 for each token 0, with which it was filled up.
 * @param tokens token indices, [batch, steps]
 * @returns float32, [batch, steps]
 */
export const paddingMask = (tf: Tf, tokens: Tensor): Tensor => tf.step(tf.cast(tokens, 'float32'));

/**
 * The mean of the steps that are no padding; zeros for a text that has none.
 * @param x [batch, steps, features]
 * @param mask by {@link paddingMask}, [batch, steps]
 * @returns [batch, features]
 */
export const maskedMean = (tf: Tf, x: Tensor, mask: Tensor): Tensor => {
  const [batch, steps, features] = x.shape as [number, number, number];
  const counts = tf.maximum(tf.sum(mask, 1, true), 1);
  // A product sums up in one pass, and never makes a masked copy of x.
  const shares = tf.reshape(tf.div(mask, counts), [batch, 1, steps]);
  return tf.reshape(tf.matMul(shares, x), [batch, features]);
};
