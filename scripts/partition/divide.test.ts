import type { Examples } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import { divide, listParams } from './divide.ts';

const numExamples = 60;
const examples: Examples = {
  numExamples,
  featureShape: [4],
  features: new Float32Array(numExamples * 4),
  labels: Int32Array.from({ length: numExamples }, (_, i) => i % 3),
  naturalIds: Int32Array.from({ length: numExamples }, (_, i) => i % 6),
};
const sizesOf = (partitions: readonly Int32Array[]) => partitions.map(({ length }) => length);

describe('dividing as the command line says', () => {
  it('makes as many partitions as clients where the partitioner counts them', () => {
    const { partitions, params } = divide(examples, {
      partitioner: 'ShardPartitioner',
      params: { shardsPerPartition: 1 },
      seed: 1,
      clients: 5,
    });
    expect(sizesOf(partitions)).toEqual([12, 12, 12, 12, 12]);
    expect(params).toEqual({ numPartitions: 5, shardsPerPartition: 1 });
  });

  it('deals the partitions to the clients where the data counts them', () => {
    const natural = { partitioner: 'NaturalIdPartitioner', params: {}, seed: 1 };
    expect(sizesOf(divide(examples, natural).partitions)).toEqual(Array(6).fill(10));
    expect(sizesOf(divide(examples, { ...natural, clients: 4 }).partitions)).toEqual([
      20, 20, 10, 10,
    ]);
    expect(() => divide(examples, { ...natural, clients: 7 })).toThrow(/too few for 7 clients/);
  });

  it('divides columns too', () => {
    const columns = { partitioner: 'VerticalEvenPartitioner', params: {}, seed: 1 };
    const { partitions, axis } = divide(examples, columns);
    expect(axis).toBe('columns');
    expect(sizesOf(partitions)).toEqual([2, 2]);
  });

  it('takes one number for a list of one', () => {
    const one = { partitioner: 'SizePartitioner', params: { partitionSizes: 30 }, seed: 1 };
    expect(sizesOf(divide(examples, one).partitions)).toEqual([30]);
  });

  it('refuses parameters that there are not', () => {
    const wrong = { partitioner: 'IidPartitioner', params: { alpha: 1 }, seed: 1 };
    expect(() => divide(examples, wrong)).toThrow(/alpha/);
  });
});

describe('listParams', () => {
  it('leaves out what is empty', () => {
    expect(listParams({ numPartitions: 20, distributionArray: '', rescale: true })).toBe(
      'numPartitions 20, rescale true',
    );
  });
});
