import { describe, expect, it } from 'vitest';
import { sparklinePoints } from './sparkline-points.ts';

const frame = { width: 104, height: 44, margin: 2 };

describe('sparklinePoints', () => {
  it('spans the frame from the first to the last round, missing rounds leaving gaps', () => {
    const points = [
      { round: 1, accuracy: 0.1, loss: 2 },
      { round: 2, accuracy: 0.5, loss: 1 },
      { round: 5, accuracy: 0.9, loss: 0.4 },
    ];
    expect(sparklinePoints(points, frame)).toEqual([
      [2, 42],
      [27, 22],
      [102, 2],
    ]);
  });

  it('does not blow up small differences', () => {
    const points = [
      { round: 1, accuracy: 0.97, loss: 0.2 },
      { round: 2, accuracy: 0.98, loss: 0.1 },
    ];
    const [first, second] = sparklinePoints(points, frame);
    expect(first?.[1]).toBeCloseTo(6);
    expect(second?.[1]).toBe(2);
  });

  it('draws falling errors of numbers, from the top of the frame', () => {
    const points = [
      { round: 1, accuracy: null, loss: 10_000 },
      { round: 2, accuracy: null, loss: 2_500 },
      { round: 3, accuracy: null, loss: 400 },
    ];
    expect(sparklinePoints(points, frame)).toEqual([
      [2, 2],
      [52, 27],
      [102, 42],
    ]);
  });

  it('has a place for errors that are all nothing', () => {
    const points = [1, 2].map((round) => ({ round, accuracy: null, loss: 0 }));
    expect(sparklinePoints(points, frame).flat().every(Number.isFinite)).toBe(true);
  });

  it('puts a single point at the right end', () => {
    expect(sparklinePoints([{ round: 7, accuracy: 0.5, loss: 1 }], frame)).toEqual([[102, 2]]);
  });
});
