import { expect, it } from 'vitest';
import { createSlicedQueue } from './sliced-queue.ts';

const count = 5_000;

it('takes everything in order, little by little, and says when it is done', async () => {
  const taken: number[] = [];
  const sizes: number[] = [];
  const slices: boolean[] = [];
  const queue = createSlicedQueue<number>({
    delayMs: 1,
    take: (items) => {
      taken.push(...items);
      sizes.push(items.length);
    },
    onSlice: (isDone) => slices.push(isDone),
  });
  const numbers = Array.from({ length: count }, (_, index) => index);
  queue.push(numbers.slice(0, 3));
  queue.push(numbers.slice(3));
  expect(taken).toEqual([]);
  await new Promise<void>((resolve) => queue.onceEmpty(resolve));
  expect(taken).toEqual(numbers);
  expect(Math.max(...sizes)).toBeLessThan(count / 4);
  expect(slices.at(-1)).toBe(true);
  let isTold = false;
  queue.onceEmpty(() => {
    isTold = true;
  });
  expect(isTold).toBe(true);
});

it('lets other work in between, and takes nothing once it is stopped', async () => {
  const order: string[] = [];
  const queue = createSlicedQueue<string>({
    delayMs: 0,
    // Each takes longer than a slice.
    take: (items) => {
      const until = performance.now() + 30;
      while (performance.now() < until);
      order.push(items[0] as string);
    },
    onSlice: () => undefined,
  });
  for (const item of ['first', 'second', 'third']) queue.push([item]);
  const other = new Promise<void>((resolve) =>
    setTimeout(() => {
      order.push('other');
      queue.stop();
      resolve();
    }, 0),
  );
  await other;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(order).toEqual(['first', 'other']);
});
