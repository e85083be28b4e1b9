import type { ClientWorkState } from '@tributary/client';
import { formatCount } from './format.ts';

/** How fast one piece of work goes, from its first step that was seen to the latest. */
export interface TrainingPace {
  readonly runId: string;
  readonly round: number;
  readonly attempt: number;
  readonly first: { readonly step: number; readonly ms: number };
  /** null until two different steps were seen. */
  readonly examplesPerSecond: number | null;
}

/**
 * @param nowMs any clock that only goes forward
 * @returns the pace with this look at the work; the last one known while nothing is trained
 */
export const recordPace = (
  pace: TrainingPace | null,
  work: ClientWorkState | null,
  nowMs: number,
): TrainingPace | null => {
  if (work?.stage !== 'training' || work.steps === 0) return pace;
  const { runId, round, attempt, step, batchSize } = work;
  const isSame = pace?.runId === runId && pace.round === round && pace.attempt === attempt;
  // Steps that begin anew belong to another pass of the same work.
  if (!isSame || step < pace.first.step) {
    const first = { step, ms: nowMs };
    return { runId, round, attempt, first, examplesPerSecond: pace?.examplesPerSecond ?? null };
  }
  const seconds = (nowMs - pace.first.ms) / 1000;
  const examples = (step - pace.first.step) * batchSize;
  return examples > 0 && seconds > 0 ? { ...pace, examplesPerSecond: examples / seconds } : pace;
};

/** "1,200 examples a second", two digits of it. */
export const describePace = (examplesPerSecond: number): string =>
  `${formatCount(Number(examplesPerSecond.toPrecision(2)))} examples a second`;
