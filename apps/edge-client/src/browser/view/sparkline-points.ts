import type { AccuracyPoint } from './accuracy-history.ts';

interface SparklineFrame {
  readonly width: number;
  readonly height: number;
  /** Room for the stroke on every side. */
  readonly margin: number;
}

/**
 * Places accuracies in a frame: rounds from left to right, the lowest value at the bottom. A span
 * under ten points of percent is not blown up, so that noise does not look like change.
 * @returns [x, y] per point, y downwards as SVG has it; one point alone sits at the right end
 */
export const sparklinePoints = (
  points: readonly AccuracyPoint[],
  { width, height, margin }: SparklineFrame,
): [number, number][] => {
  const first = points[0]?.round ?? 0;
  const rounds = Math.max(1, (points.at(-1)?.round ?? 0) - first);
  const accuracies = points.map(({ accuracy }) => accuracy);
  const highest = Math.max(...accuracies);
  const span = Math.max(0.1, highest - Math.min(...accuracies));
  return points.map(({ round, accuracy }) => [
    margin + (width - 2 * margin) * (points.length === 1 ? 1 : (round - first) / rounds),
    margin + (height - 2 * margin) * ((highest - accuracy) / span),
  ]);
};
