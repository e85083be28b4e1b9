import { expect, it } from 'vitest';
import { aggregateUpdates } from '../aggregate-updates.ts';
import { coordinateMedian } from '../aggregators/coordinate-median.ts';
import { geometricMedian } from '../aggregators/geometric-median.ts';
import { normClipping } from '../aggregators/norm-clipping.ts';
import { createWeightedMean } from '../aggregators/weighted-mean.ts';
import { BLOCK_LENGTH, denseDelta, readWhole } from '../delta-reader.ts';
import { someUpdates } from '../testing/some-updates.ts';
import { blocksOf } from '../update-blocks.ts';
import { norm2 } from '../vector.ts';
import { gramOf } from './gram.ts';
import { mixNearest, nearestMatrix } from './nearest-neighbour-mixing.ts';

const updates = someUpdates(7, BLOCK_LENGTH + 45, 3);
const numMalicious = 2;

/** The updates as they are when each has been mixed in full. */
const mixed = () => {
  const matrix = nearestMatrix(gramOf(blocksOf(updates)), updates.length, numMalicious);
  const rows = updates.map(({ delta }) => readWhole(delta));
  return updates.map((update, i) => {
    const values = Float32Array.from({ length: update.delta.size }, (_, j) =>
      rows.reduce((sum, row, k) => sum + (matrix[i * 7 + k] as number) * (row[j] as number), 0),
    );
    return { ...update, delta: denseDelta(values), norm: norm2(values) };
  });
};

it.each([
  ['an additive rule', createWeightedMean('num-examples')],
  ['one that goes by norms', normClipping.build({ ...normClipping.params.parse({}), clipNorm: 9 })],
  ['one that goes by coordinates', coordinateMedian.build({})],
  ['one that goes by distances', geometricMedian.build(geometricMedian.params.parse({}))],
])('mixing in front of %s is that rule over mixed updates', (_, aggregator) => {
  const wanted = aggregateUpdates(aggregator, mixed());
  const got = aggregateUpdates(mixNearest(aggregator, { numMalicious }), updates);
  const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  wanted.forEach((value, j) => {
    const error = Math.abs((got[j] as number) - value);
    if (error > 1e-6 * largest) expect(got[j]).toBe(value);
  });
});
