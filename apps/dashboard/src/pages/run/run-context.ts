import type { RunConfig, RunSummary } from '@tributary/protocol';
import type { FederatedScore } from '@tributary/rounds';
import { useOutletContext } from 'react-router';
import type { JudgedRounds } from '../../view/judged-rounds.ts';
import type { RoundPoint } from '../../view/round-series.ts';
import type { RunLog } from '../../view/run-log.ts';

/** What every tab of a run's page is about. */
export interface RunContext {
  readonly summary: RunSummary;
  readonly config: RunConfig;
  readonly log: RunLog;
  /** The committed rounds, oldest first. */
  readonly points: readonly RoundPoint[];
  /** What clients measured, by the round that made the model. */
  readonly federated: ReadonlyMap<number, FederatedScore>;
  /** How good the model of each is, as the coordinator measured it or else the clients. */
  readonly judged: JudgedRounds;
  /** What number is predicted, with its unit; null where classes are. */
  readonly numbers: string | null;
}

/** Of a tab, inside the run's page. */
export const useRunContext = (): RunContext => useOutletContext<RunContext>();
