import type { BuiltModel, Examples, Tensor, Tf } from '@tributary/model-zoo';
import { writeHeap } from './kernels/wasm/heap-numbers.ts';
import type { LocalWork } from './step/local-work.ts';
import { createTrainStep } from './step/train-step.ts';
import { createStepper, type Stepper } from './step-graph/stepper.ts';
import { toTensors } from './weights-bridge.ts';

export interface SetupOptions {
  readonly work: LocalWork;
  readonly examples: Examples;
  /** The global weights, in manifest order. */
  readonly weights: Float32Array;
  /** As `TrainOptions.drift`. */
  readonly drift?: Float32Array | undefined;
  /** The state to start from instead of a fresh one. */
  readonly state?: readonly Float32Array[] | undefined;
  readonly record?: boolean | undefined;
}

/** What one round's training works with. */
export interface Setup {
  /** The global weights on the device, in manifest order. */
  readonly weights: readonly Tensor[];
  /** Starts at these weights. */
  readonly stepper: Stepper;
  /** How many logits the model gives a label. */
  readonly numClasses: number;
}

/**
 * Where a model is trained round after round. Recording a step costs as much as some hundred steps of a
 * small model, and a client is asked for the same work again and again: so the last setup is kept, and
 * only its numbers are replaced.
 */
export interface Workbench {
  setUp(options: SetupOptions): Setup;
  /** After the work: what can serve again is kept on the device, the rest is freed. */
  tidyUp(): void;
  dispose(): void;
}

interface KeptSetup extends Setup {
  readonly key: string;
  readonly drifts: readonly Tensor[] | undefined;
}

export const createWorkbench = (tf: Tf, model: BuiltModel): Workbench => {
  let current: KeptSetup | undefined;

  const dispose = (): void => {
    current?.stepper.dispose();
    tf.dispose([current?.weights ?? [], current?.drifts ?? []] as Tensor[][]);
    current = undefined;
  };
  const build = (key: string, options: SetupOptions): KeptSetup => {
    const { work, examples, state, record = true } = options;
    const weights = toTensors(tf, model.manifest, options.weights);
    const drifts = options.drift && toTensors(tf, model.manifest, options.drift);
    try {
      // Before there is a stepper, because a model may not take these examples.
      const numClasses = countClasses(tf, model, { weights, examples });
      const trainStep = createTrainStep(tf, {
        model,
        work,
        weights,
        ...(drifts ? { drifts } : {}),
      });
      const stepper = createStepper(tf, { trainStep, weights, state, record });
      return { key, weights, drifts, stepper, numClasses };
    } catch (error) {
      tf.dispose([weights, drifts ?? []]);
      throw error;
    }
  };
  return {
    setUp: (options) => {
      const key = keyOf(options);
      if (current?.key === key && current.stepper.restart && !options.state) {
        writeHeap(tf, current.weights, options.weights);
        if (current.drifts && options.drift) writeHeap(tf, current.drifts, options.drift);
        current.stepper.restart();
        return current;
      }
      dispose();
      current = build(key, options);
      return current;
    },
    tidyUp: () => {
      if (!current?.stepper.restart) dispose();
    },
    dispose,
  };
};

/** Setups with the same key differ in nothing but numbers. */
const keyOf = ({ work, examples, drift, record }: SetupOptions): string => {
  const { epochs: _epochs, maxSeconds: _maxSeconds, ...step } = work;
  const { featureShape, features, labels } = examples;
  const kinds = [features.constructor.name, labels.constructor.name, drift !== undefined, record];
  return JSON.stringify([step, featureShape, kinds]);
};

/** The number of logits that the model gives each label, found by asking it about a blank example. */
const countClasses = (
  tf: Tf,
  model: BuiltModel,
  { weights, examples }: { readonly weights: readonly Tensor[]; readonly examples: Examples },
): number =>
  tf.tidy(() => {
    const dtype = examples.features instanceof Int32Array ? 'int32' : 'float32';
    const blank = tf.zeros([1, ...examples.featureShape], dtype);
    return model.forward(tf, weights, blank).shape.at(-1) ?? 0;
  });
