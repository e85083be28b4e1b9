import { buildModel, models, type Tensor, type Tf } from '@tributary/model-zoo';
import { beforeAll, describe, expect, it } from 'vitest';
import { recompute } from './recompute.ts';
import { startBackend } from './testing/start-backend.ts';
import { toFlatWeights, toTensors } from './weights-bridge.ts';

describe('recomputed activations', () => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await startBackend('wasm');
  });

  const model = buildModel(models.get('resnet-20'), { featureShape: [16, 16, 3], numClasses: 4 });

  /** All gradients of a made-up loss, and the most bytes that tensors took on the way. */
  const differentiate = async (wrapped: boolean) => {
    const engine = tf.engine();
    const original = engine.runKernel;
    let peak = 0;
    engine.runKernel = ((...call: Parameters<typeof original>) => {
      peak = Math.max(peak, tf.memory().numBytes);
      return original.apply(engine, call);
    }) as typeof original;
    const weights = toTensors(tf, model.manifest, model.init(1));
    try {
      const gradients = tf.tidy(() => {
        const inputs = tf.randomNormal([4, 16, 16, 3], 0, 1, 'float32', 7);
        const loss = (...tensors: Tensor[]) =>
          tf.sum(
            tf.square(model.forward(tf, tensors, inputs, wrapped ? recompute(tf) : undefined)),
          );
        return tf.grads(loss)(weights);
      });
      const flat = await toFlatWeights(tf, gradients);
      tf.dispose(gradients);
      return { flat, peak };
    } finally {
      engine.runKernel = original;
      tf.dispose(weights);
    }
  };

  it('give the same gradients with less memory, and leave nothing behind', async () => {
    const before = tf.memory();
    const [plain, saving] = [await differentiate(false), await differentiate(true)];
    const largest = plain.flat.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    plain.flat.forEach((value, index) => {
      expect(Math.abs(value - (saving.flat[index] as number))).toBeLessThan(1e-5 * largest);
    });
    expect(saving.peak - before.numBytes).toBeLessThan(0.7 * (plain.peak - before.numBytes));
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  it('may be nested', () => {
    const gradient = tf.tidy(() => {
      const wrap = recompute(tf);
      const cube = wrap(([x]) =>
        tf.mul(wrap(([y]) => tf.square(y as Tensor))([x as Tensor]), x as Tensor),
      );
      return tf
        .grad((x: Tensor) => tf.sum(cube([x])))(tf.tensor1d([2, -3]))
        .dataSync();
    });
    expect([...gradient]).toEqual([12, 27]);
  });
});
