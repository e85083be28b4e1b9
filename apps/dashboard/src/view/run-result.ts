import type { RunSummary } from '@tributary/protocol';
import { formatScore } from './score.ts';

export interface RunResult {
  readonly score: string;
  /** Who says so; null where the coordinator does. */
  readonly note: string | null;
}

/** How good a run's newest model is of which that is known: as the coordinator measured it, or else the clients. */
export const runResult = ({
  accuracy,
  loss,
  federated,
}: Pick<RunSummary, 'accuracy' | 'loss' | 'federated'>): RunResult =>
  federated === null || accuracy !== null || loss !== null
    ? { score: formatScore({ accuracy, loss }), note: null }
    : { score: formatScore(federated), note: 'by the clients' };
