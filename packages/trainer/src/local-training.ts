import { createRandom, deriveSeed, magnitude, modelDelta, type Seed } from '@tributary/fedavg';
import {
  augmentation,
  type BuiltModel,
  type Examples,
  type Preprocessing,
  type Tensor,
  type Tf,
} from '@tributary/model-zoo';
import { type DeviceWatch, watchDevice } from './device-loss.ts';
import { evaluateOn } from './evaluate.ts';
import { assertLabels } from './labels.ts';
import { nextTask } from './next-task.ts';
import { solveLocally } from './solve-locally.ts';
import type { LocalWork } from './step/local-work.ts';
import type { Stepper } from './step-graph/stepper.ts';
import { createPacer } from './step-pacer.ts';
import { TrainerError } from './trainer-error.ts';
import { toFlatWeights } from './weights-bridge.ts';
import { createWorkbench, type Workbench } from './workbench.ts';

/** Scores before and after are taken on at most so many of the client's own examples or of those for validation, */
const SCORED_EXAMPLES = { min: 200, max: 500 } as const;
/** and where there are more than the least, on no more than this share of what is trained on. */
const SCORED_SHARE = 0.15;

/** How long a cancel may wait to be heard. A small model's whole round is shorter than a turn of the event loop. */
const HEAR_EVERY_MS = 50;

const UNSCORED = { loss: Number.NaN, accuracy: null } as const;

export interface TrainProgress {
  readonly step: number;
  readonly steps: number;
  /** Counted from 1. */
  readonly epoch: number;
  /** Mean loss of the latest batch, before its step. */
  readonly loss: number;
}

/** NaN and null where nothing was scored. */
export interface TrainMetrics {
  readonly lossBefore: number;
  readonly lossAfter: number;
  /** Null where numbers are predicted. */
  readonly accuracyBefore: number | null;
  readonly accuracyAfter: number | null;
}

export interface TrainResult {
  /** Weights after minus before, in manifest order. */
  readonly delta: Float32Array;
  readonly numExamples: number;
  /** On the client's examples for validation, or on the very ones that it trained on. */
  readonly metrics: TrainMetrics;
  /** The steps that were taken: fewer than the work asked for if its time ran out. */
  readonly steps: number;
  /** The gradient steps alone, without the scores before and after. */
  readonly trainMs: number;
}

/** Training up to the end of an epoch, off the device. */
export interface TrainSnapshot {
  /** Steps taken. */
  readonly step: number;
  /** The stepper's state, tensor by tensor. */
  readonly state: readonly Float32Array[];
}

export interface SnapshotBox {
  latest?: TrainSnapshot;
}

