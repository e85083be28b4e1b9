import type { BuiltModel, Tf } from '@tributary/model-zoo';
import { beforeAll, describe, expect, it } from 'vitest';
import { predict } from './predict.ts';
import { startBackend } from './testing/start-backend.ts';

const [LENGTH, NUM_EXAMPLES, WIDTH] = [40, 60, 3];
const features = Int32Array.from({ length: NUM_EXAMPLES * LENGTH }, (_, at) => at % 7);

describe.each(['cpu', 'wasm'] as const)('predicting on %s', (backend) => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await startBackend(backend);
  });

  /** Says three numbers at every position, and notes how many examples it was asked about at once. */
  const modelWith = (asked: number[]): BuiltModel => ({
    manifest: [{ name: 'steps', shape: [WIDTH] }],
    init: () => Float32Array.of(1, 10, 100),
    forward: (tf, [steps], examples) => {
      asked.push(examples.shape[0] as number);
      const tokens = tf.reshape(tf.cast(examples, 'float32'), [-1, LENGTH, 1]);
      return tf.mul(tokens, tf.reshape(steps as typeof examples, [1, 1, WIDTH]));
    },
  });
  const ask = (asked: number[], numExamples: number) => {
    const model = modelWith(asked);
    const examples = {
      ...{ numExamples, featureShape: [LENGTH] },
      features: features.subarray(0, numExamples * LENGTH),
    };
    return predict({ tf, model, weights: model.init(1), examples });
  };

  it('asks about fewer at once where each of them has many rows, and answers in their order', async () => {
    const asked: number[] = [];
    const { outputs, width } = await ask(asked, NUM_EXAMPLES);
    expect(Math.max(...asked) * LENGTH).toBeLessThanOrEqual(1000);
    expect(asked.reduce((sum, count) => sum + count, 0)).toBe(NUM_EXAMPLES);
    expect(width).toBe(WIDTH);
    const expected = [...features].flatMap((token) => [token, 10 * token, 100 * token]);
    expect([...outputs]).toEqual(expected);
  });

  it('asks about one example once, about none not at all, and leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    const asked: number[] = [];
    expect((await ask(asked, 1)).outputs).toHaveLength(LENGTH * WIDTH);
    expect((await ask(asked, 0)).outputs).toHaveLength(0);
    expect(asked).toEqual([1]);
    expect(tf.memory().numTensors).toBe(before);
  });
});
