import type { FederatedScore } from '@tributary/rounds';
import type { RoundPoint } from './round-series.ts';

/** How good the model of a round is, measured in two ways. */
export interface ScorePoint {
  /** The round that made the model; 0 is the first one. */
  readonly round: number;
  /** On the coordinator's test examples. */
  readonly accuracy: number | null;
  readonly loss: number | null;
  /** By the clients that were sent it, each on its own examples. */
  readonly federatedAccuracy: number | null;
  readonly federatedLoss: number | null;
}

/** The models of a run, oldest first. The newest has been measured by nobody but the coordinator until clients report. */
export const scoreSeries = (
  points: readonly RoundPoint[],
  federated: ReadonlyMap<number, FederatedScore>,
): ScorePoint[] => {
  const first: Pick<RoundPoint, 'round' | 'accuracy' | 'loss'>[] = federated.has(0)
    ? [{ round: 0, accuracy: null, loss: null }]
    : [];
  return [...first, ...points].map(({ round, accuracy, loss }) => ({
    ...{ round, accuracy, loss },
    federatedAccuracy: federated.get(round)?.accuracy ?? null,
    federatedLoss: federated.get(round)?.loss ?? null,
  }));
};
