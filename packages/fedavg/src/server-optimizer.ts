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
  apply(weights: Float32Array, delta: Float32Array, state: OptimizerState): OptimizerStep;
}

export type OptimizerState = readonly Float32Array[];

export interface OptimizerStep {
  /** Where the next round's clients start. */
  readonly weights: Float32Array;
  /** The model to test and to hand out, when that is not `weights`. */
  readonly average?: Float32Array;
  readonly state: OptimizerState;
}
