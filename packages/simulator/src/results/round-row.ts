import { type RoundRecord, reportedMembers } from '@tributary/rounds';

/** One committed round as the results hold it. */
export interface RoundRow {
  readonly round: number;
  /** Null where the round was not tested, or where numbers are predicted. */
  readonly accuracy: number | null;
  /** Mean cross-entropy in nats, or mean squared error. */
  readonly loss: number | null;
  /** The best accuracy up to this round. */
  readonly bestAccuracy: number | null;
  /** Attempts that the round took. */
  readonly attempts: number;
  readonly cohort: number;
  readonly reported: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** Virtual time at the commit, in seconds from the start. */
  readonly virtualS: number;
}

export const roundRow = (record: RoundRecord, before: RoundRow | undefined): RoundRow => {
  const { round, accuracy, loss, attempt, cohort, bytesUp, bytesDown, committedAt } = record;
  const best = before?.bestAccuracy ?? null;
  return {
    round,
    accuracy,
    loss,
    bestAccuracy: accuracy === null ? best : Math.max(best ?? 0, accuracy),
    attempts: attempt,
    cohort: Object.keys(cohort).length,
    reported: reportedMembers(cohort).length,
    bytesUp,
    bytesDown,
    virtualS: committedAt / 1000,
  };
};

/**
 * The rounds until the best accuracy so far reaches a mark, by a straight line between the two tested
 * rounds around it, as in McMahan et al. 2017; undefined when it is not reached.
 */
export const roundsTo = (rows: readonly RoundRow[], mark: number): number | undefined => {
  let last = { round: 0, bestAccuracy: 0 };
  for (const { round, bestAccuracy, accuracy } of rows) {
    if (accuracy === null || bestAccuracy === null) continue;
    if (bestAccuracy >= mark) {
      const share = (mark - last.bestAccuracy) / (bestAccuracy - last.bestAccuracy);
      return last.round + share * (round - last.round);
    }
    last = { round, bestAccuracy };
  }
  return undefined;
};
