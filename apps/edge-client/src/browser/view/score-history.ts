import type { RunOffer } from '@tributary/protocol';
import type { Score } from './describe-score.ts';

/** How good the shared model was after a committed round. */
export interface ScorePoint extends Score {
  readonly round: number;
}

/** By run id, oldest round first. */
export type ScoreHistory = Readonly<Record<string, readonly ScorePoint[]>>;

/**
 * Adds what the runs' offers say of their last committed round. A device sees only the rounds
 * committed while it is there.
 * @returns the same object when nothing is new
 */
export const recordScores = (history: ScoreHistory, runs: readonly RunOffer[]): ScoreHistory => {
  const additions = runs.flatMap(({ runId, round, accuracy, loss }) => {
    const points = history[runId] ?? [];
    const isMeasured = accuracy !== null || loss !== null;
    const isNew = isMeasured && round > (points.at(-1)?.round ?? 0);
    return isNew ? [[runId, [...points, { round, accuracy, loss }]] as const] : [];
  });
  return additions.length === 0 ? history : { ...history, ...Object.fromEntries(additions) };
};
