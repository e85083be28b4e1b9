import { subtract } from './vector.ts';

/**
 * What one client contributes to one round.
 *
 * `delta` is the **model delta**: weights *after minus before* local training (Reddi et al. 2021,
 * "Adaptive Federated Optimization", Algorithm 2). It points the way the model should move, so a
 * server step *adds* it, and server SGD with rate 1 over weighted deltas equals the weighted mean
 * of the clients' weights.
 */
export interface ClientUpdate {
  /** One scalar per weight of the model. */
  readonly delta: Float32Array;
  /** How many local examples it was trained on; a positive integer. */
  readonly numExamples: number;
}

/** The one definition of the sign: `after − before`. */
export const modelDelta = (after: Float32Array, before: Float32Array): Float32Array =>
  subtract(after, before);

/**
 * The largest |δᵢ| that an update may carry. A trained network's weights do not move by more in one
 * round; the bound is what makes overflow of the exact sums impossible (see `fixed-point.ts`).
 */
export const MAX_ABS_DELTA = 64;

/** The most examples that one update may claim, so that no client can outweigh all others at will. */
export const MAX_EXAMPLES_PER_UPDATE = 10_000_000;
