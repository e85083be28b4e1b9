import * as tf from '@tensorflow/tfjs-core';
import { buildModel, models } from '@tributary/model-zoo';
import {
  createRecordedStepper,
  createTrainStep,
  type Program,
  toTensors,
} from '@tributary/trainer';
import { startNodeBackend } from '@tributary/trainer/node';
import { BATCH_SIZE, INPUTS, randomExamples } from './examples.ts';

/** Where a step's time goes. */
export interface KernelTime {
  readonly kernel: string;
  readonly calls: number;
  readonly ms: number;
  /** Of the whole step, in per cent. */
  readonly share: number;
}

const REPEATS = 30;

/** The time of one replayed training step, by kernel: the mean of a few steps, largest first. */
export const profileStep = async (name: string): Promise<KernelTime[]> => {
  const kernels = await startNodeBackend(tf, 'wasm');
  const input = INPUTS[name];
  if (!input || !kernels) throw new Error(`${name} cannot be profiled here.`);
  const model = buildModel(models.get(name), input);
  const weights = toTensors(tf, model.manifest, model.init(1));
  const work = { epochs: 1, batchSize: BATCH_SIZE, learningRate: 0.001 };
  let program: Program | undefined;
  const stepper = createRecordedStepper(tf, {
    trainStep: createTrainStep(tf, { model, work, weights }),
    weights,
    kernels,
    onProgram: (made) => {
      program = made;
    },
  });
  const indices = Int32Array.from({ length: BATCH_SIZE }, (_, index) => index);
  for (let warmUp = 0; warmUp < 5; warmUp++) {
    stepper.step(randomExamples(input, BATCH_SIZE), indices);
  }
  const times = new Map<string, { calls: number; ms: number }>();
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    for (const { kernel, run } of program?.instructions ?? []) {
      const startedMs = performance.now();
      run();
      const time = times.get(kernel) ?? { calls: 0, ms: 0 };
      time.calls += 1 / REPEATS;
      time.ms += (performance.now() - startedMs) / REPEATS;
      times.set(kernel, time);
    }
  }
  const total = [...times.values()].reduce((sum, { ms }) => sum + ms, 0);
  return [...times]
    .map(([kernel, { calls, ms }]) => ({
      kernel,
      calls: Math.round(calls),
      ms: Number(ms.toFixed(3)),
      share: Number(((100 * ms) / total).toFixed(1)),
    }))
    .sort((a, b) => b.ms - a.ms);
};
