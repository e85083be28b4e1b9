import { createRandom } from '@tributary/fedavg';
import { buildModel, type Examples, type ModelInput, models, type Tf } from '@tributary/model-zoo';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTrainStep } from './step/train-step.ts';
import { createStepper } from './step-graph/stepper.ts';
import { startBackend } from './testing/start-backend.ts';
import { toTensors } from './weights-bridge.ts';

/** Small data of every kind; a model is trained on the first that it takes. */
const inputs: readonly ModelInput[] = [
  { featureShape: [8, 8, 3], numClasses: 4 },
  { featureShape: [6], numClasses: 5, featureKind: 'tokens' },
];
const BATCH = 4;

/** Examples whose first number gives their label away. */
const learnable = ({ featureShape, numClasses, featureKind }: ModelInput): Examples => {
  const random = createRandom(4);
  const width = featureShape.reduce((size, axis) => size * axis, 1);
  if (featureKind === 'tokens') {
    const features = Int32Array.from({ length: BATCH * width }, () => random.integer(numClasses));
    return { numExamples: BATCH, featureShape, features, labels: features.slice() };
  }
  const labels = Int32Array.from({ length: BATCH }, (_, index) => index % numClasses);
  const features = Float32Array.from(
    { length: BATCH * width },
    (_, at) => 0.3 * random.normal() + (labels[Math.floor(at / width)] as number) / numClasses,
  );
  return { numExamples: BATCH, featureShape, features, labels };
};

describe('every model of the zoo on wasm', () => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await startBackend('wasm');
  });

  it.each(models.entries)('$name learns in 200 steps with flat memory', async (model) => {
    const input = inputs.find((given) => model.accepts?.(given) === undefined);
    if (!input) throw new Error(`No data for ${model.name}: add some to this test.`);
    const built = buildModel(model, input);
    const weights = toTensors(tf, built.manifest, built.init(1));
    const work = { epochs: 1, batchSize: BATCH, learningRate: 0.05 };
    const stepper = createStepper(tf, {
      trainStep: createTrainStep(tf, { model: built, work, weights }),
      weights,
    });
    expect(stepper.mode).toBe('recorded');
    const examples = learnable(input);
    const indices = Int32Array.from({ length: BATCH }, (_, index) => index);
    stepper.step(examples, indices);
    const first = await stepper.loss();
    const before = tf.memory();
    for (let step = 0; step < 200; step++) stepper.step(examples, indices);
    expect(tf.memory()).toEqual(before);
    expect(await stepper.loss()).toBeLessThan(0.97 * first);
    stepper.dispose();
    tf.dispose(weights);
  });
});
