import { createRandom } from '@tributary/fedavg';
import { denseStack, type Examples, type Tf } from '@tributary/model-zoo';
import { beforeAll, describe, expect, it } from 'vitest';
import { uploadBatch } from '../batch.ts';
import { startBackend } from '../testing/start-backend.ts';
import { toFlatWeights, toTensors } from '../weights-bridge.ts';
import type { LocalWork } from './local-work.ts';
import { createTrainStep } from './train-step.ts';

const [FEATURES, CLASSES, EXAMPLES] = [5, 3, 7];
const STEPS = 4;
const base: LocalWork = { epochs: 1, batchSize: EXAMPLES, learningRate: 0.2 };

const random = createRandom(11);
const features = Float32Array.from({ length: EXAMPLES * FEATURES }, () => random.normal());
const labels = Int32Array.from({ length: EXAMPLES }, () => random.integer(CLASSES));
const examples: Examples = { numExamples: EXAMPLES, featureShape: [FEATURES], features, labels };
const indices = Int32Array.from({ length: EXAMPLES }, (_, index) => index);

const model = denseStack([FEATURES, CLASSES]);
const start = model.init(3);
const drift = Float32Array.from(start, () => 0.1 * random.normal());

/** The gradient of softmax regression in float64: kernel [5, 3], then bias [3]. */
const gradientAt = (weights: readonly number[]): number[] => {
  const gradient = weights.map(() => 0);
  for (let n = 0; n < EXAMPLES; n++) {
    const x = Array.from({ length: FEATURES }, (_, i) => features[n * FEATURES + i] as number);
    const z = Array.from({ length: CLASSES }, (_, c) =>
      x.reduce(
        (sum, value, i) => sum + value * (weights[i * CLASSES + c] as number),
        weights[FEATURES * CLASSES + c] as number,
      ),
    );
    const total = z.reduce((sum, value) => sum + Math.exp(value), 0);
    z.forEach((value, c) => {
      const error = (Math.exp(value) / total - (labels[n] === c ? 1 : 0)) / EXAMPLES;
      x.forEach((input, i) => {
        const at = i * CLASSES + c;
        gradient[at] = (gradient[at] as number) + error * input;
      });
      const bias = FEATURES * CLASSES + c;
      gradient[bias] = (gradient[bias] as number) + error;
    });
  }
  return gradient;
};

/** How weights move, by the formulas of each optimizer; `t` counts from 1. */
type Move = (w: number[], g: number[], memory: { v: number[]; m: number[] }, t: number) => number[];

const moves: Record<string, { readonly work: LocalWork; readonly move: Move }> = {
  SGD: { work: base, move: (w, g) => w.map((value, i) => value - 0.2 * (g[i] as number)) },
  momentum: {
    work: { ...base, optimizer: { name: 'momentum', momentum: 0.9, nesterov: false } },
    move: (w, g, memory) => {
      memory.v = memory.v.map((v, i) => 0.9 * v + (g[i] as number));
      return w.map((value, i) => value - 0.2 * (memory.v[i] as number));
    },
  },
  "Nesterov's momentum": {
    work: { ...base, optimizer: { name: 'momentum', momentum: 0.8, nesterov: true } },
    move: (w, g, memory) => {
      memory.v = memory.v.map((v, i) => 0.8 * v + (g[i] as number));
      return w.map((value, i) => value - 0.2 * ((g[i] as number) + 0.8 * (memory.v[i] as number)));
    },
  },
  Adam: {
    work: { ...base, optimizer: { name: 'adam', beta1: 0.9, beta2: 0.99, epsilon: 1e-3 } },
    move: (w, g, memory, t) => {
      memory.m = memory.m.map((m, i) => 0.9 * m + 0.1 * (g[i] as number));
      memory.v = memory.v.map((v, i) => 0.99 * v + 0.01 * (g[i] as number) ** 2);
      return w.map((value, i) => {
        const m = (memory.m[i] as number) / (1 - 0.9 ** t);
        const v = (memory.v[i] as number) / (1 - 0.99 ** t);
        return value - (0.2 * m) / (Math.sqrt(v) + 1e-3);
      });
    },
  },
  'a proximal term': {
    work: { ...base, proximalMu: 0.7 },
    move: (w, g) =>
      w.map((value, i) => value - 0.2 * ((g[i] as number) + 0.7 * (value - (start[i] as number)))),
  },
};

describe.each(['cpu', 'wasm'] as const)('the training step on %s', (backend) => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await startBackend(backend);
  });

  /** Steps on the same batch again and again. */
  const takeSteps = async (work: LocalWork, drifts?: Float32Array): Promise<Float32Array> => {
    const before = tf.memory().numTensors;
    const weights = toTensors(tf, model.manifest, start);
    const held = drifts && toTensors(tf, model.manifest, drifts);
    const train = createTrainStep(tf, { model, work, weights, ...(held ? { drifts: held } : {}) });
    let state = train.init(weights);
    for (let step = 0; step < STEPS; step++) {
      const { state: next, loss } = tf.tidy(() =>
        train.step(state, uploadBatch(tf, examples, indices)),
      );
      tf.dispose([state, loss]);
      state = next;
    }
    const flat = await toFlatWeights(tf, train.weightsOf(state));
    tf.dispose([state, weights, held ?? []]);
    expect(tf.memory().numTensors).toBe(before);
    return flat;
  };
  const byHand = (move: Move, extra?: Float32Array): number[] => {
    let weights = Array.from(start);
    const memory = { v: weights.map(() => 0), m: weights.map(() => 0) };
    for (let t = 1; t <= STEPS; t++) {
      const gradient = gradientAt(weights).map((g, i) => g + (extra?.[i] ?? 0));
      weights = move(weights, gradient, memory, t);
    }
    return weights;
  };
  const expectClose = (actual: Float32Array, expected: readonly number[]) => {
    expected.forEach((value, index) => {
      expect(Math.abs(value - (actual[index] as number))).toBeLessThan(2e-6);
    });
  };

  it.each(Object.entries(moves))(
    'moves weights by the formula of %s',
    async (_, { work, move }) => {
      expectClose(await takeSteps(work), byHand(move));
    },
  );

  it("adds SCAFFOLD's drift to every gradient", async () => {
    const { move } = moves.SGD as (typeof moves)[string];
    expectClose(await takeSteps(base, drift), byHand(move, drift));
  });

  it('does the same step in micro-batches', async () => {
    const { move } = moves.SGD as (typeof moves)[string];
    expectClose(await takeSteps({ ...base, microBatchSize: 3 }), byHand(move));
  });

  it('leaves weights that are not to be trained bit for bit as they were', async () => {
    const after = await takeSteps({ ...base, trainable: ['dense1/bias'] });
    const kernel = FEATURES * CLASSES;
    expect(after.subarray(0, kernel)).toEqual(start.subarray(0, kernel));
    expect(after.subarray(kernel)).not.toEqual(start.subarray(kernel));
  });

  it('says which weights there are when none is named', async () => {
    const work = { ...base, trainable: ['nonesuch'] };
    expect(() => createTrainStep(tf, { model, work, weights: [] })).toThrow(
      'No weight is called nonesuch. There are: dense1/kernel, dense1/bias.',
    );
  });
});