export interface TrainOptions {
  readonly tf: Tf;
  readonly model: BuiltModel;
  /** The global weights, in manifest order; left as they are. */
  readonly weights: Float32Array;
  readonly examples: Examples;
  /** What the model is scored on; some of the examples themselves without it. */
  readonly validation?: Examples;
  /**
   * Its steps for training are taken anew before every epoch. The examples have been through the others
   * already, and are scored as they are.
   */
  readonly preprocessing?: Preprocessing;
  readonly work: LocalWork;
  /** Decides the order of the examples and what augmentation draws, and nothing else does. */
  readonly seed: Seed;
  /**
   * Added to every gradient, in manifest order: SCAFFOLD's server variate minus the client's
   * (Karimireddy et al. 2020, equation 3).
   */
  readonly drift?: Float32Array;
  /** Whether the model is scored before and after; true without it. */
  readonly scores?: boolean;
  /** Whether steps may be recorded and replayed; true without it. */
  readonly record?: boolean;
  /**
   * Where the training leaves off at the end of each epoch, on devices that can be lost, and where it
   * begins: give the same object again to go on after `device-lost`.
   */
  readonly snapshots?: SnapshotBox;
  /** Where recordings are kept from one round to the next; without it, nothing stays on the device. */
  readonly workbench?: Workbench;
  /** Called a few times a second at most. */
  readonly onProgress?: (progress: TrainProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Gradient steps on the mean softmax cross-entropy (of numbers: the mean squared error) over the client's
 * own examples: `epochs` passes in batches of at most `batchSize`, as equal as they can be, in an order
 * shuffled anew every epoch (McMahan et al. 2017, algorithm 1, ClientUpdate). The same seed, weights and backend give
 * the same delta, unless a time budget ends it. A model that solves for its weights takes no steps.
 *
 * @throws {TrainerError} `no-examples`, `aborted` (within about 250 ms of the signal), `device-lost`, or
 * `training-diverged` when the loss or a weight stops being finite.
 */
export const trainLocally = (options: TrainOptions): Promise<TrainResult> => {
  const watch = watchDevice(options.tf);
  // What is asked of a lost device may never be answered.
  return Promise.race([trainOn(watch, options), watch.lost]);
};

const trainOn = async (watch: DeviceWatch, options: TrainOptions): Promise<TrainResult> => {
  const { tf, model, examples, work, scores = true } = options;
  if (examples.numExamples === 0) {
    throw new TrainerError(
      'no-examples',
      'There is nothing to train on: load some examples first.',
    );
  }
  if (model.solve) {
    throwIfAborted(options.signal);
    return solveLocally({ ...options, solve: model.solve });
  }
  const bench = options.workbench ?? createWorkbench(tf, model);
  const scored = examplesToScore(options);
  const score = (current: readonly Tensor[]) =>
    evaluateOn(tf, model, { weights: current, ...scored });
  let done = false;
  try {
    throwIfAborted(options.signal);
    const { weights, stepper, numClasses } = bench.setUp({
      ...options,
      state: options.snapshots?.latest?.state,
    });
    // Up front, because tfjs leaks what its tape holds when a forward pass throws.
    assertLabels(examples.labels, numClasses);
    assertLabels(scored.examples.labels, numClasses);
    const before = scores ? await score(weights) : UNSCORED;
    const startedMs = performance.now();
    const steps = await runSteps(options, stepper, watch);
    const trained = await toFlatWeights(tf, stepper.weights());
    const trainMs = performance.now() - startedMs;
    if (magnitude(trained).nonFinite > 0) throw diverged(work);
    const after = scores ? await score(stepper.weights()) : UNSCORED;
    done = true;
    return {
      delta: modelDelta(trained, options.weights),
      numExamples: examples.numExamples,
      metrics: {
        lossBefore: before.loss,
        lossAfter: after.loss,
        accuracyBefore: before.accuracy,
        accuracyAfter: after.accuracy,
      },
      steps,
      trainMs,
    };
  } finally {
    if (done && options.workbench) bench.tidyUp();
    else bench.dispose();
  }
};

/**
 * All epochs, or as many steps as the time budget has room for. Waits for the device now and then, to
 * report, to hear a cancel and to see a fault.
 * @returns the steps taken
 */
const runSteps = async (
  options: TrainOptions,
  stepper: Stepper,
  watch: DeviceWatch,
): Promise<number> => {
  const { examples, work, seed, snapshots, onProgress, signal } = options;
  const perEpoch = Math.ceil(examples.numExamples / work.batchSize);
  const steps = perEpoch * work.epochs;
  const endMs = performance.now() + 1000 * (work.maxSeconds ?? Number.POSITIVE_INFINITY);
  const pacer = createPacer();
  const epochExamples = augmenting(options);
  let current = examples;
  let heardMs = performance.now();
  let order: Int32Array = new Int32Array(0);
  const first = (snapshots?.latest?.step ?? 0) + 1;
  for (let step = first; step <= steps; step++) {
    const epoch = Math.ceil(step / perEpoch);
    const batch = (step - 1) % perEpoch;
    if (batch === 0 || step === first) {
      order = epochOrder(examples.numExamples, deriveSeed(seed, 'epoch', epoch));
      current = epochExamples(epoch);
    }
    // A last batch of a few examples would end the epoch on a noisy step at the full rate.
    const edge = (index: number) => Math.floor((index * examples.numExamples) / perEpoch);
    stepper.step(current, order.subarray(edge(batch), edge(batch + 1)));
    if (pacer.isDue(step) || step === steps) {
      const loss = await stepper.loss();
      pacer.synced(step);
      if (!Number.isFinite(loss)) throw diverged(work);
      onProgress?.({ step, steps, epoch, loss });
      if (performance.now() - heardMs > HEAR_EVERY_MS) {
        await nextTask();
        heardMs = performance.now();
      }
      throwIfAborted(signal);
      // A lost device answers with zeros; the race against its loss is over by then.
      if (watch.isLost()) await watch.lost;
      if (performance.now() > endMs) return step;
    }
    if (snapshots && watch.canBeLost && batch === perEpoch - 1 && step < steps) {
      const state = await Promise.all(stepper.state().map((tensor) => tensor.data<'float32'>()));
      if (watch.isLost()) await watch.lost;
      snapshots.latest = { step, state };
    }
  }
  return steps;
};

/** What one epoch trains on: other examples in each where there is augmentation. */
const augmenting = ({
  examples,
  preprocessing,
  seed,
}: TrainOptions): ((epoch: number) => Examples) => {
  const augment = preprocessing && augmentation(preprocessing.input, preprocessing.steps);
  return (epoch) => augment?.(examples, deriveSeed(seed, 'augment', epoch)) ?? examples;
};

/** The example indices of one epoch, shuffled by its own seed. */
const epochOrder = (numExamples: number, seed: Seed): Int32Array =>
  createRandom(seed).shuffle(Int32Array.from({ length: numExamples }, (_, index) => index));

/** Indices spread evenly over the examples that are scored on. */
const examplesToScore = ({ examples: trained, validation, work }: TrainOptions) => {
  const examples = validation && validation.numExamples > 0 ? validation : trained;
  const { min, max } = SCORED_EXAMPLES;
  const wanted = Math.round(SCORED_SHARE * trained.numExamples * work.epochs);
  const most = Math.max(min, Math.min(max, wanted));
  return { examples, indices: spreadEvenly(examples.numExamples, most) };
};

const spreadEvenly = (numExamples: number, most: number): Int32Array => {
  const length = Math.min(numExamples, most);
  return Int32Array.from({ length }, (_, index) => Math.floor((index * numExamples) / length));
};

const throwIfAborted = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted) {
    throw new TrainerError('aborted', 'Training was cancelled.', { cause: signal.reason });
  }
};

const diverged = ({ learningRate }: LocalWork): TrainerError =>
  new TrainerError(
    'training-diverged',
    `Training diverged: the weights are no longer finite numbers. Lower the client learning rate (it is ${learningRate}).`,
  );
