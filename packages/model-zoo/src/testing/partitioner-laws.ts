import { createRandom } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Partitioner, PartitionInput } from '../partition.ts';

export interface PartitionerLawOptions<Params extends z.ZodObject> {
  /** Must fit 3,000 examples of 10 classes by 40 people. */
  readonly params: z.input<Params>;
  /** Whether the seed is to change anything. */
  readonly random: boolean;
}

/** 3,000 examples of 10 classes, unevenly by 40 people. */
const createInput = (): PartitionInput => {
  const random = createRandom(5);
  const numExamples = 3000;
  return {
    numExamples,
    labels: Int32Array.from({ length: numExamples }, () => random.integer(10)),
    naturalIds: Int32Array.from({ length: numExamples }, (_, i) =>
      i < 40 ? 900 - 7 * i : 900 - 7 * Math.floor(40 * random.uniform() ** 2),
    ),
  };
};

/** What every partitioner promises. */
export const partitionerLaws = <Params extends z.ZodObject>(
  partitioner: Partitioner<Params>,
  { params, random }: PartitionerLawOptions<Params>,
): void => {
  describe(partitioner.name, () => {
    const input = createInput();
    const partition = (seed: number) =>
      partitioner.partition(input, partitioner.params.parse(params), seed);

    it.each([1, 2, 3])('puts every example into exactly one partition (seed %i)', (seed) => {
      const all = partition(seed).flatMap((indices) => [...indices]);
      expect(all.sort((a, b) => a - b)).toEqual([...Array(input.numExamples).keys()]);
    });

    it('leaves no partition empty and lists indices ascending', () => {
      for (const indices of partition(1)) {
        expect(indices.length).toBeGreaterThan(0);
        expect(indices).toEqual(indices.slice().sort());
      }
    });

    it('gives the same partitions for the same seed', () => {
      expect(partition(11)).toEqual(partition(11));
    });

    it(`gives ${random ? 'other' : 'the same'} partitions for another seed`, () => {
      if (random) expect(partition(12)).not.toEqual(partition(11));
      else expect(partition(12)).toEqual(partition(11));
    });

    it('does not change its input', () => {
      const before = structuredClone(input);
      partition(1);
      expect(input).toEqual(before);
    });

    it('has a title and a description for every parameter', () => {
      for (const schema of Object.values(partitioner.params.shape)) {
        expect(schema.meta()).toMatchObject({
          title: expect.stringMatching(/./),
          description: expect.stringMatching(/./),
        });
      }
    });
  });
};
