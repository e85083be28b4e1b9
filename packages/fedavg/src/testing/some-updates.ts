import type { ClientUpdate } from '../client-update.ts';
import { denseDelta } from '../delta-reader.ts';
import { createRandom } from '../random.ts';
import { norm2 } from '../vector.ts';

/** An update with every scalar that a rule may ask for. */
export const updateOf = (
  values: Float32Array,
  { numExamples = 1, steps = 1, lossBefore = 1, staleness = 0 } = {},
): ClientUpdate => ({
  delta: denseDelta(values),
  ...{ numExamples, steps, lossBefore, staleness, norm: norm2(values) },
});

/** Updates of different sizes whose values reach from the tiny to the large. */
export const someUpdates = (count: number, size: number, seed: number): ClientUpdate[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () =>
    updateOf(
      Float32Array.from({ length: size }, () => random.normal() * 10 ** (random.integer(12) - 11)),
      {
        numExamples: 1 + random.integer(5000),
        steps: 1 + random.integer(50),
        lossBefore: random.uniform() * 5,
        staleness: random.integer(4),
      },
    ),
  );
};
