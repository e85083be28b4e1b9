import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { layerNorm, layerNormWeights } from './layer-norm.ts';

describe('layerNorm', () => {
  const rows = [
    [1, 2, 3, 6],
    [-5, 0.5, 40, 2],
  ];
  const scale = [1, -2, 0.5, 3];
  const shift = [0, 1, -1, 10];
  const weights = [tf.tensor1d(scale), tf.tensor1d(shift)];

  it('normalises each row by its own mean and variance', async () => {
    const expected = rows.flatMap((row) => {
      const mean = row.reduce((sum, x) => sum + x, 0) / row.length;
      const variance = row.reduce((sum, x) => sum + (x - mean) ** 2, 0) / row.length;
      return row.map((x, feature) => {
        const normal = (x - mean) / Math.sqrt(variance + 1e-5);
        return normal * (scale[feature] as number) + (shift[feature] as number);
      });
    });
    const values = await layerNorm(tf, tf.tensor2d(rows), weights).data();
    expect(values).toHaveLength(expected.length);
    values.forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index] as number, 4);
    });
  });

  it('makes of a constant row its shifts', async () => {
    const flat = await layerNorm(tf, tf.fill([1, 4], -7), weights).data();
    expect([...flat]).toEqual(shift);
  });

  it('begins with scales of 1 and shifts of 0, and refuses to do without them', () => {
    const filled = layerNormWeights('norm', 3).map((weight) => [weight.name, weight.fill(1)]);
    expect(filled).toEqual([
      ['norm/scale', Float32Array.of(1, 1, 1)],
      ['norm/shift', Float32Array.of(0, 0, 0)],
    ]);
    expect(() => layerNorm(tf, tf.zeros([2, 4]), [])).toThrow(RangeError);
  });
});
