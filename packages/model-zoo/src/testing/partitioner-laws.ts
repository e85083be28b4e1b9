import { createRandom } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Partitioner, PartitionInput } from '../partition.ts';

export interface PartitionerLawOptions<Params extends z.ZodObject> {
  /** Must fit 3,000 examples of 10 classes by 40 people, each a table's row of 12 numbers. */
  readonly params: z.input<Params>;
  /** Whether the seed is to change anything. */
  readonly random: boolean;
  /** Settings, or data, that it must refuse, and what its message must tell people to do. */
  readonly refuses: readonly Refusal[];
}

export interface Refusal {
  /** What is wrong, in words for the test's name. */
  readonly what: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly input?: { readonly [Key in keyof PartitionInput]?: PartitionInput[Key] | undefined };
  /** e.g. /Make fewer partitions/ */
  readonly remedy: RegExp;
}

/** 3,000 rows of 12 numbers, of 10 classes, unevenly by 40 people. */
const createInput = (): PartitionInput => {
  const random = createRandom(5);
  const numExamples = 3000;
  return {
    numExamples,
    labels: Int32Array.from({ length: numExamples }, () => random.integer(10)),
    naturalIds: Int32Array.from({ length: numExamples }, (_, i) =>
      i < 40 ? 900 - 7 * i : 900 - 7 * Math.floor(40 * random.uniform() ** 2),
    ),
    featureShape: [12],
    features: Float32Array.from({ length: numExamples * 12 }, () => random.normal()),
  };
};

/** What every partitioner promises. */
export const partitionerLaws = <Params extends z.ZodObject>(
  partitioner: Partitioner<Params>,
  { params, random, refuses }: PartitionerLawOptions<Params>,
): void => {
  const input = createInput();
  const isVertical = partitioner.axis === 'columns';
  const things = isVertical ? 'column' : 'example';
  const total = isVertical ? 12 : input.numExamples;
  const partition = (seed: number) =>
    partitioner.partition(input, partitioner.params.parse(params), seed);

  describe(partitioner.name, () => {
    const most = partitioner.mayLeaveOut ? 'at most' : 'exactly';
    it.each([1, 2, 3])(`puts every ${things} into ${most} one partition (seed %i)`, (seed) => {
      const all = partition(seed).flatMap((indices) => [...indices]);
      const times = new Int32Array(total);
      for (const index of all) times[index] = (times[index] as number) + 1;
      expect(all.filter((index) => !(index >= 0 && index < total))).toEqual([]);
      expect(Math.max(...times)).toBe(1);
      if (!partitioner.mayLeaveOut) expect(Math.min(...times)).toBe(1);
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

    it.each(refuses)('refuses $what and says what to do', (refusal) => {
      const settings = partitioner.params.parse({ ...params, ...refusal.params });
      // What is undefined there is meant to be absent.
      const given = { ...input, ...refusal.input } as PartitionInput;
      const attempt = () => partitioner.partition(given, settings, 1);
      expect(attempt).toThrow(RangeError);
      expect(attempt).toThrow(refusal.remedy);
    });

    describeParameters(partitioner);
  });
};

const describeParameters = ({ params }: Partitioner): void => {
  it('has a title, a description and a default for every parameter', () => {
    for (const schema of Object.values(params.shape)) {
      expect(schema.meta()).toMatchObject({
        title: expect.stringMatching(/./),
        description: expect.stringMatching(/./),
      });
    }
    expect(params.safeParse({}).success).toBe(true);
  });

  it('has parameters that are the same after a second parse', () => {
    const once = params.parse({});
    expect(params.parse(once)).toEqual(once);
  });
};
