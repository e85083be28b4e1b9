import { describe, expect, it } from 'vitest';
import { dealPartitions, mergePartitions } from './deal-partitions.ts';

describe('dealPartitions', () => {
  it('gives client k of n the partitions k, k + n, …', () => {
    expect(dealPartitions(7, { client: 1, of: 3 })).toEqual([1, 4]);
    expect(dealPartitions(3, { client: 2, of: 3 })).toEqual([2]);
  });

  it.each([1, 5, 8, 539])('deals every one of %i partitions exactly once', (numPartitions) => {
    for (const of of [1, 3, 5].filter((clients) => clients <= numPartitions)) {
      const hands = Array.from({ length: of }, (_, client) =>
        dealPartitions(numPartitions, { client, of }),
      );
      expect(hands.flat().sort((a, b) => a - b)).toEqual([...Array(numPartitions).keys()]);
    }
  });

  it('refuses a seat that does not exist or would get nothing', () => {
    expect(() => dealPartitions(9, { client: 3, of: 3 })).toThrow(/no client 3 of 3/);
    expect(() => dealPartitions(9, { client: -1, of: 3 })).toThrow(RangeError);
    expect(() => dealPartitions(2, { client: 2, of: 3 })).toThrow(/too few for 3 clients/);
  });
});

describe('mergePartitions', () => {
  const partitions = [Int32Array.of(1, 10), Int32Array.of(0), Int32Array.of(2, 9)];

  it('joins and sorts by number', () => {
    expect(mergePartitions(partitions, [2, 0])).toEqual(Int32Array.of(1, 2, 9, 10));
  });

  it('refuses a partition that does not exist', () => {
    expect(() => mergePartitions(partitions, [3])).toThrow(/no partition 3 among 3/);
  });
});
