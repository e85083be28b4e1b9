import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { gelu } from './gelu.ts';

describe('gelu', () => {
  it('is within 0.021 of x·Φ(x) everywhere', async () => {
    const x = tf.linspace(-6, 6, 401);
    const exact = tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1));
    const furthest = await tf.max(tf.abs(tf.sub(gelu(tf, x), exact))).data();
    expect(furthest[0]).toBeLessThan(0.021);
  });

  it('leaves large numbers as they are, and nothing of very negative ones', async () => {
    expect([...(await gelu(tf, tf.tensor1d([20, 0, -20])).data())]).toEqual([
      20,
      0,
      expect.closeTo(0, 6),
    ]);
  });
});
