import { describe, expect, it } from 'vitest';
import { partitionRemarks, partitionSentence } from './partition-sentence.ts';

const writers = {
  kind: 'classes' as const,
  numExamples: 60_000,
  counts: Array.from({ length: 200 }, () => [10, 20]),
  summary: {
    numPartitions: 539,
    numUsed: 60_000,
    sizes: { min: 19, median: 116, max: 131 },
    groupsPerPartition: { min: 8, median: 10, max: 10 },
  },
};

describe('what is said below the picture of a partition', () => {
  it('gives the range of sizes and of classes', () => {
    expect(partitionSentence(writers)).toBe(
      '539 clients · 19 to 131 examples each, 116 in the middle · 8 to 10 classes each.',
    );
  });

  it('gives one number where all are the same, and no classes where there are none', () => {
    const even = { min: 600, median: 600, max: 600 };
    const one = { min: 1, median: 1, max: 1 };
    const summary = { numPartitions: 1, numUsed: 600, sizes: even, groupsPerPartition: one };
    expect(partitionSentence({ ...writers, summary })).toBe(
      '1 client · 600 examples each · 1 class each.',
    );
    expect(partitionSentence({ ...writers, summary, kind: 'examples' })).not.toContain('class');
  });

  it('remarks on what is not to be seen', () => {
    expect(partitionRemarks(writers)).toEqual(['The first 200 clients are drawn.']);
    const summary = { ...writers.summary, numPartitions: 200, numUsed: 600 };
    expect(partitionRemarks({ ...writers, summary })).toEqual([
      'Nobody gets 59,400 of the 60,000 examples.',
    ]);
  });
});
