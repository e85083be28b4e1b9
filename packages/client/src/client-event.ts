import type {
  DeclineRound,
  Progress,
  Rejection,
  RoundClosed,
  RoundPlan,
  RunOffer,
  UpdateCounted,
  UpdateExcluded,
} from '@tributary/protocol';
import type { BackendChoice } from '@tributary/trainer';
import type { Contribution, PauseReason, Problem } from './client-state.ts';

/** A plan with its deadline on this device's clock, Unix ms. */
export interface PlannedWork {
  /** As the coordinator sent it. */
  readonly plan: RoundPlan;
  /** The round closes then at the latest. */
  readonly deadlineAt: number;
}

/** Names one piece of work; a repeated attempt at a round is another one. */
export interface WorkKey {
  readonly runId: string;
  readonly round: number;
  readonly attempt: number;
}

/** Everything that can happen to a client. */
export type ClientEvent =
  | { readonly type: 'connected' }
  | { readonly type: 'disconnected' }
  /** The coordinator will never take this client as it is. */
  | { readonly type: 'refused'; readonly rejection: Rejection }
  | { readonly type: 'left' }
  /** The device is to rest, or the reason has become another one. */
  | { readonly type: 'paused'; readonly reason: PauseReason }
  | { readonly type: 'resumed' }
  | { readonly type: 'byteLimitSet'; readonly bytes: number | null }
  | { readonly type: 'enrolled'; readonly clientId: string; readonly runs: readonly RunOffer[] }
  | { readonly type: 'runChanged'; readonly run: RunOffer }
  /** `at` is Unix ms on this device's clock. */
  | { readonly type: 'planReceived'; readonly plan: RoundPlan; readonly at: number }
  | { readonly type: 'roundClosed'; readonly closed: RoundClosed }
  | { readonly type: 'updateExcluded'; readonly excluded: UpdateExcluded }
  | { readonly type: 'updateCounted'; readonly counted: UpdateCounted }
  | { readonly type: 'backendChosen'; readonly backend: BackendChoice }
  | { readonly type: 'preparationFailed'; readonly problem: Problem }
  | { readonly type: 'workProgressed'; readonly key: WorkKey; readonly progress: WorkProgress }
  | { readonly type: 'workEnded'; readonly key: WorkKey; readonly result: WorkResult }
  | { readonly type: 'bytesMoved'; readonly up?: number; readonly down?: number };

export type WorkProgress = Pick<Progress, 'stage' | 'step' | 'steps' | 'loss'> & {
  readonly epoch?: number;
};
export type WorkResult = Omit<Contribution, 'runId' | 'round' | 'countedIn'>;

/** What the reducer wants done. */
export type ClientEffect =
  /** Tell the coordinator that this client is ready, once the device is. */
  | { readonly type: 'enrol' }
  /** Choose a backend and load the data for a run before its first plan comes. */
  | { readonly type: 'prepare'; readonly run: RunOffer }
  | { readonly type: 'startWork'; readonly plan: RoundPlan }
  | { readonly type: 'cancelWork'; readonly key: WorkKey }
  /** The run has ended: the update that was kept for it is of no more use. */
  | { readonly type: 'forgetUpdate'; readonly runId: string }
  | { readonly type: 'reportProgress'; readonly progress: Progress }
  | { readonly type: 'decline'; readonly message: DeclineRound }
  /** Hang up until further notice. */
  | { readonly type: 'rest' }
  /** Connect again after a rest. */
  | { readonly type: 'wake' }
  /** Close the connection for good. */
  | { readonly type: 'disconnect' };
