import { type BuiltModel, denseStack, type Tf } from '@tributary/model-zoo';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TrainOptions, trainLocally } from './local-training.ts';
import type { LocalWork } from './step/local-work.ts';
import { randomFloats } from './testing/random-floats.ts';
import { startBackend } from './testing/start-backend.ts';
import { toyExamples } from './testing/toy-examples.ts';
import { createWorkbench, type Workbench } from './workbench.ts';

const model = denseStack([16, 12, 4]);
const plain: LocalWork = { epochs: 2, batchSize: 10, learningRate: 0.1 };
const momentum: LocalWork = {
  ...plain,
  optimizer: { name: 'momentum', momentum: 0.9, nesterov: false },
};
const adam: LocalWork = {
  ...plain,
  optimizer: { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
};

const works: readonly (readonly [name: string, work: LocalWork])[] = [
  ['plain SGD', plain],
  ['momentum', momentum],
  ['Adam, which counts its steps', adam],
  ['a proximal term', { ...plain, proximalMu: 0.5 }],
  ['frozen layers', { ...plain, trainable: ['dense2'] }],
];

describe.each(['cpu', 'wasm'] as const)('a workbench on %s', (backend) => {
  let tf: Tf;
  let bench: Workbench;
  beforeAll(async () => {
    tf = await startBackend(backend);
  });
  beforeEach(() => {
    bench = createWorkbench(tf, model);
  });

  /** The round's number decides the weights, the examples and their order: nothing repeats. */
  const round = (number: number, changes: Partial<TrainOptions> = {}) =>
    trainLocally({
      ...{ tf, model, work: plain, seed: number, weights: model.init(number) },
      examples: toyExamples(40 + 7 * number, number),
      ...changes,
    });
  const drift = (number: number) => randomFloats([model.init(1).length], number);

  /** Trains all rounds on one bench, and each on a fresh one. */
  const expectSame = async (rounds: readonly Partial<TrainOptions>[]): Promise<void> => {
    for (const [index, changes] of rounds.entries()) {
      const kept = await round(index + 1, { ...changes, workbench: bench });
      const fresh = await round(index + 1, changes);
      expect(kept.delta, `round ${index + 1}`).toEqual(fresh.delta);
      expect(kept.metrics).toEqual(fresh.metrics);
      expect(kept.steps).toBe(fresh.steps);
      expect(kept.delta.some((value) => value !== 0)).toBe(true);
    }
    bench.dispose();
  };

  it.each(works)(
    'gives the numbers of a fresh one, round after round, with %s',
    async (_, work) => {
      await expectSame([{ work }, { work }, { work }, { work }]);
    },
  );

  it('goes by the frozen weights of the round, whatever the model makes of them first', async () => {
    const doubling: BuiltModel = {
      ...model,
      forward: (tensorflow, weights, inputs) =>
        model.forward(
          tensorflow,
          weights.map((weight) => tensorflow.mul(weight, 2)),
          inputs,
        ),
    };
    bench = createWorkbench(tf, doubling);
    const given = { model: doubling, work: { ...plain, trainable: ['dense2'] } };
    await expectSame([given, given, given]);
  });

  it('takes the drift of the round, and none where there is none', async () => {
    await expectSame([
      { drift: drift(1) },
      { drift: drift(2) },
      {},
      { drift: drift(3) },
      { work: momentum, drift: drift(4) },
      { work: momentum, drift: drift(5) },
    ]);
  });

  it('lends nothing to other work', async () => {
    await expectSame([
      {},
      { work: { ...plain, batchSize: 16 } },
      { work: { ...plain, learningRate: 0.02 } },
      { work: momentum },
      { work: { ...momentum, epochs: 1 } },
      { work: { ...plain, trainable: ['dense1'] } },
      {},
    ]);
  });

  it('tells bytes from floats, which are read in another way', async () => {
    const bytes = toyExamples(40);
    const floats = { ...bytes, features: Float32Array.from(bytes.features, (x) => x / 255 - 0.5) };
    await expectSame([{ examples: bytes }, { examples: floats }, { examples: bytes }]);
  });

  it('keeps what can serve again, and builds it anew where nothing can', async () => {
    const setUp = (work: LocalWork) =>
      bench.setUp({ work, examples: toyExamples(40), weights: model.init(1) });
    const { stepper } = setUp(plain);
    bench.tidyUp();
    const again = setUp({ ...plain, epochs: 9, maxSeconds: 5 }).stepper;
    expect(again === stepper).toBe(backend === 'wasm');
    expect(again.mode).toBe(backend === 'wasm' ? 'recorded' : 'eager');
    expect(setUp({ ...plain, batchSize: 5 }).stepper).not.toBe(again);
    bench.dispose();
  });

  it('goes on from a given state, and is itself again after that', async () => {
    const options = { work: momentum, examples: toyExamples(40), weights: model.init(1) };
    const whole = Int32Array.from({ length: 40 }, (_, index) => index);
    const steps = (count: number, state?: readonly Float32Array[]) => {
      const { stepper } = bench.setUp({ ...options, state });
      for (let step = 0; step < count; step++) stepper.step(options.examples, whole);
      return stepper.state().map((tensor) => Float32Array.from(tensor.dataSync()));
    };
    const four = steps(4);
    const two = steps(2);
    expect(steps(2, two)).toEqual(four);
    expect(steps(2)).toEqual(two);
    bench.dispose();
  });

  it('frees everything in the end, and does not grow meanwhile', async () => {
    const before = tf.memory();
    const sizes: number[] = [];
    for (let number = 1; number <= 12; number++) {
      const work = number % 4 === 0 ? { ...momentum, batchSize: number } : momentum;
      const examples = toyExamples(40, number);
      await round(number, { work, examples, drift: drift(number), workbench: bench });
      sizes.push(tf.memory().numTensors);
    }
    expect(sizes[10]).toBe(sizes[0]);
    expect(sizes[6]).toBe(sizes[4]);
    bench.tidyUp();
    bench.dispose();
    bench.dispose();
    const after = tf.memory();
    expect(after.numTensors).toBe(before.numTensors);
    expect(after.numDataBuffers).toBe(before.numDataBuffers);
  });

  it('holds nothing after a round that failed, and serves the next one', async () => {
    const before = tf.memory().numTensors;
    await round(1, { workbench: bench });
    const wild = { ...plain, learningRate: 1e30 };
    await expect(round(2, { work: wild, workbench: bench })).rejects.toMatchObject({
      code: 'training-diverged',
    });
    expect(tf.memory().numTensors).toBe(before);
    await round(3, { workbench: bench });
    await expect(round(4, { workbench: bench, signal: AbortSignal.abort() })).rejects.toMatchObject(
      { code: 'aborted' },
    );
    expect(tf.memory().numTensors).toBe(before);
    await expectSame([{}]);
  });
});
