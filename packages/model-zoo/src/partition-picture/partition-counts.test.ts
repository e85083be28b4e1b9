import { describe, expect, it } from 'vitest';
import { countByClass, countPartition } from './partition-counts.ts';

const partitions = [Int32Array.of(0, 2, 3), Int32Array.of(1), Int32Array.of(4, 5)];
const classes = { numClasses: 3, classNames: ['cat', 'dog'] };

describe('countByClass', () => {
  it('counts the examples of each class in each partition', () => {
    expect(countByClass(partitions, [0, 1, 0, 2, 2, 2], 3)).toEqual([
      [2, 0, 1],
      [0, 1, 0],
      [0, 0, 2],
    ]);
  });
});

describe('countPartition', () => {
  it('tells classes apart by name, or by number where a class has none', () => {
    const labels = Int32Array.of(0, 1, 0, 2, 2, 2);
    expect(countPartition(partitions, { numExamples: 6, labels }, classes)).toEqual({
      kind: 'classes',
      legend: 'Class',
      groups: ['cat', 'dog', '2'],
      counts: [
        [2, 0, 1],
        [0, 1, 0],
        [0, 0, 2],
      ],
    });
  });

  it('sorts numbers to be predicted into bins of as many each', () => {
    const numExamples = 600;
    const labels = Float32Array.from({ length: numExamples }, (_, i) => 1000 + i);
    const halves = [0, 300].map((from) => Int32Array.from({ length: 300 }, (_, i) => from + i));
    const price = { numClasses: 1, classNames: ['Price in €'] };
    const { kind, legend, groups, counts } = countPartition(halves, { numExamples, labels }, price);
    expect({ kind, legend }).toEqual({ kind: 'bins', legend: 'Price in €' });
    expect(groups[0]).toBe('below 1,100');
    expect(groups[2]).toBe('1,200 to 1,300');
    expect(groups[5]).toBe('from 1,500');
    expect(counts).toEqual([
      [100, 100, 100, 0, 0, 0],
      [0, 0, 0, 100, 100, 100],
    ]);
  });

  it('makes fewer bins of numbers that repeat, none of them empty', () => {
    const labels = Float32Array.from({ length: 100 }, (_, i) => (i < 70 ? 0 : i < 90 ? 1 : 2));
    const all = [Int32Array.from(labels.keys())];
    const { groups, counts } = countPartition(all, { numExamples: 100, labels }, classes);
    expect(counts[0]?.reduce((sum, count) => sum + count, 0)).toBe(100);
    expect(Math.min(...(counts[0] ?? []))).toBeGreaterThan(0);
    expect(groups).toEqual(['below 1', 'from 1']);
    const same = { numExamples: 100, labels: new Float32Array(100).fill(3) };
    expect(countPartition(all, same, classes)).toMatchObject({
      groups: ['all the same'],
      counts: [[100]],
    });
  });

  it('counts examples alone where each position has a label, and columns where these are divided', () => {
    const text = { numExamples: 6, labels: new Int32Array(24) };
    expect(countPartition(partitions, text, classes)).toMatchObject({
      kind: 'examples',
      groups: ['Examples'],
      counts: [[3], [1], [2]],
    });
    expect(countPartition(partitions, text, { ...classes, axis: 'columns' })).toMatchObject({
      kind: 'columns',
      groups: ['Columns'],
      counts: [[3], [1], [2]],
    });
  });
});
