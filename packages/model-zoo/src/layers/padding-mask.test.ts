import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { maskedMean, paddingMask } from './padding-mask.ts';

const tokens = tf.tensor2d([5, 1, 0, 9, 0, 0, 0, 0, 0], [3, 3], 'int32');

describe('paddingMask', () => {
  it('is 1 for every token but token 0', async () => {
    const mask = paddingMask(tf, tokens);
    expect(mask.dtype).toBe('float32');
    expect(mask.shape).toEqual([3, 3]);
    expect([...(await mask.data())]).toEqual([1, 1, 0, 1, 0, 0, 0, 0, 0]);
  });
});

describe('maskedMean', () => {
  it('counts the steps of the text alone', async () => {
    const x = tf.tensor3d(
      [1, 10, 3, 30, 99, 99, 7, 70, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99],
      [3, 3, 2],
    );
    const mean = maskedMean(tf, x, paddingMask(tf, tokens));
    expect(mean.shape).toEqual([3, 2]);
    expect([...(await mean.data())]).toEqual([2, 20, 7, 70, 0, 0]);
  });
});
