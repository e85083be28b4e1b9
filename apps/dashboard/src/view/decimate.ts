/**
 * Fewer points that look the same when drawn: of each stretch its ends and, for every reader, its lowest and its
 * highest. Points that are few enough stay as they are.
 * @param most about so many stay
 */
export const decimate = <Point>(
  points: readonly Point[],
  readers: readonly ((point: Point) => number | null)[],
  most: number,
): readonly Point[] => {
  if (points.length <= most) return points;
  const stretches = Math.max(1, Math.floor(most / (2 + 2 * readers.length)));
  const kept = new Set<number>([0, points.length - 1]);
  for (let stretch = 0; stretch < stretches; stretch++) {
    const begin = Math.floor((stretch * points.length) / stretches);
    const end = Math.floor(((stretch + 1) * points.length) / stretches);
    kept.add(begin).add(end - 1);
    for (const read of readers) {
      for (const index of extremes(points, read, [begin, end])) kept.add(index);
    }
  }
  return [...kept].sort((a, b) => a - b).map((index) => points[index] as Point);
};

const extremes = <Point>(
  points: readonly Point[],
  read: (point: Point) => number | null,
  [begin, end]: readonly [number, number],
): number[] => {
  let [lowest, highest]: [number | null, number | null] = [null, null];
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = begin; index < end; index++) {
    const value = read(points[index] as Point);
    if (value === null) continue;
    if (value < low) [low, lowest] = [value, index];
    if (value > high) [high, highest] = [value, index];
  }
  return [lowest, highest].filter((index) => index !== null);
};
