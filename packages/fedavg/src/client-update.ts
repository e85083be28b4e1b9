import type { DeltaReader } from './delta-reader.ts';
import { subtract } from './vector.ts';

/** What is said of an update beside its delta. The optional scalars are there where a rule needs them. */
export interface UpdateInfo {
  /** How many local examples it was trained on; a positive integer. */
  readonly numExamples: number;
  /** How many local gradient steps it is made of; a positive integer. */
  readonly steps?: number;
  /** The global model's mean loss on the client's own examples, before it trained; at least 0. */
  readonly lossBefore?: number;
  /** ‖δ‖₂ as the coordinator measured it. */
  readonly norm?: number;
  /** How many rounds were committed between the model that it was trained from and its arrival. */
  readonly staleness?: number;
}

/** The scalars that not every update brings. */
export type UpdateScalar = Exclude<keyof UpdateInfo, 'numExamples'>;

/**
 * What one client contributes to one round.
 *
 * `delta` is the **model delta**: weights *after minus before* local training (Reddi et al. 2021,
 * "Adaptive Federated Optimization", Algorithm 2). It points the way the model should move, so a
 * server step *adds* it, and server SGD with rate 1 over weighted deltas equals the weighted mean
 * of the clients' weights.
 */
export interface ClientUpdate extends UpdateInfo {
  readonly delta: DeltaReader;
}

/** The one definition of the sign: `after − before`. */
export const modelDelta = (after: Float32Array, before: Float32Array): Float32Array =>
  subtract(after, before);

/**
 * The scalar of an update that a rule cannot do without.
 * @throws {RangeError} when it is missing
 */
export const requireScalar = (info: UpdateInfo, scalar: UpdateScalar): number => {
  const value = info[scalar];
  if (value === undefined) throw new RangeError(`The rule needs "${scalar}" of every update.`);
  return value;
};

/**
 * The largest |δᵢ| that an update may carry. A trained network's weights do not move by more in one
 * round; the bound is what makes overflow of the exact sums impossible (see `fixed-point.ts`).
 */
export const MAX_ABS_DELTA = 64;

/** The most examples that one update may claim, so that no client can outweigh all others at will. */
export const MAX_EXAMPLES_PER_UPDATE = 10_000_000;
