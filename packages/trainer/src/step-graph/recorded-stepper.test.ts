import { createRandom } from '@tributary/fedavg';
import { type BuiltModel, denseStack, type Examples, models, type Tf } from '@tributary/model-zoo';
import { beforeAll, describe, expect, it } from 'vitest';
import { installedWasmKernels } from '../kernels/wasm/register-wasm-kernels.ts';
import type { WasmKernel } from '../kernels/wasm/wasm-kernel.ts';
import type { LocalWork } from '../step/local-work.ts';
import { createTrainStep } from '../step/train-step.ts';
import { startBackend } from '../testing/start-backend.ts';
import { toyExamples, toyInput } from '../testing/toy-examples.ts';
import { toFlatWeights, toTensors } from '../weights-bridge.ts';
import type { Program } from './program.ts';
import { createRecordedStepper, RecordingMismatch } from './recorded-stepper.ts';
import { createEagerStepper, type Stepper, withFallback } from './stepper.ts';

const base: LocalWork = { epochs: 1, batchSize: 10, learningRate: 0.1 };
const works: Record<string, LocalWork> = {
  'plain SGD': base,
  momentum: { ...base, optimizer: { name: 'momentum', momentum: 0.9, nesterov: true } },
  Adam: {
    ...base,
    learningRate: 0.01,
    optimizer: { name: 'adam', beta1: 0.9, beta2: 0.99, epsilon: 1e-6 },
  },
  'a proximal term': { ...base, proximalMu: 0.3 },
  'micro-batches': { ...base, microBatchSize: 3 },
  'named layers': { ...base, trainable: ['dense2'] },
}; // prettier-ignore

describe('a recorded stepper', () => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await startBackend('wasm');
  });

  /** Takes steps on batches of 10, 10, 9, 10 and 9 examples, as two epochs of uneven batches do. */
  const takeSteps = async (stepper: Stepper, examples: Examples): Promise<Float32Array> => {
    const random = createRandom(5);
    for (const size of [10, 10, 9, 10, 9]) {
      stepper.step(
        examples,
        Int32Array.from({ length: size }, () => random.integer(40)),
      );
      expect(await stepper.loss()).toBeGreaterThan(0);
    }
    return toFlatWeights(tf, stepper.weights());
  };
  const compare = async (model: BuiltModel, work: LocalWork, examples: Examples) => {
    const kernels = installedWasmKernels();
    if (!kernels) throw new Error('no kernels');
    const start = model.init(1);
    const weights = toTensors(tf, model.manifest, start);
    const trainStep = createTrainStep(tf, { model, work, weights });
    const programs: Program[] = [];
    const steppers = [
      createEagerStepper(tf, { trainStep, weights }),
      createRecordedStepper(tf, {
        trainStep,
        weights,
        kernels,
        onProgram: (program) => programs.push(program),
      }),
    ];
    const [eager, recorded] = (await Promise.all(
      steppers.map((stepper) => takeSteps(stepper, examples)),
    )) as [Float32Array, Float32Array];
    const moved = eager.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (start[i] as number))),
      0,
    );
    eager.forEach((value, index) => {
      expect(Math.abs(value - (recorded[index] as number))).toBeLessThan(1e-3 * moved);
    });
    for (const stepper of steppers) stepper.dispose();
    tf.dispose(weights);
    return programs;
  };

  it.each(Object.entries(works))('takes the same steps as tfjs with %s', async (_, work) => {
    const before = tf.memory();
    const programs = await compare(models.get('mlp-2nn').build(toyInput), work, toyExamples(40));
    expect(programs).toHaveLength(2);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  it('merges what one kernel can do', async () => {
    const [program] = await compare(denseStack([16, 8, 4]), base, toyExamples(40));
    const kernels = program?.instructions.map(({ kernel }) => kernel);
    expect(kernels?.filter((kernel) => kernel === '_FusedMatMul')).toHaveLength(2);
    expect(kernels?.filter((kernel) => kernel === 'MatMulSgd')).toHaveLength(2);
    expect(kernels?.filter((kernel) => kernel === 'ReluGrad')).toHaveLength(1);
    for (const apart of ['Add', 'Relu', 'Step', 'Identity', 'Copy'])
      expect(kernels).not.toContain(apart);
  });

  it('allocates nothing from step to step', async () => {
    const kernels = installedWasmKernels();
    if (!kernels) throw new Error('no kernels');
    const model = denseStack([16, 8, 4]);
    const weights = toTensors(tf, model.manifest, model.init(1));
    const trainStep = createTrainStep(tf, { model, work: base, weights });
    const stepper = createRecordedStepper(tf, { trainStep, weights, kernels });
    const examples = toyExamples(40);
    const indices = Int32Array.from({ length: 10 }, (_, index) => index);
    stepper.step(examples, indices);
    const before = tf.memory();
    for (let step = 0; step < 200; step++) stepper.step(examples, indices);
    expect(tf.memory()).toEqual(before);
    stepper.dispose();
    tf.dispose(weights);
  });

  it('asks the model once for each batch shape', () => {
    const kernels = installedWasmKernels();
    if (!kernels) throw new Error('no kernels');
    const plain = denseStack([16, 4]);
    let calls = 0;
    const model: BuiltModel = {
      ...plain,
      forward: (tensorflow, weights, inputs) => {
        calls++;
        return plain.forward(tensorflow, weights, inputs);
      },
    };
    const weights = toTensors(tf, model.manifest, model.init(1));
    const trainStep = createTrainStep(tf, { model, work: base, weights });
    const stepper = createRecordedStepper(tf, { trainStep, weights, kernels });
    stepper.step(toyExamples(10), Int32Array.of(1, 2, 3));
    expect(calls).toBe(1);
    stepper.step(toyExamples(10), Int32Array.of(4, 5, 6));
    expect(calls).toBe(1);
    stepper.dispose();
    tf.dispose(weights);
  });

  it('is given up for tfjs when it comes out differently, without losing a step', async () => {
    const kernels = installedWasmKernels();
    if (!kernels) throw new Error('no kernels');
    const idle = { ...kernels.byName.get('MatMulSgd'), bind: () => () => undefined } as WasmKernel;
    const broken = { ...kernels, byName: new Map([...kernels.byName, ['MatMulSgd', idle]]) };
    const before = tf.memory();
    const model = denseStack([16, 8, 4]);
    const weights = toTensors(tf, model.manifest, model.init(1));
    const options = { trainStep: createTrainStep(tf, { model, work: base, weights }), weights };
    const faulty = createRecordedStepper(tf, { ...options, kernels: broken });
    expect(() => faulty.step(toyExamples(40), Int32Array.of(1, 2, 3))).toThrow(RecordingMismatch);
    expect(await toFlatWeights(tf, faulty.weights())).toEqual(model.init(1));

    const mended = withFallback(tf, faulty, options);
    const right = createEagerStepper(tf, options);
    const [actual, expected] = [
      await takeSteps(mended, toyExamples(40)),
      await takeSteps(right, toyExamples(40)),
    ];
    expect(mended.mode).toBe('eager');
    expect(actual).toEqual(expected);
    mended.dispose();
    right.dispose();
    tf.dispose(weights);
    expect(tf.memory().numTensors).toBe(before.numTensors);
  });
});
