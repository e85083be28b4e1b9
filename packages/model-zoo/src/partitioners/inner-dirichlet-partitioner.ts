import { createRandom, type Random } from '@tributary/fedavg';
import { z } from 'zod';
import { groupIndices } from '../group-indices.ts';
import { definePartitioner, requireClasses } from '../partition.ts';
import { parseSizes, partitionSizesSchema } from '../partition-by-sizes.ts';
import { dirichlet } from '../sampling/dirichlet.ts';
import { drawWeighted } from '../sampling/draw-weighted.ts';
import { shuffledByClass } from '../sampling/shuffled-by-class.ts';

/**
 * Draws the shares of the classes within each partition from a Dirichlet distribution, for partitions
 * of given sizes (Acar et al. 2021, "Federated Learning Based on Dynamic Regularization"): an example
 * at a time goes to a random partition that is not full, of a class drawn by that partition's shares.
 * A class that is used up is drawn no more.
 */
export const innerDirichletPartitioner = definePartitioner({
  name: 'InnerDirichletPartitioner',
  summary: 'Clients of given sizes differ in their classes; the smaller alpha, the more.',
  mayLeaveOut: true,
  params: z.object({
    partitionSizes: partitionSizesSchema,
    alpha: z.number().positive().max(1e6).default(0.5).meta({
      title: 'Alpha',
      description: 'Concentration: 0.1 gives each client few classes, 100 nearly equal shares.',
    }),
  }),
  partition: (input, { partitionSizes, alpha }, seed) => {
    const labels = requireClasses(input);
    const sizes = parseSizes(partitionSizes, input.numExamples);
    const random = createRandom(seed);
    const classes = shuffledByClass(labels, random);
    const shares = sizes.map(() => dirichlet(alpha, classes.length, random));
    return groupIndices(fill(classes, sizes, { shares, random }), sizes.length + 1).slice(
      0,
      sizes.length,
    );
  },
});

interface Draws {
  /** [partition][class] */
  readonly shares: readonly Float64Array[];
  readonly random: Random;
}

/** @returns the partition of each example; the number of partitions for those that are left out. */
const fill = (
  classes: readonly Int32Array[],
  sizes: readonly number[],
  { shares, random }: Draws,
): Int32Array => {
  const numExamples = classes.reduce((sum, { length }) => sum + length, 0);
  const groups = new Int32Array(numExamples).fill(sizes.length);
  const left = classes.map(({ length }) => length);
  const room = [...sizes];
  const open = sizes.map((_, partition) => partition);
  while (open.length > 0) {
    const position = random.integer(open.length);
    const partition = open[position] as number;
    const ofClass = drawClass(shares[partition] as Float64Array, left, random);
    left[ofClass] = (left[ofClass] as number) - 1;
    groups[classes[ofClass]?.[left[ofClass] as number] as number] = partition;
    room[partition] = (room[partition] as number) - 1;
    if (room[partition] === 0) {
      open[position] = open[open.length - 1] as number;
      open.pop();
    }
  }
  return groups;
};

/** By the partition's shares; by what is left of each class where all that it wants is used up. */
const drawClass = (shares: Float64Array, left: readonly number[], random: Random): number => {
  const weights = shares.map((share, ofClass) => ((left[ofClass] as number) > 0 ? share : 0));
  return drawWeighted(weights.some((weight) => weight > 0) ? weights : left, random);
};
