import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { depthwiseConv2d, depthwiseWeights } from './depthwise-conv2d.ts';

describe('depthwiseConv2d', () => {
  const picture = tf.tensor4d([1, 10, 2, 20, 3, 30, 4, 40], [1, 2, 2, 2]);
  // Channel 0 sums a 2×2 window, channel 1 takes its last pixel.
  const kernel = tf.tensor4d([1, 0, 1, 0, 1, 0, 1, 1], [2, 2, 2, 1]);

  it('keeps channels apart, each with its own filter', async () => {
    const sums = depthwiseConv2d(tf, picture, [kernel]);
    expect(sums.shape).toEqual([1, 2, 2, 2]);
    expect([...(await sums.data())]).toEqual([10, 40, 6, 0, 7, 0, 4, 0]);
  });

  it('takes every second place', async () => {
    const sums = depthwiseConv2d(tf, picture, [kernel], { strides: 2 });
    expect(sums.shape).toEqual([1, 1, 1, 2]);
    expect([...(await sums.data())]).toEqual([10, 40]);
  });

  it('refuses to do without a kernel', () => {
    expect(() => depthwiseConv2d(tf, picture, [])).toThrow(RangeError);
  });
});

describe('depthwiseWeights', () => {
  it('are drawn for as many inputs as a filter has, however many channels there are', () => {
    const [filter] = depthwiseWeights('conv', [3, 3], 4096);
    expect(filter).toMatchObject({ name: 'conv/kernel', shape: [3, 3, 4096, 1] });
    const values = filter?.fill(1) ?? new Float32Array(1);
    const square = values.reduce((sum, value) => sum + value ** 2, 0) / values.length;
    expect(square / (2 / 9)).toBeCloseTo(1, 1);
  });
});
