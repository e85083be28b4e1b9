import type { Examples, Tensor, Tf } from '@tributary/model-zoo';
import { uploadBatch } from '../batch.ts';
import { installedWasmKernels } from '../kernels/wasm/register-wasm-kernels.ts';
import type { TrainStep } from '../step/train-step.ts';
import { createRecordedStepper, RecordingMismatch } from './recorded-stepper.ts';

/** Takes training steps, one after another, and holds what they change. */
export interface Stepper {
  /** How the steps are taken: kernel by kernel through tfjs, or replayed from a recording. */
  readonly mode: 'eager' | 'recorded';
  /** One step on the chosen examples; returns before a GPU is done with it. */
  step(examples: Examples, indices: Int32Array): void;
  /** The mean loss of the latest step's batch, before that step; waits for the device. */
  loss(): Promise<number>;
  /** What the steps change: trainable weights, then what the optimizer remembers; the stepper's own. */
  state(): readonly Tensor[];
  /** All of the model's weights as they are now, in manifest order; they stay the stepper's. */
  weights(): readonly Tensor[];
  /**
   * Begins anew from the weights that it was made with, whose numbers may be others by now. Absent
   * where a new stepper costs no more.
   */
  readonly restart?: (() => void) | undefined;
  dispose(): void;
}

export interface StepperOptions {
  readonly trainStep: TrainStep;
  /** The model's weights at the start, in manifest order; the caller's to dispose. */
  readonly weights: readonly Tensor[];
  /** The state to start from instead of a fresh one, in the same order and shapes. */
  readonly state?: readonly Float32Array[] | undefined;
  /** Whether steps may be recorded and replayed where that is possible; true without it. */
  readonly record?: boolean;
}

/** The state at the start, as new tensors. */
export const startState = (
  tf: Tf,
  { trainStep, weights, state }: Omit<StepperOptions, 'record'>,
): Tensor[] => {
  const fresh = trainStep.init(weights);
  if (!state) return fresh;
  const restored = fresh.map((tensor, index) =>
    tf.tensor((state[index] as Float32Array).slice(), tensor.shape),
  );
  tf.dispose(fresh);
  return restored;
};

/** Steps through tfjs's tape: on every backend, for every model. */
export const createEagerStepper = (tf: Tf, options: Omit<StepperOptions, 'record'>): Stepper => {
  const { trainStep } = options;
  let state = startState(tf, options);
  let loss: Tensor | undefined;
  return {
    mode: 'eager',
    step: (examples, indices) => {
      const next = tf.tidy(() => {
        const { state: after, loss: value } = trainStep.step(
          state,
          uploadBatch(tf, examples, indices),
        );
        return { after, value };
      });
      tf.dispose(state);
      loss?.dispose();
      state = next.after;
      loss = next.value;
    },
    loss: async () => (await loss?.data())?.[0] ?? Number.NaN,
    state: () => state,
    weights: () => trainStep.weightsOf(state),
    dispose: () => {
      tf.dispose(state);
      loss?.dispose();
    },
  };
};

/**
 * Takes steps by a recording as long as that is right, and through tfjs from the step on where it is
 * not: slower, but nobody's round is lost by it.
 */
export const withFallback = (
  tf: Tf,
  recorded: Stepper,
  options: Omit<StepperOptions, 'record' | 'state'>,
): Stepper => {
  let current = recorded;
  return {
    get mode() {
      return current.mode;
    },
    step: (examples, indices) => {
      try {
        current.step(examples, indices);
      } catch (error) {
        if (!(error instanceof RecordingMismatch)) throw error;
        const state = current.state().map((tensor) => Float32Array.from(tensor.dataSync()));
        current.dispose();
        current = createEagerStepper(tf, { ...options, state });
        current.step(examples, indices);
      }
    },
    loss: () => current.loss(),
    state: () => current.state(),
    weights: () => current.weights(),
    get restart() {
      return current.restart;
    },
    dispose: () => current.dispose(),
  };
};

/** The fastest stepper for the current backend. */
export const createStepper = (tf: Tf, options: StepperOptions): Stepper => {
  const kernels = tf.getBackend() === 'wasm' ? installedWasmKernels() : undefined;
  return kernels && options.record !== false
    ? withFallback(tf, createRecordedStepper(tf, { ...options, kernels }), options)
    : createEagerStepper(tf, options);
};
