import { describe, expect, it } from 'vitest';
import { sparklinePoints } from './sparkline-points.ts';

const frame = { width: 104, height: 44, margin: 2 };

describe('sparklinePoints', () => {
  it('spans the frame from the first to the last round, missing rounds leaving gaps', () => {
    const points = [
      { round: 1, accuracy: 0.1 },
      { round: 2, accuracy: 0.5 },
      { round: 5, accuracy: 0.9 },
    ];
    expect(sparklinePoints(points, frame)).toEqual([
      [2, 42],
      [27, 22],
      [102, 2],
    ]);
  });

  it('does not blow up small differences', () => {
    const points = [
      { round: 1, accuracy: 0.97 },
      { round: 2, accuracy: 0.98 },
    ];
    const [first, second] = sparklinePoints(points, frame);
    expect(first?.[1]).toBeCloseTo(6);
    expect(second?.[1]).toBe(2);
  });

  it('puts a single point at the right end', () => {
    expect(sparklinePoints([{ round: 7, accuracy: 0.5 }], frame)).toEqual([[102, 2]]);
  });
});
