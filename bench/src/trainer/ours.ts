import * as tf from '@tensorflow/tfjs-core';
import { buildModel, models } from '@tributary/model-zoo';
import { type BackendName, createStepper, createTrainStep, toTensors } from '@tributary/trainer';
import { startNodeBackend } from '@tributary/trainer/node';
import { BATCH_SIZE, INPUTS, randomExamples } from './examples.ts';
import { medianMs } from './median-ms.ts';

const WORK = { epochs: 1, batchSize: BATCH_SIZE, learningRate: 0.01 };

/**
 * Training steps a second of one of the zoo's models with this project's engine, in this thread: the
 * median step, after some that warm up. Only for backends that compute as they are called.
 */
export const oursStepsPerS = async (
  name: string,
  { seconds, backend = 'wasm' }: { seconds: number; backend?: BackendName },
): Promise<number> => {
  await startNodeBackend(tf, backend);
  const input = INPUTS[name];
  if (!input) throw new Error(`There is no input for ${name}.`);
  const model = buildModel(models.get(name), input);
  const examples = randomExamples(input, 10 * BATCH_SIZE);
  const weights = toTensors(tf, model.manifest, model.init(1));
  const stepper = createStepper(tf, {
    trainStep: createTrainStep(tf, { model, work: WORK, weights }),
    weights,
  });
  let batch = 0;
  const step = () => {
    const start = (batch++ % 10) * BATCH_SIZE;
    stepper.step(
      examples,
      Int32Array.from({ length: BATCH_SIZE }, (_, i) => start + i),
    );
  };
  step();
  medianMs(Math.min(seconds, 1), step);
  const ms = medianMs(seconds, step);
  if (!Number.isFinite(await stepper.loss())) throw new Error(`${name} diverged.`);
  return 1000 / ms;
};
