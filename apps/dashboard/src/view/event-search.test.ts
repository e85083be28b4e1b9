import { describe, expect, it } from 'vitest';
import { createEventSearch, type EventSearch } from './event-search.ts';

const isEven = (seq: number) => seq % 2 === 0;
const listOf = (search: EventSearch) => {
  const { count, at } = search.found();
  return Array.from({ length: count }, (_, index) => at(index));
};
/** Time for so many events. */
const timeFor = (events: number) => {
  let left = events;
  return () => left-- <= 0;
};

describe('a search through events', () => {
  it('finds the newest first, bit by bit', () => {
    const search = createEventSearch({ first: 2, last: 9 }, isEven);
    expect(search.advance(9, timeFor(3))).toBe(false);
    expect(listOf(search)).toEqual([8]);
    expect(search.advance(9, timeFor(100))).toBe(true);
    expect(listOf(search)).toEqual([8, 6, 4, 2]);
  });

  it('takes newer events without beginning again, however often they come', () => {
    const looked: number[] = [];
    const search = createEventSearch({ first: 1, last: 6 }, (seq) => looked.push(seq) > 0);
    search.advance(6, timeFor(2));
    const before = search.found();
    search.advance(8, timeFor(3));
    expect(listOf(search)).toEqual([8, 7, 6, 5, 4]);
    expect([before.count, before.at(0), before.at(1)]).toEqual([2, 6, 5]);
    expect(search.advance(8, timeFor(100))).toBe(true);
    expect(search.advance(9, timeFor(100))).toBe(true);
    expect(listOf(search)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(looked).toHaveLength(9);
  });

  it('finds nothing where there is nothing', () => {
    const search = createEventSearch({ first: 5, last: 4 }, isEven);
    expect(search.advance(4, timeFor(100))).toBe(true);
    expect(listOf(search)).toEqual([]);
  });
});
