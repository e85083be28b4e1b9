import { describe, expect, it } from 'vitest';
import { fewWeights } from './few-weights.ts';

describe('a few weights', () => {
  it('are fetched once, and those that were asked for last are kept', async () => {
    const fetched: string[] = [];
    const weights = fewWeights(async (digest) => {
      fetched.push(digest);
      return new Float32Array(1);
    }, 2);
    for (const digest of ['a', 'b', 'a', 'c', 'a', 'b']) await weights(digest);
    expect(fetched).toEqual(['a', 'b', 'c', 'b']);
  });

  it('are asked for again where they could not be had', async () => {
    let isThere = false;
    const weights = fewWeights(async () => {
      if (!isThere) throw new Error('away');
      return new Float32Array([7]);
    }, 2);
    await expect(weights('a')).rejects.toThrow('away');
    isThere = true;
    expect([...(await weights('a'))]).toEqual([7]);
  });
});
