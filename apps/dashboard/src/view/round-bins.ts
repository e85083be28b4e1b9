/** Rounds that are drawn as one bar. */
export interface RoundBin<Key extends string> {
  /** "7", or "11–20". */
  readonly label: string;
  /** The mean of each figure over the rounds. */
  readonly means: Readonly<Record<Key, number>>;
}

/**
 * Neighbouring rounds together where there are more than bars can be told apart; every bar is of as many rounds,
 * but for the last.
 */
export const roundBins = <Key extends string>(
  points: readonly ({ readonly round: number } & Readonly<Record<Key, number>>)[],
  keys: readonly Key[],
  mostBars: number,
): RoundBin<Key>[] => {
  const size = Math.max(1, Math.ceil(points.length / mostBars));
  return Array.from({ length: Math.ceil(points.length / size) }, (_, bin) => {
    const members = points.slice(bin * size, (bin + 1) * size);
    const [first, last] = [members[0]?.round, members.at(-1)?.round];
    const means = keys.map((key) => [
      key,
      members.reduce((sum, point) => sum + point[key], 0) / members.length,
    ]);
    return {
      label: first === last ? String(first) : `${first}–${last}`,
      means: Object.fromEntries(means) as Record<Key, number>,
    };
  });
};
