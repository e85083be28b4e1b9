import type { UpdateInfo } from '@tributary/fedavg';
import type { ClientId, Digest, RejectionCode, RoundClosed } from '@tributary/protocol';
import type { RoundRecord } from './run-state.ts';

/**
 * What the reducer wants done. Plain, idempotent data: performing an effect twice does no harm, so a
 * restart may repeat whatever was in flight.
 */
export type RunEffect =
  /** Tell a cohort member what to do. */
  | {
      readonly type: 'sendPlan';
      readonly clientId: ClientId;
      readonly round: number;
      readonly attempt: number;
      readonly checkpoint: Digest;
      readonly seed: number;
      readonly deadlineAt: number;
      /** The round of the plan that led to the client's last update that counted; null before the first. */
      readonly countedRound: number | null;
    }
  /** Tell the members that are still at work to stop. */
  | {
      readonly type: 'closeRound';
      readonly round: number;
      readonly outcome: RoundClosed['outcome'];
      readonly clientIds: readonly ClientId[];
    }
  /** Dispatch a `tick` at this time. A later `wakeAt` does not cancel an earlier one. */
  | { readonly type: 'wakeAt'; readonly at: number }
  /** Fold the updates into the base checkpoint; answer with `aggregated` or `aggregationFailed`. */
  | {
      readonly type: 'aggregate';
      readonly round: number;
      readonly attempt: number;
      readonly base: Digest;
      readonly optimizerState: Digest | null;
      /** How often a round has been opened so far, this one included. */
      readonly openings: number;
      /** How many clients the run has had so far. */
      readonly numClients: number;
      /** The clipping norm of the round, where it adapts; null where the config's is used. */
      readonly clipNorm: number | null;
      readonly updates: readonly ReportedUpdate[];
    }
  /** Tell a member why its accepted update was left out. */
  | {
      readonly type: 'tellExcluded';
      readonly clientId: ClientId;
      readonly round: number;
      readonly code: RejectionCode;
    }
  /** Test the candidate; answer with `evaluated`. */
  | { readonly type: 'evaluate'; readonly round: number; readonly checkpoint: Digest }
  /** Record the round; its updates are no longer needed, unless they are in the buffer of a flight. */
  | { readonly type: 'commitRound'; readonly record: RoundRecord }
  /** The attempt is void; its updates are no longer needed. At the end of a flight none is. */
  | { readonly type: 'dropUpdates'; readonly round: number; readonly attempt: number }
  /** These are folded and no longer needed; what else is in the buffer of the flight stays. */
  | { readonly type: 'forgetUpdates'; readonly digests: readonly Digest[] };

/** An update that waits in the spool, and what is said of it. */
export interface ReportedUpdate extends UpdateInfo {
  readonly digest: Digest;
  /** The model that its client started from, where the delta is to be reckoned from the model of now. */
  readonly base?: Digest;
}

/** A reducer's result: the next state and what is to be done. */
export type Transition<State> = readonly [State, readonly RunEffect[]];
