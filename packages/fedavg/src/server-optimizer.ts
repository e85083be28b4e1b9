/**
 * How the server moves the global weights along the aggregated delta (Reddi et al. 2021,
 * Algorithm 2, `SERVEROPT`). Pure: neither the weights nor the state passed in are changed.
 *
 * The state is a list of vectors of the model's size (momenta, second moments, …), so that the
 * coordinator can keep it beside a checkpoint without knowing the optimizer.
 */
export interface ServerOptimizer {
  readonly name: string;
  /** The state before the first round. */
  init(size: number): OptimizerState;
  /**
   * @param delta what the aggregator made of the updates: as many values as there are weights, or
   * twice as many where the updates carry control variates
   * @param facts what some optimizers must know of the round
   * @throws {RangeError} when it cannot do without the facts and there are none
   */
  apply(
    weights: Float32Array,
    delta: Float32Array,
    state: OptimizerState,
    facts?: RoundFacts,
  ): OptimizerStep;
}

/** What an optimizer may know of a round beside the aggregated delta. */
export interface RoundFacts {
  /** Counted from 1. */
  readonly round: number;
  /** |S|: how many updates are in the delta. */
  readonly numUpdates: number;
  /** N ≥ |S|: how many clients the run has; more may join later. */
  readonly numClients: number;
}

export type OptimizerState = readonly Float32Array[];

export interface OptimizerStep {
  /** Where the next round's clients start. */
  readonly weights: Float32Array;
  /** The model to test and to hand out, when that is not `weights`. */
  readonly average?: Float32Array;
  readonly state: OptimizerState;
}

/**
 * The facts, for an optimizer that cannot do without.
 * @throws {RangeError} when there are none
 */
export const requireFacts = (facts: RoundFacts | undefined, optimizer: string): RoundFacts => {
  if (facts === undefined) {
    throw new RangeError(
      `${optimizer} must be told of the round: pass { round, numUpdates, numClients }.`,
    );
  }
  return facts;
};
