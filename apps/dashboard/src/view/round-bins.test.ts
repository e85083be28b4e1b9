import { expect, it } from 'vitest';
import { roundBins } from './round-bins.ts';

const points = Array.from({ length: 7 }, (_, index) => ({ round: index + 1, bytes: 10 * index }));

it('draws few rounds one by one, and many together, as their mean', () => {
  expect(roundBins(points, ['bytes'], 7).map(({ label }) => label)).toEqual(
    points.map(({ round }) => String(round)),
  );
  expect(roundBins(points, ['bytes'], 3)).toEqual([
    { label: '1–3', means: { bytes: 10 } },
    { label: '4–6', means: { bytes: 40 } },
    { label: '7', means: { bytes: 60 } },
  ]);
  expect(roundBins([], ['bytes'], 3)).toEqual([]);
});
