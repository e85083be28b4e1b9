import { describe, expect, it } from 'vitest';
import { groupedNaturalIdPartitioner } from './grouped-natural-id-partitioner.ts';

/** Seven people, 10 to 70, with two examples each. */
const naturalIds = Int32Array.from({ length: 14 }, (_, i) => 10 * ((i % 7) + 1));
const input = { numExamples: 14, labels: new Int32Array(14), naturalIds };

type Mode = 'allow-smaller' | 'allow-bigger' | 'drop-reminder' | 'strict';
const people = (groupSize: number, mode: Mode) =>
  groupedNaturalIdPartitioner
    .partition(input, { groupSize, mode }, 1)
    .map((indices) => [...new Set([...indices].map((i) => naturalIds[i]))].join(' '));

describe('GroupedNaturalIdPartitioner', () => {
  it.each<[Mode, string[]]>([
    ['allow-smaller', ['10 20 30', '40 50 60', '70']],
    ['allow-bigger', ['10 20 30 40', '50 60 70']],
    ['drop-reminder', ['10 20 30', '40 50 60']],
  ])('groups seven people by three: %s', (mode, groups) => {
    expect(people(3, mode)).toEqual(groups);
  });

  it('is strict only where somebody is left over', () => {
    expect(people(7, 'strict')).toEqual(['10 20 30 40 50 60 70']);
    expect(() => people(3, 'strict')).toThrow(/leave 1 over/);
  });

  it('makes one group of too few people if smaller ones are allowed', () => {
    expect(people(8, 'allow-smaller')).toEqual(['10 20 30 40 50 60 70']);
  });

  it('leaves nobody’s examples apart', () => {
    const parts = groupedNaturalIdPartitioner.partition(
      input,
      { groupSize: 3, mode: 'allow-smaller' },
      1,
    );
    expect(parts.map(({ length }) => length)).toEqual([6, 6, 2]);
  });
});
