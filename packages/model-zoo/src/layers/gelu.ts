import type { Tensor, Tf } from '../model.ts';

/** x·σ(1.702·x): GELU by a logistic function (Hendrycks & Gimpel 2016, section 2), off by at most 0.02. */
export const gelu = (tf: Tf, x: Tensor): Tensor => tf.mul(x, tf.sigmoid(tf.mul(x, 1.702)));
