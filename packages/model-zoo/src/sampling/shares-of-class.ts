import type { Random } from '@tributary/fedavg';

export interface ShareOptions {
  readonly random: Random;
  /**
   * How many examples everyone gets before the shares of the rest count; without it the weights are
   * not shares but numbers of examples, and what they do not name goes to nobody.
   */
  readonly beforehand: number | undefined;
}

/**
 * How many examples of a class each of its owners gets. What the rounding leaves goes to one of them
 * at random.
 * @param weights none negative, at least one positive
 * @throws {RangeError} when there are too few examples.
 */
export const sharesOfClass = (
  numExamples: number,
  weights: readonly number[],
  { random, beforehand }: ShareOptions,
): number[] => {
  if (beforehand === undefined) {
    const counts = weights.map(Math.floor);
    requireAtMost(sumOf(counts), numExamples, 'Lower the numbers in the table of shares.');
    return counts;
  }
  const needed = beforehand * weights.length;
  requireAtMost(needed, numExamples, 'Lower the examples beforehand, or make fewer partitions.');
  const total = sumOf(weights);
  const counts = weights.map(
    (weight) => beforehand + Math.floor((weight / total) * (numExamples - needed)),
  );
  const lucky = random.integer(counts.length);
  counts[lucky] = (counts[lucky] as number) + numExamples - sumOf(counts);
  return counts;
};

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const requireAtMost = (needed: number, numExamples: number, remedy: string): void => {
  if (needed > numExamples) {
    throw new RangeError(
      `A class has ${numExamples} examples, and these settings need ${needed} of it. ${remedy}`,
    );
  }
};
