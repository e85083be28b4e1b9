import type { WeightManifest } from '../flat-weights.ts';

/** One stretch of local training. All vectors are of the model's size, in manifest order. */
export interface TrainingPass {
  /** Where it starts. */
  readonly start: Float32Array;
  /** μ: adds μ·(w − start) to every gradient; 0 without it. */
  readonly proximalMu?: number;
  /** Added to every gradient. */
  readonly drift?: Float32Array;
  /** Passes over the examples; those of the round's work without it. */
  readonly epochs?: number;
  /** The weights whose names begin with one of these are trained; all without it. */
  readonly trainable?: readonly string[];
}

/** What a method must know of a pass; trainers tell more (metrics, the number of examples …). */
export interface TrainedPass {
  /** Weights after minus before. */
  readonly delta: Float32Array;
  /** K: the gradient steps taken; 0 for a model that solves for its weights. */
  readonly steps: number;
}

/** What a client has in its hands when it begins its part of a round. */
export interface ClientMethodContext<Pass extends TrainedPass> {
  /** The global weights, all of the model's. */
  readonly global: Float32Array;
  /** The server's control variate; null where there is none, which counts as zero. */
  readonly shared: Float32Array | null;
  /** What this client kept of its last round in this run; null in its first. */
  readonly memory: Float32Array | null;
  readonly manifest: WeightManifest;
  /** η of the local gradient descent. */
  readonly learningRate: number;
  train(pass: TrainingPass): Promise<Pass>;
}

export interface ClientMethodResult<Pass extends TrainedPass> {
  /** What is sent: the tensors of `updateManifest(manifest, method)`. */
  readonly update: Float32Array;
  /**
   * What the client keeps for its next round; null when nothing. It takes the place of the last memory
   * only once the update is accepted: an update that does not count must leave no trace here either.
   */
  readonly memory: Float32Array | null;
  /** The pass that the update is of; the metrics that go with it are the update's. */
  readonly trained: Pass;
  /** The pass of the client's personal model, where that is another one. */
  readonly personal?: Pass;
}

/**
 * A client's part of a round: which passes it trains, what it sends and what it keeps. Pure but for the
 * training; neither `global` nor `shared` nor `memory` is changed.
 */
export type ClientMethod<Params> = <Pass extends TrainedPass>(
  params: Params,
  context: ClientMethodContext<Pass>,
) => Promise<ClientMethodResult<Pass>>;
