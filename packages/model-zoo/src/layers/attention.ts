import type { Tensor, Tf } from '../model.ts';
import { type InitialWeight, normal } from './initialisers.ts';

/** What keeps a position out of a softmax: e to its power is nought. */
const NEVER = -1e9;

/**
 * Four matrices [width, width]: query, key, value and output, without biases.
 * @param deviation of their first values, which are normal around 0
 * @param residual the same for the output, whose result is added to what came before
 */
export const attentionWeights = (
  name: string,
  width: number,
  { deviation, residual }: { readonly deviation: number; readonly residual: number },
): InitialWeight[] =>
  ['query', 'key', 'value', 'output'].map((part) =>
    normal(`${name}/${part}/kernel`, [width, width], part === 'output' ? residual : deviation),
  );

/** [steps, steps], row-major: what is added to a score so that no position sees a later one. */
export const causalMask = (steps: number): Float32Array =>
  Float32Array.from({ length: steps * steps }, (_, at) =>
    at % steps > Math.floor(at / steps) ? NEVER : 0,
  );

/**
 * Multi-head attention of a sequence to itself (Vaswani et al. 2017, section 3.2):
 * softmax(QKᵀ / √d + mask)·V in each head, d = width / heads.
 *
 * @param x [batch, steps, width]
 * @param weights query, key, value and output, each [width, width]
 * @param mask added to the scores of every head, [steps, steps]
 * @returns [batch, steps, width]
 */
export const attention = (
  tf: Tf,
  x: Tensor,
  [query, key, value, output]: readonly Tensor[],
  { heads, mask }: { readonly heads: number; readonly mask: Float32Array },
): Tensor => {
  if (!query || !key || !value || !output) {
    throw new RangeError('Attention needs query, key, value and output tensors.');
  }
  const [batch, steps, width] = x.shape as [number, number, number];
  const size = width / heads;
  const rows = tf.reshape(x, [batch * steps, width]);
  /** [batch, heads, steps, size] */
  const project = (kernel: Tensor): Tensor =>
    tf.transpose(tf.reshape(tf.matMul(rows, kernel), [batch, steps, heads, size]), [0, 2, 1, 3]);
  const scores = tf.matMul(tf.mul(project(query), 1 / Math.sqrt(size)), project(key), false, true);
  const shares = tf.softmax(tf.add(scores, tf.tensor2d(mask, [steps, steps])));
  const heard = tf.transpose(tf.matMul(shares, project(value)), [0, 2, 1, 3]);
  return tf.reshape(tf.matMul(tf.reshape(heard, [batch * steps, width]), output), x.shape);
};
