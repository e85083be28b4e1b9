import { createRandom, deriveSeed, type Seed } from '@tributary/fedavg';
import type { Dataset, Examples, FileSource } from '../dataset.ts';
import { groupIndices } from '../group-indices.ts';
import { selectExamples } from '../select-examples.ts';

/** Which examples are for training and which for testing; indices, ascending. */
export interface Halves {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

export interface HoldOutOptions {
  /** Of each group, to the nearest example. */
  readonly testFraction: number;
  readonly seed: Seed;
}

/**
 * Draws a test half from data that is published in one piece, from each group alike.
 * @param groups one number from 0 for each example: its class, its hospital or both
 */
export const holdOut = (groups: Int32Array, { testFraction, seed }: HoldOutOptions): Halves => {
  const isTest = new Int32Array(groups.length);
  const members = groupIndices(
    groups,
    1 + groups.reduce((most, group) => Math.max(most, group), 0),
  );
  members.forEach((indices, group) => {
    const shuffled = createRandom(deriveSeed(seed, 'hold-out', group)).shuffle(indices.slice());
    for (const index of shuffled.subarray(0, Math.round(indices.length * testFraction))) {
      isTest[index] = 1;
    }
  });
  const [train, test] = groupIndices(isTest, 2) as [Int32Array, Int32Array];
  return { train, test };
};

/** A data set's two loaders, of data that is published in one piece. */
export const halvesOf = (
  loadAll: (source: FileSource) => Promise<Examples>,
  divide: (examples: Examples) => Halves,
): Pick<Dataset, 'loadTrain' | 'loadTest'> => {
  const load = (half: keyof Halves) => async (source: FileSource) => {
    const all = await loadAll(source);
    return selectExamples(all, divide(all)[half]);
  };
  return { loadTrain: load('train'), loadTest: load('test') };
};
