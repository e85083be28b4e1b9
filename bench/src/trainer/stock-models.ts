import type * as Stock from '@tensorflow/tfjs';
import { BATCH_SIZE } from './examples.ts';

/** tfjs as its users have it. */
export type StockTf = typeof Stock;

const mlp = (tf: StockTf) =>
  tf.sequential({
    layers: [
      tf.layers.dense({ units: 200, activation: 'relu', inputShape: [784] }),
      tf.layers.dense({ units: 200, activation: 'relu' }),
      tf.layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });

const cnn = (tf: StockTf) => {
  const conv = { kernelSize: 5, padding: 'same', activation: 'relu' } as const;
  return tf.sequential({
    layers: [
      tf.layers.conv2d({ ...conv, filters: 32, inputShape: [28, 28, 1] }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ ...conv, filters: 64 }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 512, activation: 'relu' }),
      tf.layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });
};

/** Steps a second of `model.fit` over some batches, the best of a few calls that each take a while. */
const fitStepsPerS = async (
  tf: StockTf,
  model: Stock.Sequential,
  { batches, seconds }: { readonly batches: number; readonly seconds: number },
): Promise<number> => {
  model.compile({ optimizer: tf.train.sgd(0.01), loss: 'categoricalCrossentropy' });
  const shape = (model.inputs[0] as Stock.SymbolicTensor).shape.slice(1) as number[];
  const examples = batches * BATCH_SIZE;
  const x = tf.randomUniform([examples, ...shape]);
  const y = tf.oneHot(tf.randomUniform([examples], 0, 10, 'int32'), 10);
  const endMs = performance.now() + 1000 * seconds;
  const rates: number[] = [];
  do {
    const startedMs = performance.now();
    await model.fit(x, y, { batchSize: BATCH_SIZE, epochs: 1, verbose: 0 });
    rates.push((1000 * batches) / (performance.now() - startedMs));
  } while (performance.now() < endMs);
  // The first call warms up, if there was time for others.
  const warm = rates.length > 1 ? rates.slice(1) : rates;
  return warm.sort((a, b) => a - b)[warm.length >> 1] as number;
};

/** Steps a second of stock `model.fit` with the 2NN on the current backend. */
export const fitMlpStepsPerS = (tf: StockTf, seconds: number): Promise<number> =>
  fitStepsPerS(tf, mlp(tf), { batches: 20, seconds });

/** The rate of a single step of stock `model.fit` with the CNN: for backends that take seconds. */
export const fitCnnStepOnce = (tf: StockTf): Promise<number> =>
  fitStepsPerS(tf, cnn(tf), { batches: 1, seconds: 0 });
