import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { conv2d, convWeights } from './conv2d.ts';

const numbers = async (tensor: tf.Tensor) => [...(await tensor.data())];

describe('conv2d', () => {
  // 1 2 3
  // 4 5 6
  // 7 8 9
  const picture = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
  const kernel = tf.tensor4d([1, 2, 3, 4], [2, 2, 1, 1]);

  it('correlates the picture with the filter, unflipped', async () => {
    const sums = conv2d(tf, picture, [kernel], { pad: 'valid' });
    expect(sums.shape).toEqual([1, 2, 2, 1]);
    expect(await numbers(sums)).toEqual([37, 47, 67, 77]);
  });

  it('pads with zeros, at the end first, and takes every second place', async () => {
    const sums = conv2d(tf, picture, [kernel, tf.tensor1d([0.5])], { strides: 2 });
    expect(sums.shape).toEqual([1, 2, 2, 1]);
    expect(await numbers(sums)).toEqual([37.5, 21.5, 23.5, 9.5]);
  });

  it('mixes channels as the filter says, each with its own bias', async () => {
    const pixel = tf.tensor4d([1, 10], [1, 1, 1, 2]);
    const mixing = tf.tensor4d([1, 2, 3, 4], [1, 1, 2, 2]);
    const mixed = conv2d(tf, pixel, [mixing, tf.tensor1d([100, 200])]);
    expect(await numbers(mixed)).toEqual([131, 242]);
  });

  it('refuses to do without a kernel', () => {
    expect(() => conv2d(tf, picture, [])).toThrow(RangeError);
  });
});

describe('convWeights', () => {
  it('are a square filter and a bias of zeros', () => {
    const [filter, bias] = convWeights('conv1', [5, 5], [3, 32]);
    expect(filter).toMatchObject({ name: 'conv1/kernel', shape: [5, 5, 3, 32] });
    expect(bias).toMatchObject({ name: 'conv1/bias', shape: [32] });
    expect(bias?.fill(1)).toEqual(new Float32Array(32));
  });
});
