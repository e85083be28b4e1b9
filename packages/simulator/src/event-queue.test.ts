import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEventQueue } from './event-queue.ts';

const items = fc.array(fc.record({ at: fc.integer({ min: 0, max: 20 }), name: fc.integer() }));

it('gives items in the order of their times, and equal times in the order of arrival', () => {
  fc.assert(
    fc.property(items, (given) => {
      const queue = createEventQueue(given);
      const expected = given
        .map((item, rank) => ({ item, rank }))
        .sort((a, b) => a.item.at - b.item.at || a.rank - b.rank)
        .map(({ item }) => item);
      expect(queue.waiting()).toEqual(expected);
      const taken = Array.from({ length: given.length }, () => queue.next());
      expect(taken).toEqual(expected);
      expect(queue.next()).toBeUndefined();
    }),
  );
});

it('takes new items between others', () => {
  const queue = createEventQueue([{ at: 1 }, { at: 5 }]);
  expect(queue.next()).toEqual({ at: 1 });
  queue.add({ at: 3 });
  expect(queue.next()).toEqual({ at: 3 });
  expect(queue.next()).toEqual({ at: 5 });
});
