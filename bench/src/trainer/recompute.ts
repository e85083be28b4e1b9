import * as tf from '@tensorflow/tfjs-core';
import { buildModel, models } from '@tributary/model-zoo';
import {
  createEagerStepper,
  createRecordedStepper,
  createTrainStep,
  type LocalWork,
  type Program,
  toFlatWeights,
  toTensors,
} from '@tributary/trainer';
import { startNodeBackend } from '@tributary/trainer/node';
import { INPUTS, randomExamples } from './examples.ts';
import { medianMs } from './median-ms.ts';

const BATCH_SIZE = 64;
const SECONDS = 8;
const WORK: LocalWork = { epochs: 1, batchSize: BATCH_SIZE, learningRate: 0.01 };

export interface RecomputeFigures {
  /** The most that tensors took at once in a step through tfjs, weights and batch included; MB. */
  readonly peakMb: number;
  readonly recomputePeakMb: number;
  readonly memorySaved: number;
  /** The same for a replayed step, whose memory is laid out once. */
  readonly recordedMb: number;
  readonly recordedRecomputeMb: number;
  readonly recordedMemorySaved: number;
  /** Time of a replayed step with recomputing, over one without. */
  readonly timeRatio: number;
  /** The largest difference of the two steps' gradients, relative to the largest gradient. */
  readonly largestGradientError: number;
}

/** The most bytes that tensors took while the work ran, seen before and after every kernel. */
const peakBytes = (work: () => void): number => {
  const engine = tf.engine();
  const original = engine.runKernel;
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, tf.memory().numBytes);
  };
  engine.runKernel = ((...call: Parameters<typeof original>) => {
    look();
    const result = original.apply(engine, call);
    look();
    return result;
  }) as typeof original;
  try {
    work();
  } finally {
    engine.runKernel = original;
  }
  return peak;
};

/** ResNet-20, batch 64, on WebAssembly: a training step with and without recomputed activations. */
export const measureRecompute = async (): Promise<RecomputeFigures> => {
  const kernels = await startNodeBackend(tf, 'wasm');
  const input = INPUTS['resnet-20'];
  if (!kernels || !input) throw new Error('ResNet-20 cannot be measured here.');
  const model = buildModel(models.get('resnet-20'), input);
  const weights = toTensors(tf, model.manifest, model.init(1));
  const examples = randomExamples(input, BATCH_SIZE);
  const indices = Int32Array.from({ length: BATCH_SIZE }, (_, index) => index);
  const measure = async (recompute: boolean) => {
    const trainStep = createTrainStep(tf, { model, work: { ...WORK, recompute }, weights });
    const eager = createEagerStepper(tf, { trainStep, weights });
    const peak = peakBytes(() => eager.step(examples, indices));
    const moved = await toFlatWeights(tf, eager.weights());
    eager.dispose();
    let program: Program | undefined;
    const recorded = createRecordedStepper(tf, {
      trainStep,
      weights,
      kernels,
      onProgram: (made) => {
        program = made;
      },
    });
    recorded.step(examples, indices);
    const ms = medianMs(SECONDS, () => recorded.step(examples, indices));
    const bytes = (program?.workingBytes ?? 0) + tf.memory().numBytes;
    recorded.dispose();
    return { peak, moved, ms, bytes };
  };
  const before = await toFlatWeights(tf, weights);
  const [plain, saving] = [await measure(false), await measure(true)];
  let largest = 0;
  let furthest = 0;
  plain.moved.forEach((value, index) => {
    largest = Math.max(largest, Math.abs(value - (before[index] as number)));
    furthest = Math.max(furthest, Math.abs(value - (saving.moved[index] as number)));
  });
  const mb = (bytes: number) => Number((bytes / 1e6).toFixed(1));
  const saved = (less: number, more: number) => Number((1 - less / more).toFixed(3));
  return {
    peakMb: mb(plain.peak),
    recomputePeakMb: mb(saving.peak),
    memorySaved: saved(saving.peak, plain.peak),
    recordedMb: mb(plain.bytes),
    recordedRecomputeMb: mb(saving.bytes),
    recordedMemorySaved: saved(saving.bytes, plain.bytes),
    timeRatio: Number((saving.ms / plain.ms).toFixed(3)),
    largestGradientError: Number((furthest / largest).toExponential(1)),
  };
};

/** `pnpm bench recompute` */
export const benchRecompute = async (json: boolean): Promise<void> => {
  const figures = await measureRecompute();
  if (json) console.log(JSON.stringify(figures));
  else console.table(figures);
  process.exit(0);
};
