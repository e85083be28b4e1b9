import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { embedding, embeddingWeights } from './embedding.ts';
import { constant } from './initialisers.ts';

describe('embedding', () => {
  const table = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
  const tokens = tf.tensor2d([2, 0, 2, 1], [2, 2], 'int32');

  it('has one row for each token', () => {
    expect(embeddingWeights('letters', [86, 8])).toMatchObject([
      { name: 'letters/kernel', shape: [86, 8] },
    ]);
  });

  it('begins as it is told', () => {
    const [weight] = embeddingWeights('words', [4, 8], (name, shape) => constant(name, shape, 2));
    expect(weight?.fill(1)).toEqual(new Float32Array(32).fill(2));
  });

  it('puts the row of a token in its place', async () => {
    const rows = embedding(tf, tokens, [table]);
    expect(rows.shape).toEqual([2, 2, 2]);
    expect([...(await rows.data())]).toEqual([5, 6, 1, 2, 5, 6, 3, 4]);
  });

  it('refuses to do without its table', () => {
    expect(() => embedding(tf, tokens, [])).toThrow(RangeError);
  });
});
