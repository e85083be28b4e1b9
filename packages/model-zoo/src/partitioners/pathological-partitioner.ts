import { createRandom, type Random } from '@tributary/fedavg';
import { z } from 'zod';
import { groupIndices } from '../group-indices.ts';
import {
  definePartitioner,
  numPartitionsSchema,
  requireClasses,
  requireEnoughExamples,
} from '../partition.ts';
import { shuffledByClass } from '../sampling/shuffled-by-class.ts';
import { splitEvenly } from '../sampling/split-evenly.ts';

const MODES = ['random', 'deterministic', 'first-deterministic'] as const;

/**
 * Gives every partition exactly so many classes and splits each class evenly among the partitions that
 * have it (Li et al. 2022, "Federated Learning on Non-IID Data Silos", whose assignment is
 * `first-deterministic`). A class that no partition is given is left out.
 */
export const pathologicalPartitioner = definePartitioner({
  name: 'PathologicalPartitioner',
  summary: 'Every client gets exactly so many classes and nothing of the others.',
  mayLeaveOut: true,
  params: z.object({
    numPartitions: numPartitionsSchema,
    numClassesPerPartition: z.number().int().min(1).max(10_000).default(2).meta({
      title: 'Classes per client',
      description: 'How many different classes each client has, exactly.',
    }),
    classAssignmentMode: z.enum(MODES).default('random').meta({
      title: 'Assignment of classes',
      description:
        'Drawn at random; in turn, one class further with each client; or the first in turn and the rest at random.',
    }),
  }),
  partition: (input, params, seed) => {
    const { numPartitions } = params;
    requireEnoughExamples(input.numExamples, numPartitions);
    const random = createRandom(seed);
    const classes = shuffledByClass(requireClasses(input), random);
    const owners = drawOwners(classes.length, params, random);
    const groups = new Int32Array(input.numExamples).fill(numPartitions);
    classes.forEach((ofClass, position) => {
      const partitions = owners[position] as number[];
      requireShares(ofClass.length, partitions.length);
      if (partitions.length === 0) return;
      splitEvenly(ofClass, partitions.length).forEach((share, rank) => {
        for (const example of share) groups[example] = partitions[rank] as number;
      });
    });
    return groupIndices(groups, numPartitions + 1).slice(0, numPartitions);
  },
});

interface Assignment {
  readonly numPartitions: number;
  readonly numClassesPerPartition: number;
  readonly classAssignmentMode: (typeof MODES)[number];
}

/** @returns for each class the partitions that have it, ascending. */
const drawOwners = (
  numClasses: number,
  { numPartitions, numClassesPerPartition, classAssignmentMode }: Assignment,
  random: Random,
): number[][] => {
  if (numClassesPerPartition > numClasses) {
    throw new RangeError(
      `The data has ${numClasses} classes, fewer than the ${numClassesPerPartition} for each client. Lower the classes per client.`,
    );
  }
  const owners = Array.from({ length: numClasses }, (): number[] => []);
  for (let partition = 0; partition < numPartitions; partition++) {
    const inTurn = Array.from({ length: numClasses }, (_, i) => (partition + i) % numClasses);
    const fixed = { random: 0, 'first-deterministic': 1, deterministic: numClasses };
    const first = inTurn.slice(0, fixed[classAssignmentMode]);
    const drawn = random.shuffle(inTurn.slice(first.length));
    for (const position of [...first, ...drawn].slice(0, numClassesPerPartition)) {
      owners[position]?.push(partition);
    }
  }
  return owners;
};

const requireShares = (numExamples: number, needed: number): void => {
  if (needed > numExamples) {
    throw new RangeError(
      `A class of ${numExamples} examples is to be shared by ${needed} clients. Make fewer partitions, lower the classes per client, or choose the mode "deterministic".`,
    );
  }
};
