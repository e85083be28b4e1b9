import type { RetentionSpec } from '@tributary/protocol';

/** A committed round and how good its model is. */
export interface RatedRound {
  readonly round: number;
  readonly accuracy: number | null;
  readonly loss: number | null;
}

/**
 * The rounds whose models stay on disk: the first model (round 0), the newest ones, the best one and the
 * pinned ones. Every other round's may go.
 * @param rounds all committed rounds, oldest first
 */
export const roundsToKeep = (
  rounds: readonly RatedRound[],
  { lastCheckpoints, keepBest }: RetentionSpec,
  pinned: Iterable<number> = [],
): ReadonlySet<number> => {
  const newest = rounds.slice(-(lastCheckpoints ?? rounds.length));
  const best = keepBest ? bestRound(rounds) : undefined;
  return new Set([
    0,
    ...newest.map(({ round }) => round),
    ...(best ? [best.round] : []),
    ...pinned,
  ]);
};

/**
 * The most accurate round, or the one with the lowest loss where no round has an accuracy; among equals
 * the newest, which has learnt from more updates.
 */
export const bestRound = (rounds: readonly RatedRound[]): RatedRound | undefined =>
  highest(rounds, ({ accuracy }) => accuracy) ??
  highest(rounds, ({ loss }) => (loss === null ? null : -loss));

const highest = (
  rounds: readonly RatedRound[],
  scoreOf: (round: RatedRound) => number | null,
): RatedRound | undefined => {
  let best: { readonly round: RatedRound; readonly score: number } | undefined;
  for (const round of rounds) {
    const score = scoreOf(round);
    if (score !== null && (best === undefined || score >= best.score)) best = { round, score };
  }
  return best?.round;
};
