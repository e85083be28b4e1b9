import { describe, expect, it } from 'vitest';
import { shownWeights } from './shown-weights.ts';

describe('the weights of what is shown', () => {
  it('are fetched once, and let go when something else is shown', async () => {
    const fetched: string[] = [];
    const weights = shownWeights(async (digest) => {
      fetched.push(digest);
      return new Float32Array(1);
    });
    for (const digest of ['a', 'b', 'a', 'b']) await weights.of(digest);
    weights.keepOnly(['a']);
    for (const digest of ['a', 'b']) await weights.of(digest);
    expect(fetched).toEqual(['a', 'b', 'b']);
  });

  it('are asked for again where they could not be had', async () => {
    let isThere = false;
    const weights = shownWeights(async () => {
      if (!isThere) throw new Error('away');
      return new Float32Array([7]);
    });
    await expect(weights.of('a')).rejects.toThrow('away');
    isThere = true;
    expect([...(await weights.of('a'))]).toEqual([7]);
  });
});
