import { expect, it } from 'vitest';
import { createBatches } from './batches.ts';

/** Batches of numbers, of which the negative ones fail; `tried` is what was handled together. */
const setUp = (isOfOne: boolean) => {
  const tried: (readonly number[])[] = [];
  const batches = createBatches(
    async (items: readonly number[]) => {
      tried.push(items);
      if (items.some((item) => item < 0)) throw new Error('refused');
      return items.map((item) => 10 * item);
    },
    { maxItems: 3, isOfOne: () => isOfOne },
  );
  return { batches, tried };
};

const outcomes = (promises: readonly Promise<number>[]) =>
  Promise.all(promises.map((promise) => promise.catch((error: Error) => error.message)));

it('what one item may be at fault for is tried one by one, and the next batch is a batch again', async () => {
  const { batches, tried } = setUp(true);
  expect(await outcomes([1, -2, 3, 4, 5].map(batches.add))).toEqual([10, 'refused', 30, 40, 50]);
  expect(tried).toEqual([[1, -2, 3], [1], [-2], [3], [4, 5]]);
});

it('what no item is at fault for fails the batch, and stops nobody behind it', async () => {
  const { batches, tried } = setUp(false);
  const results = await outcomes([1, -2, 3, 4].map(batches.add));
  expect(results).toEqual(['refused', 'refused', 'refused', 40]);
  expect(tried).toEqual([[1, -2, 3], [4]]);
});
