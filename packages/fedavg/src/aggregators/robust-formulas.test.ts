import { describe, expect, it } from 'vitest';
import { aggregateUpdates } from '../aggregate-updates.ts';
import { denseDelta } from '../delta-reader.ts';
import { updateOf } from '../testing/some-updates.ts';
import { aggregators } from './registry.generated.ts';

const aggregate = (
  name: string,
  params: object,
  { rows, root }: { readonly rows: readonly number[][]; readonly root?: number[] },
): number[] => {
  const rule = aggregators.get(name);
  return [
    ...aggregateUpdates(
      rule.build(rule.params.parse(params)),
      rows.map((row) => updateOf(Float32Array.from(row))),
      root && denseDelta(Float32Array.from(root)),
    ),
  ];
};

describe('FLTrust', () => {
  const root = [0, 2];

  it('gives every update the length of the server’s, and counts it by its cosine', () => {
    // (0, 5) has cosine 1, (3, 3) has √½, (−1, −1) has none that counts.
    const rows = [
      [0, 5],
      [3, 3],
      [-1, -1],
    ];
    const trust = Math.SQRT1_2;
    const wanted = [(trust * 2 * trust) / (1 + trust), (2 + trust * 2 * trust) / (1 + trust)];
    const got = aggregate('FLTrust', {}, { rows, root });
    wanted.forEach((value, j) => {
      expect(got[j]).toBeCloseTo(value, 6);
    });
  });

  it('leaves the model as it is when nobody is trusted', () => {
    const rows = [
      [1, -1],
      [0, 0],
      [5, 0],
    ];
    expect(aggregate('FLTrust', {}, { rows, root })).toEqual([0, 0]);
    expect(aggregate('FLTrust', {}, { rows, root: [0, 0] })).toEqual([0, 0]);
  });

  it('says what it lacks', () => {
    expect(() => aggregate('FLTrust', {}, { rows: [[1]] })).toThrow('of the server’s own');
  });
});

it('CenteredClipping moves by the mean of clipped differences, from where it is', () => {
  const rows = [[1], [2], [10]];
  // v = (1 + 2 + 2) / 3 = 5/3; then + (−2/3 + 1/3 + 2) / 3.
  expect(aggregate('CenteredClipping', { clipNorm: 2, iterations: 1 }, { rows })[0]).toBeCloseTo(
    5 / 3,
    6,
  );
  expect(aggregate('CenteredClipping', { clipNorm: 2, iterations: 2 }, { rows })[0]).toBeCloseTo(
    5 / 3 + 5 / 9,
    6,
  );
});

it('GeometricMedian of points on a line is where half of the weight lies on either side', () => {
  const rows = [[0], [1], [3], [100], [200]];
  expect(
    aggregate('GeometricMedian', { tolerance: 0, maxIterations: 2000 }, { rows })[0],
  ).toBeCloseTo(3, 3);
});

it('TrimmedMean drops as many as a decimal says', () => {
  const rows = Array.from({ length: 100 }, (_, i) => [i < 29 ? -1e6 : i >= 71 ? 1e9 : i]);
  expect(aggregate('TrimmedMean', { beta: 0.29 }, { rows })).toEqual([49.5]);
});

it('MultiKrum keeps as many as it is told to, or all that there are', () => {
  const rows = [[1], [2], [4], [50]];
  expect(aggregate('MultiKrum', { keep: 2 }, { rows })).toEqual([1.5]);
  expect(aggregate('MultiKrum', { keep: 99 }, { rows })).toEqual([14.25]);
});

it('Bulyan scores the rest again after each pick, or all at once', () => {
  const rows = [[0], [1], [1.5], [5], [5.25], [5.5], [40]];
  const once = aggregate('Bulyan', { numMalicious: 1, variant: 'flower' }, { rows });
  const again = aggregate('Bulyan', { numMalicious: 1, variant: 'paper' }, { rows });
  // At once: 5, 1.5, 5.25, 1, 5.5; again and again: 5, 1.5, 5.25, 0, 1. Three next to the median count.
  expect(once).toEqual([5.25]);
  expect(again).toEqual([Math.fround(2.5 / 3)]);
});
