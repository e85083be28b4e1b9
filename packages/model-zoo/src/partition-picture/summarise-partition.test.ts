import { describe, expect, it } from 'vitest';
import { summarisePartition } from './summarise-partition.ts';

describe('summarisePartition', () => {
  it('gives sizes and how many groups a client has', () => {
    const counts = [
      [4, 0, 0],
      [1, 2, 3],
      [1, 1, 0],
      [0, 0, 9],
    ];
    expect(summarisePartition({ counts })).toEqual({
      numPartitions: 4,
      numUsed: 21,
      sizes: { min: 2, median: 5, max: 9 },
      groupsPerPartition: { min: 1, median: 1.5, max: 3 },
    });
  });
});
