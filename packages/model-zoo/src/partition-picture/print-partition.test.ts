import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { PartitionCounts } from './partition-counts.ts';
import { printPartition } from './print-partition.ts';

const picture: PartitionCounts = {
  kind: 'classes',
  legend: 'Class',
  groups: ['cat', 'dog', 'emu'],
  counts: [
    [10, 20, 10],
    [0, 20, 0],
    [1, 0, 0],
  ],
};
const plain = { columns: 47, colour: false, maxRows: 40 };

describe('a partition in a terminal', () => {
  it('has a bar of letters for each client where there are no colours', () => {
    expect(printPartition(picture, plain).split('\n')).toEqual([
      '0  0000000000111111111111111111112222222222  40',
      '1  11111111111111111111                      20',
      '2  0                                          1',
      'Class: 0 cat  1 dog  2 emu',
    ]);
  });

  it('has as long a bar in colours', () => {
    const lines = printPartition(picture, { ...plain, colour: true }).split('\n');
    const withoutColours = lines.map(stripVTControlCharacters);
    expect(withoutColours[0]).toBe(`0  ${'█'.repeat(40)}  40`);
    expect(new Set(lines[0]?.match(/38;2;\d+;\d+;\d+/g)).size).toBe(3);
  });

  it('says how many clients it does not show', () => {
    const lines = printPartition(picture, { ...plain, maxRows: 1 }).split('\n');
    expect(lines[1]).toBe('… and 2 more clients');
  });

  it('keeps to the width with shares that do not divide it', () => {
    const counts = [
      [7, 11, 13],
      [1, 1, 1],
      [0, 0, 0],
    ];
    const lines = printPartition({ ...picture, counts }, plain)
      .split('\n')
      .slice(0, 3);
    expect(lines.map(({ length }) => length)).toEqual([47, 47, 47]);
    expect(lines[2]).toMatch(/^2 {45}0$/);
  });
});
