import { describe, expect, it } from 'vitest';
import { exponentialPartitioner } from './exponential-partitioner.ts';
import { linearPartitioner } from './linear-partitioner.ts';
import { sizePartitioner } from './size-partitioner.ts';
import { squarePartitioner } from './square-partitioner.ts';

const dataOf = (numExamples: number) => ({ numExamples, labels: new Int32Array(numExamples) });
const sizesOf = (partitions: readonly Int32Array[]) => partitions.map(({ length }) => length);

describe('partitioners whose sizes grow', () => {
  it('grow evenly, with the square and exponentially', () => {
    const numPartitions = 4;
    expect(sizesOf(linearPartitioner.partition(dataOf(100), { numPartitions }, 1))).toEqual([
      10, 20, 30, 40,
    ]);
    expect(sizesOf(squarePartitioner.partition(dataOf(300), { numPartitions }, 1))).toEqual([
      10, 40, 90, 160,
    ]);
    // e : e² : e³ : e⁴ of 10,000, rounded down; the last one has the 2 that this leaves.
    const exponential = exponentialPartitioner.partition(dataOf(10_000), { numPartitions }, 1);
    expect(sizesOf(exponential)).toEqual([320, 871, 2368, 6441]);
  });

  it('give what the rounding leaves to the last partition', () => {
    expect(sizesOf(linearPartitioner.partition(dataOf(104), { numPartitions: 4 }, 1))).toEqual([
      10, 20, 31, 43,
    ]);
  });

  it('do not overflow with many partitions', () => {
    const attempt = () =>
      exponentialPartitioner.partition(dataOf(60_000), { numPartitions: 1000 }, 1);
    expect(attempt).toThrow(/Make fewer partitions/);
  });
});

describe('SizePartitioner', () => {
  const { params } = sizePartitioner;

  it('keeps to the sizes and leaves out the rest', () => {
    const partitions = sizePartitioner.partition(dataOf(50), { partitionSizes: '20,5, 10' }, 3);
    expect(sizesOf(partitions)).toEqual([20, 5, 10]);
  });

  it('takes sizes as text and as a list', () => {
    expect(params.parse({ partitionSizes: [6, 4] })).toEqual({ partitionSizes: '6, 4' });
    expect(params.parse({ partitionSizes: ' 6 ,4' })).toEqual({ partitionSizes: ' 6 ,4' });
  });

  it.each(['', '0', '1, 0', '5, -2', '1.5', '3,,4', '3, four', '10000000000'])(
    'refuses "%s" in the schema already',
    (partitionSizes) => {
      const { error } = params.safeParse({ partitionSizes });
      expect(error?.issues[0]?.message).toMatch(/whole numbers above 0 with commas/);
    },
  );
});
