import type { Random } from '@tributary/fedavg';
import { groupIndices } from '../group-indices.ts';

/** The examples of each class that there are any of, by ascending class, each group shuffled. */
export const shuffledByClass = (labels: Int32Array, random: Random): Int32Array[] => {
  const numClasses = labels.reduce((most, label) => Math.max(most, label), 0) + 1;
  return groupIndices(labels, numClasses)
    .filter(({ length }) => length > 0)
    .map((ofClass) => random.shuffle(ofClass));
};
