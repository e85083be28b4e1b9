import type { ScorePoint } from './score-history.ts';

interface SparklineFrame {
  readonly width: number;
  readonly height: number;
  /** Room for the stroke on every side. */
  readonly margin: number;
}

/** A span of accuracies under ten points of percent is noise and must not look like change. */
const LEAST_SHARE = 0.1;
/** Likewise one of errors under a tenth of the largest. */
const LEAST_PART = 0.1;

const spanOf = (values: readonly number[], isShare: boolean): number => {
  const highest = Math.max(...values);
  const least = isShare ? LEAST_SHARE : LEAST_PART * highest || 1;
  return Math.max(least, highest - Math.min(...values));
};

/**
 * Places accuracies, or typical errors where there are none, in a frame: rounds from left to right,
 * the lowest value at the bottom. Small spans are not blown up.
 * @returns [x, y] per point, y downwards as SVG has it; one point alone sits at the right end
 */
export const sparklinePoints = (
  points: readonly ScorePoint[],
  { width, height, margin }: SparklineFrame,
): [number, number][] => {
  const first = points[0]?.round ?? 0;
  const rounds = Math.max(1, (points.at(-1)?.round ?? 0) - first);
  const isShare = points.every(({ accuracy }) => accuracy !== null);
  const values = points.map(
    ({ accuracy, loss }) => (isShare ? accuracy : Math.sqrt(loss ?? 0)) ?? 0,
  );
  const highest = Math.max(...values);
  const span = spanOf(values, isShare);
  return points.map(({ round }, index) => [
    margin + (width - 2 * margin) * (points.length === 1 ? 1 : (round - first) / rounds),
    margin + (height - 2 * margin) * ((highest - (values[index] as number)) / span),
  ]);
};
