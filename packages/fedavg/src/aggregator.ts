import type { ClientUpdate } from './client-update.ts';

/** What an aggregator knows before the first update arrives. */
export interface AggregatorLimits {
  /** The number of weights in the model. */
  readonly size: number;
  /** An upper bound on Σ numExamples of the updates to come. */
  readonly totalExamples: number;
  /** An upper bound on the number of updates to come. */
  readonly maxUpdates: number;
}

/**
 * Turns a cohort's updates into one model delta, one update at a time, in memory that does not grow
 * with the cohort.
 *
 * `State` is plain data (numbers, arrays, typed arrays), so that it survives `structuredClone` in
 * the middle of a round. `accumulate` consumes the state that it is given (it may reuse its buffers)
 * and never touches the update. The result must not depend on the order of the updates.
 */
export interface Aggregator<State = unknown> {
  readonly name: string;
  /**
   * Whether the rule is a linear sum of the updates. Only these can be folded on arrival and work
   * under secure aggregation; the others need every update and will read them block by block.
   */
  readonly additive: boolean;
  init(limits: AggregatorLimits): State;
  accumulate(state: State, update: ClientUpdate): State;
  /** The aggregated model delta; `size` values. */
  finalize(state: State): Float32Array;
}
