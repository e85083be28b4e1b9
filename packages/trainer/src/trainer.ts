import type { Seed } from '@tributary/fedavg';
import type {
  Examples,
  LoraOptions,
  ModelInput,
  ModelSpec,
  Preprocessing,
} from '@tributary/model-zoo';
import type { BackendChoice } from './backend.ts';
import type { BackendName } from './backend-candidate.ts';
import type { Evaluation } from './evaluate.ts';
import type { TrainProgress, TrainResult } from './local-training.ts';
import type { Prediction, UnlabelledExamples } from './predict.ts';
import type { LocalWork } from './step/local-work.ts';

export interface PrepareRequest {
  /** A name in the zoo's registry of models, or the layers of one that somebody brought. */
  readonly model: ModelSpec;
  readonly input: ModelInput;
  /** Trains low-rank adapters of a model with these weights, in manifest order, which stay. */
  readonly adapter?: LoraOptions & { readonly base: Float32Array };
  /** Use this backend or fail. */
  readonly backend?: BackendName;
}

/** A device's own examples. */
export interface LoadRequest {
  readonly examples: Examples;
  /** Examples that are not trained on: the model is scored on these, without them on some of the others. */
  readonly validation?: Examples;
}

export interface TrainRequest {
  /** The global weights, in manifest order; left as they are. */
  readonly weights: Float32Array;
  /**
   * What the loaded examples have been through, and what training does with them anew before every
   * epoch; without it, nothing.
   */
  readonly preprocessing?: Preprocessing;
  readonly work: LocalWork;
  readonly seed: Seed;
  /** SCAFFOLD's server variate minus the client's, in manifest order; added to every gradient. */
  readonly drift?: Float32Array;
  /** Whether the model is scored before and after; true without it. */
  readonly scores?: boolean;
}

export interface TrainHooks {
  /** Called a few times a second at most. */
  readonly onProgress?: (progress: TrainProgress) => void;
  readonly signal?: AbortSignal;
}

export interface EvaluateRequest {
  readonly weights: Float32Array;
  /** Without it, the examples that were loaded. */
  readonly examples?: Examples;
  /** Whether it is counted too what was taken for what; false without it. */
  readonly confusion?: boolean;
}

export interface PredictRequest {
  readonly weights: Float32Array;
  /** As the model takes them: after the preprocessing. */
  readonly examples: UnlabelledExamples;
}

/**
 * Trains on this device, in this thread or in a worker. Calls are carried out one after another.
 * Every implementation passes `trainerContract`.
 */
export interface Trainer {
  /**
   * Builds the model and chooses the backend; call it first, and again for another model.
   * @throws {TrainerError} `backend-unavailable`
   */
  prepare(request: PrepareRequest): Promise<BackendChoice>;
  /**
   * Hands over the examples to train on, and others to be scored on. The trainer keeps them, and may take the
   * arrays' memory with it (a worker does): do not use them afterwards.
   * @throws {TrainerError} `memory-handed-over` when that has happened to them before
   */
  load(examples: Examples, validation?: Examples): Promise<void>;
  /**
   * @throws {TrainerError} `not-prepared`, `no-examples`, `aborted`, `training-diverged`, `memory-handed-over`
   */
  train(request: TrainRequest, hooks?: TrainHooks): Promise<TrainResult>;
  /**
   * @throws {TrainerError} `not-prepared`, `no-examples`, `memory-handed-over`
   */
  evaluate(request: EvaluateRequest): Promise<Evaluation>;
  /**
   * What the model says of examples, whatever was loaded.
   * @throws {TrainerError} `not-prepared`, `memory-handed-over`
   */
  predict(request: PredictRequest): Promise<Prediction>;
  /** Frees what it holds. Calls after it fail with `trainer-died`. */
  close(): Promise<void>;
}
