import type { RunOffer } from '@tributary/protocol';

/** The accuracy of the shared model after a committed round, in [0, 1]. */
export interface AccuracyPoint {
  readonly round: number;
  readonly accuracy: number;
}

/** By run id, oldest round first. */
export type AccuracyHistory = Readonly<Record<string, readonly AccuracyPoint[]>>;

/**
 * Adds what the runs' offers say of their last committed round. A device sees only the rounds
 * committed while it is there.
 * @returns the same object when nothing is new
 */
export const recordAccuracy = (
  history: AccuracyHistory,
  runs: readonly RunOffer[],
): AccuracyHistory => {
  const additions = runs.flatMap(({ runId, round, accuracy }) => {
    const points = history[runId] ?? [];
    const isNew = accuracy !== null && round > (points.at(-1)?.round ?? 0);
    return isNew ? [[runId, [...points, { round, accuracy }]] as const] : [];
  });
  return additions.length === 0 ? history : { ...history, ...Object.fromEntries(additions) };
};
