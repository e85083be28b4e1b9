import { describe, expect, it } from 'vitest';
import { splitEvenly } from './split-evenly.ts';

describe('splitEvenly', () => {
  const items = Int32Array.of(5, 3, 8, 1, 9, 2, 7);

  it('gives the first parts one more when the division has a remainder', () => {
    expect(splitEvenly(items, 3).map((part) => [...part])).toEqual([
      [5, 3, 8],
      [1, 9],
      [2, 7],
    ]);
  });

  it.each([1, 2, 7, 9])('keeps every item, in order, in %i parts', (parts) => {
    const split = splitEvenly(items, parts);
    expect(split).toHaveLength(parts);
    expect(split.flatMap((part) => [...part])).toEqual([...items]);
  });
});
