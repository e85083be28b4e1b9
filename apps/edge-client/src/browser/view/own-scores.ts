import type { Contribution } from '@tributary/client';
import { formatCount, formatError, formatPercent } from './format.ts';
import type { ScorePoint } from './score-history.ts';

/** One round as this device lived it, in words for a table. */
interface OwnRound {
  readonly round: number;
  /** Of the shared model as it came, on this device's own examples. */
  readonly before: string;
  /** After training here. */
  readonly after: string;
  readonly examples: string;
}

type Counted = Pick<Contribution, 'runId' | 'round' | 'metrics' | 'numExamples'>;

/** The accepted rounds of a run, oldest first, each once. */
const acceptedOf = (contributions: readonly Contribution[], runId: string): Counted[] => [
  ...new Map(
    contributions
      .filter((one) => one.outcome === 'accepted' && one.runId === runId)
      .map((one) => [one.round, one]),
  ).values(),
];

/** How good the shared model was on this device's own examples, whenever it came. */
export const ownScores = (
  contributions: readonly Contribution[],
  runId: string,
): readonly ScorePoint[] =>
  acceptedOf(contributions, runId).flatMap(({ round, metrics }) => {
    const { accuracyBefore, lossBefore } = metrics ?? {};
    return accuracyBefore === undefined && lossBefore === undefined
      ? []
      : [{ round, accuracy: accuracyBefore ?? null, loss: lossBefore ?? null }];
  });

const scoreWords = (accuracy: number | undefined, loss: number | undefined): string => {
  if (accuracy !== undefined) return formatPercent(accuracy);
  return loss === undefined ? '–' : formatError(loss);
};

export const ownRounds = (
  contributions: readonly Contribution[],
  runId: string,
): readonly OwnRound[] =>
  acceptedOf(contributions, runId).map(({ round, metrics, numExamples }) => ({
    round,
    before: scoreWords(metrics?.accuracyBefore, metrics?.lossBefore),
    after: scoreWords(metrics?.accuracyAfter, metrics?.lossAfter),
    examples: formatCount(numExamples),
  }));
