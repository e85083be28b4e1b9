import { describe, expect, it } from 'vitest';
import { aggregateUpdates } from '../aggregate-updates.ts';
import { coordinateMedian } from '../aggregators/coordinate-median.ts';
import { geometricMedian } from '../aggregators/geometric-median.ts';
import { normClipping } from '../aggregators/norm-clipping.ts';
import { createWeightedMean } from '../aggregators/weighted-mean.ts';
import { BLOCK_LENGTH, denseDelta, readWhole } from '../delta-reader.ts';
import { someUpdates } from '../testing/some-updates.ts';
import { blocksOf } from '../update-blocks.ts';
import { norm2 } from '../vector.ts';
import { adaptiveClipNorm, clipFactors, diagonal } from './adaptive-clipping.ts';
import { type Gram, gramOf } from './gram.ts';
import { nearestMatrix } from './nearest-neighbour-mixing.ts';
import { preaggregate } from './preaggregate.ts';

const updates = someUpdates(7, BLOCK_LENGTH + 45, 3);
const numMalicious = 2;

const matrixOf = {
  NNM: (gram: Gram) => nearestMatrix(gram, updates.length, numMalicious),
  ARC: (gram: Gram) =>
    diagonal(
      clipFactors(gram, updates.length, adaptiveClipNorm(gram, updates.length, numMalicious)),
    ),
};

/** The updates as they are when each has been mixed in full. */
const mixed = (name: keyof typeof matrixOf) => {
  const matrix = matrixOf[name](gramOf(blocksOf(updates)));
  const rows = updates.map(({ delta }) => readWhole(delta));
  return updates.map((update, i) => {
    const values = Float32Array.from({ length: update.delta.size }, (_, j) =>
      rows.reduce((sum, row, k) => sum + (matrix[i * 7 + k] as number) * (row[j] as number), 0),
    );
    return { ...update, delta: denseDelta(values), norm: norm2(values) };
  });
};

describe.each(['NNM', 'ARC'] as const)('%s', (name) => {
  it.each([
    ['an additive rule', createWeightedMean('num-examples')],
    [
      'one that goes by norms',
      normClipping.build({ ...normClipping.params.parse({}), clipNorm: 9 }),
    ],
    ['one that goes by coordinates', coordinateMedian.build({})],
    ['one that goes by distances', geometricMedian.build(geometricMedian.params.parse({}))],
  ])('in front of %s is that rule over changed updates', (_, aggregator) => {
    const wanted = aggregateUpdates(aggregator, mixed(name));
    const got = aggregateUpdates(preaggregate(aggregator, { name, numMalicious }), updates);
    const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    wanted.forEach((value, j) => {
      const error = Math.abs((got[j] as number) - value);
      if (error > 1e-6 * largest) expect(got[j]).toBe(value);
    });
  });
});

it('ARC cuts as many of the longest as it says to the length of the next one', () => {
  const lengths = updates.map(({ delta }) => norm2(readWhole(delta))).sort((a, b) => b - a);
  // ⌊2·2·(7 − 2) / 7⌋ = 2
  const longest = mixed('ARC')
    .map(({ norm }) => norm)
    .sort((a, b) => b - a);
  const wanted = [lengths[2], lengths[2], ...lengths.slice(2)];
  expect(longest).toHaveLength(7);
  for (const [i, length] of longest.entries()) expect(length).toBeCloseTo(wanted[i] as number, 4);
});
