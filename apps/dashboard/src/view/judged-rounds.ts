import type { FederatedScore, RoundRecord } from '@tributary/rounds';
import type { Score } from './score.ts';

/** A committed round with how good its model is. */
export type JudgedRound = Pick<
  RoundRecord,
  'round' | 'accuracy' | 'loss' | 'bytesUp' | 'bytesDown'
>;

export interface JudgedRounds {
  readonly rounds: readonly JudgedRound[];
  /** Who measured it: the clients where the coordinator has no examples to test on. */
  readonly by: 'coordinator' | 'clients';
}

/** The newest round of which it is known how good its model is; clients measure a model only when the next round begins. */
export const lastJudged = ({ rounds }: JudgedRounds): JudgedRound | undefined =>
  rounds.findLast(({ accuracy, loss }) => accuracy !== null || loss !== null);

/** How good a round's model is. */
export const scoreOfRound = ({ rounds }: JudgedRounds, round: number): Score =>
  rounds[round - 1] ?? { accuracy: null, loss: null };

/** The committed rounds as the coordinator measured them, or as the clients did where it could not. */
export const judgedRounds = (
  history: readonly RoundRecord[],
  federated: ReadonlyMap<number, FederatedScore>,
): JudgedRounds => {
  const isTested = history.some(({ accuracy, loss }) => accuracy !== null || loss !== null);
  if (isTested || federated.size === 0) return { rounds: history, by: 'coordinator' };
  const rounds = history.map(({ round, bytesUp, bytesDown }) => ({
    ...{ round, bytesUp, bytesDown },
    accuracy: federated.get(round)?.accuracy ?? null,
    loss: federated.get(round)?.loss ?? null,
  }));
  return { rounds, by: 'clients' };
};
