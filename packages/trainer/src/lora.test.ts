import { addScaled, countWeights } from '@tributary/fedavg';
import { denseStack, mergeLora, type Tf, withLora } from '@tributary/model-zoo';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { trainLocally } from './local-training.ts';

import { startBackend } from './testing/start-backend.ts';
import { toyExamples } from './testing/toy-examples.ts';
import { toFlatWeights, toTensors } from './weights-bridge.ts';

const options = { rank: 2, alpha: 4, targets: ['dense1/kernel', 'dense2/kernel'] };

describe.each(['cpu', 'wasm'] as const)('low-rank adapters on %s', (backend) => {
  const model = denseStack([16, 12, 4]);
  const start = model.init(2);
  const examples = toyExamples(80);
  let tf: Tf;
  beforeAll(async () => {
    tf = await startBackend(backend);
  });

  it('learn without touching the base, and are all that leaves the device', async () => {
    const base = toTensors(tf, model.manifest, start);
    const adapted = withLora(model, base, options);
    expect(adapted.manifest.map(({ name }) => name)).toEqual([
      'dense1/kernel/lora-a',
      'dense1/kernel/lora-b',
      'dense2/kernel/lora-a',
      'dense2/kernel/lora-b',
    ]);
    const weights = adapted.init(1);
    expect(weights.length).toBe(16 * 2 + 2 * 12 + 12 * 2 + 2 * 4);
    const work = { epochs: 20, batchSize: 10, learningRate: 0.2 };
    const { delta, metrics } = await trainLocally({
      tf,
      model: adapted,
      weights,
      examples,
      work,
      seed: 1,
    });
    expect(delta.length).toBe(countWeights(adapted.manifest));
    expect(metrics.lossAfter).toBeLessThan(0.7 * metrics.lossBefore);
    expect(await toFlatWeights(tf, base)).toEqual(start);

    const merged = mergeLora(
      model,
      { base: start, adapters: addScaled(weights, 1, delta) },
      options,
    );
    const whole = await evaluate({ tf, model, weights: merged, examples });
    expect(whole.loss).toBeCloseTo(metrics.lossAfter, 4);
    tf.dispose(base);
  });

  it('change nothing at first', async () => {
    const adapters = withLora(model, [], options).init(1);
    expect(mergeLora(model, { base: start, adapters }, options)).toEqual(start);
  });

  it('say which matrices there are when none is named', () => {
    expect(() => withLora(model, [], { ...options, targets: ['attention'] })).toThrow(
      'No matrix is called attention. There are: dense1/kernel, dense2/kernel.',
    );
  });
});
