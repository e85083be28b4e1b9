import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { denseStack } from './dense-stack.ts';

describe('denseStack', () => {
  const stack = denseStack([4, 2, 3]);

  it('lists kernels and biases layer by layer', () => {
    expect(stack.manifest).toEqual([
      { name: 'dense1/kernel', shape: [4, 2] },
      { name: 'dense1/bias', shape: [2] },
      { name: 'dense2/kernel', shape: [2, 3] },
      { name: 'dense2/bias', shape: [3] },
    ]);
  });

  it('draws kernels within Glorot bounds, filling them, and zero biases', () => {
    const values = denseStack([300, 200]).init(3);
    const limit = Math.fround(Math.sqrt(6 / 500));
    const kernel = values.subarray(0, 60_000);
    const largest = kernel.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(largest).toBeLessThanOrEqual(limit);
    expect(largest).toBeGreaterThan(0.999 * limit);
    const mean = kernel.reduce((sum, value) => sum + value, 0) / kernel.length;
    expect(Math.abs(mean)).toBeLessThan(0.002);
    expect(values.subarray(60_000)).toEqual(new Float32Array(200));
  });

  it('draws every layer from its own stream', () => {
    const values = denseStack([2, 2, 2]).init(1);
    expect(values.subarray(0, 4)).not.toEqual(values.subarray(6, 10));
  });

  it('computes relu(xW₁ + b₁)W₂ + b₂ on flattened inputs', async () => {
    const weights = [
      tf.tensor2d([1, 0, 0, 1, 1, 0, 0, -1], [4, 2]),
      tf.tensor1d([0.5, -3]),
      tf.tensor2d([1, 2, 3, 10, 10, 10], [2, 3]),
      tf.tensor1d([0, 0, -1]),
    ];
    // Hidden layer: (1 + 3 + 0.5, 2 − 4 − 3) = (4.5, −5), which ReLU makes (4.5, 0).
    const logits = stack.forward(tf, weights, tf.tensor3d([1, 2, 3, 4], [1, 2, 2]));
    expect([...(await logits.data())]).toEqual([4.5, 9, 12.5]);
  });

  it('refuses too few weights', () => {
    expect(() => stack.forward(tf, [tf.zeros([4, 2])], tf.zeros([1, 4]))).toThrow(RangeError);
  });
});
