import { expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { updateOf } from '../testing/some-updates.ts';
import { blocksOf } from '../update-blocks.ts';
import { type Gram, gramOf, squaredDistance } from './gram.ts';
import { smallestDiameter } from './smallest-diameter.ts';

const diameterOf = (gram: Gram, rows: readonly number[]): number =>
  Math.max(0, ...rows.flatMap((a) => rows.map((b) => squaredDistance(gram, a, b))));

/** Every choice of `keep` of the numbers below `count`. */
const choices = (count: number, keep: number, from = 0): number[][] => {
  if (keep === 0) return [[]];
  return Array.from({ length: count - from }, (_, i) => from + i).flatMap((first) =>
    choices(count, keep - 1, first + 1).map((rest) => [first, ...rest]),
  );
};

it('finds what trying every choice finds', () => {
  const random = createRandom(4);
  for (let trial = 0; trial < 20; trial++) {
    const updates = Array.from({ length: 8 }, () =>
      updateOf(Float32Array.of(random.normal(), random.normal(), random.integer(2))),
    );
    const gram = gramOf(blocksOf(updates));
    for (const keep of [1, 3, 5, 8]) {
      const chosen = smallestDiameter(gram, 8, keep);
      const best = Math.min(...choices(8, keep).map((rows) => diameterOf(gram, rows)));
      expect(chosen).toHaveLength(keep);
      expect(diameterOf(gram, chosen)).toBe(best);
    }
  }
});
