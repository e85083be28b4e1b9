import type { ClientId, Digest, RoundClosed } from '@tributary/protocol';
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
      readonly updates: readonly { readonly digest: Digest; readonly numExamples: number }[];
    }
  /** Test the candidate; answer with `evaluated`. */
  | { readonly type: 'evaluate'; readonly round: number; readonly checkpoint: Digest }
  /** Record the round; its updates are no longer needed. */
  | { readonly type: 'commitRound'; readonly record: RoundRecord }
  /** The attempt is void; its updates are no longer needed. */
  | { readonly type: 'dropUpdates'; readonly round: number; readonly attempt: number };

/** A reducer's result: the next state and what is to be done. */
export type Transition<State> = readonly [State, readonly RunEffect[]];
