import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { rowFeatures, rowFeaturesWeights, rowFeaturesWidth } from './row-features.ts';

describe('rowFeatures', () => {
  // A number, one of 2 categories (a width of 1), a number, one of 3 categories (a width of 2).
  const columns = [0, 2, 0, 3];
  const tables = [
    tf.tensor2d([0.5, 10, 20], [3, 1]),
    tf.tensor2d([0, 0, 1, -1, 2, -2, 3, -3], [4, 2]),
  ];
  const rows = (values: number[]) => tf.tensor2d(values, [values.length / 4, 4]);

  it('puts the numbers first and each category as its row of its own table', async () => {
    const features = rowFeatures(tf, rows([0.1, 2, -7, 3, 0.2, 1, 8, 1]), tables, columns);
    expect(features.shape).toEqual([2, rowFeaturesWidth(columns)]);
    expect(await features.array()).toEqual([
      [expect.closeTo(0.1), -7, 20, 3, -3],
      [expect.closeTo(0.2), 8, 10, 1, -1],
    ]);
  });

  it('has a row for a missing category', async () => {
    const features = await rowFeatures(tf, rows([1, 0, 2, 0]), tables, columns).array();
    expect(features).toEqual([[1, 2, 0.5, 0, 0]]);
  });

  it('takes the nearest category for an index that there is not', async () => {
    const features = rowFeatures(tf, rows([1, 99, 2, -5, 1, -1, 2, 4]), tables, columns);
    expect(await features.array()).toEqual([
      [1, 2, 20, 0, 0],
      [1, 2, 0.5, 3, -3],
    ]);
  });

  it('does with numbers alone, and with categories alone', async () => {
    const numbers = tf.tensor2d([3, 1, 2], [1, 3]);
    expect(await rowFeatures(tf, numbers, [], [0, 0, 0]).array()).toEqual([[3, 1, 2]]);
    const category = tf.tensor2d([2], [1, 1]);
    expect(await rowFeatures(tf, category, tables.slice(0, 1), [2]).array()).toEqual([[20]]);
  });

  it('refuses to do without a table', () => {
    expect(() => rowFeatures(tf, rows([1, 1, 1, 1]), tables.slice(1), columns)).toThrow(RangeError);
  });
});

describe('rowFeaturesWeights', () => {
  it('are a table for each column of categories, half as wide as it has categories, at most 50', () => {
    expect(rowFeaturesWeights('embedding', [0, 2, 0, 42, 500])).toMatchObject([
      { name: 'embedding2/kernel', shape: [3, 1] },
      { name: 'embedding4/kernel', shape: [43, 21] },
      { name: 'embedding5/kernel', shape: [501, 50] },
    ]);
    expect(rowFeaturesWidth([0, 2, 0, 42, 500])).toBe(2 + 1 + 21 + 50);
  });
});
