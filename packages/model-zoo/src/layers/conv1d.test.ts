import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { conv1d, conv1dWeights } from './conv1d.ts';

describe('conv1d', () => {
  it('slides its filter along each sequence, over zeros at both ends', async () => {
    const x = tf.tensor3d([1, 2, 3, 4, 10, 20, 30, 40], [2, 4, 1]);
    const sums = conv1d(tf, x, [tf.tensor4d([1, 2, 4], [3, 1, 1, 1]), tf.tensor1d([0.5])]);
    expect(sums.shape).toEqual([2, 4, 1]);
    expect([...(await sums.data())]).toEqual([
      ...[10.5, 17.5, 24.5, 11.5],
      ...[100.5, 170.5, 240.5, 110.5],
    ]);
  });

  it('mixes the channels of a step', async () => {
    const kernel = tf.tensor4d([1, 2, 3, 4], [1, 1, 2, 2]);
    const mixed = conv1d(tf, tf.tensor3d([1, 10, 2, 20], [1, 2, 2]), [kernel]);
    expect(mixed.shape).toEqual([1, 2, 2]);
    expect([...(await mixed.data())]).toEqual([31, 42, 62, 84]);
  });
});

describe('conv1dWeights', () => {
  it('are a filter one pixel wide and a bias of zeros', () => {
    const [filter, bias] = conv1dWeights('conv1', 5, [3, 32]);
    expect(filter).toMatchObject({ name: 'conv1/kernel', shape: [5, 1, 3, 32] });
    expect(bias).toMatchObject({ name: 'conv1/bias', shape: [32] });
    expect(bias?.fill(1)).toEqual(new Float32Array(32));
  });
});
