import { models, type Tf } from '@tributary/model-zoo';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { startBackend } from './testing/start-backend.ts';
import { toyExamples, toyInput } from './testing/toy-examples.ts';

describe.each(['cpu', 'wasm'] as const)('evaluation on %s', (backend) => {
  const model = models.get('logistic-regression').build(toyInput);
  let tf: Tf;
  beforeAll(async () => {
    tf = await startBackend(backend);
  });

  it('of a model that knows nothing is chance, with loss ln 4', async () => {
    const blank = new Float32Array(16 * 4 + 4);
    const examples = toyExamples(40);
    const { loss, accuracy, numExamples } = await evaluate({ tf, model, weights: blank, examples });
    const zeros = examples.labels.filter((label) => label === 0).length;
    expect(loss).toBeCloseTo(Math.log(4), 6);
    expect({ accuracy, numExamples }).toEqual({ accuracy: zeros / 40, numExamples: 40 });
  });

  it('does not depend on the batch size', async () => {
    const common = { tf, model, weights: model.init(2), examples: toyExamples(50) };
    const whole = await evaluate({ ...common, batchSize: 50 });
    const parts = await evaluate({ ...common, batchSize: 7 });
    expect(parts.accuracy).toBe(whole.accuracy);
    expect(parts.loss).toBeCloseTo(whole.loss, 6);
  });

  it('survives logits that overflow an exponential', async () => {
    const weights = model.init(2).map((value) => value * 1e4);
    const { loss } = await evaluate({ tf, model, weights, examples: toyExamples(20) });
    expect(loss).toBeGreaterThan(100);
    expect(Number.isFinite(loss)).toBe(true);
  });

  it('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    await evaluate({ tf, model, weights: model.init(1), examples: toyExamples(30), batchSize: 8 });
    expect(tf.memory().numTensors).toBe(before);
  });
});
