import { describe, expect, it } from 'vitest';
import { partitionExamples } from './partition-examples.ts';

const input = { numExamples: 10, labels: new Int32Array(10) };

describe('partitionExamples', () => {
  it('finds the partitioner and fills in defaults', () => {
    const spec = { partitioner: 'ShardPartitioner', params: { numPartitions: 5 } };
    expect(partitionExamples(spec, input, 1).map(({ length }) => length)).toEqual([2, 2, 2, 2, 2]);
  });

  it('refuses unknown names and wrong parameters', () => {
    expect(() => partitionExamples({ partitioner: 'Nope', params: {} }, input, 1)).toThrow(
      /no partitioner "Nope".*IidPartitioner/,
    );
    const wrong = { partitioner: 'IidPartitioner', params: { numPartitions: 0 } };
    expect(() => partitionExamples(wrong, input, 1)).toThrow(/numPartitions/);
  });
});
