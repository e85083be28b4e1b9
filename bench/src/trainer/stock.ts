import { createRequire } from 'node:module';
import type * as Stock from '@tensorflow/tfjs';
import { BATCH_SIZE } from './examples.ts';
import { medianMs } from './ours.ts';

/**
 * tfjs as its users have it, gradients and `model.fit` included. Its ES modules do not load in Node,
 * so it comes by require; the project's own kernels are in no process that calls this.
 */
const loadStock = async (backend: 'wasm' | 'cpu'): Promise<typeof Stock> => {
  const require = createRequire(import.meta.url);
  const tf = require('@tensorflow/tfjs') as typeof Stock;
  if (backend === 'wasm') require('@tensorflow/tfjs-backend-wasm');
  await tf.setBackend(backend);
  await tf.ready();
  return tf;
};

const mlp = (tf: typeof Stock) =>
  tf.sequential({
    layers: [
      tf.layers.dense({ units: 200, activation: 'relu', inputShape: [784] }),
      tf.layers.dense({ units: 200, activation: 'relu' }),
      tf.layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });

const cnn = (tf: typeof Stock) => {
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
  tf: typeof Stock,
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

/** The 2NN by stock `model.fit` on stock WebAssembly. */
export const stockMlpStepsPerS = async (seconds: number): Promise<number> => {
  const tf = await loadStock('wasm');
  return fitStepsPerS(tf, mlp(tf), { batches: 50, seconds });
};

/** The CNN by stock `model.fit` on the plain JavaScript backend: one step, it takes some ten seconds. */
export const stockCpuCnnStepsPerS = async (): Promise<number> => {
  const tf = await loadStock('cpu');
  return fitStepsPerS(tf, cnn(tf), { batches: 1, seconds: 0 });
};

/** GFLOP/s of tfjs's own untransposed product of two matrices of 512 × 512. */
export const plainMatmulGflops = async (seconds: number): Promise<number> => {
  const tf = await loadStock('wasm');
  const size = 512;
  const [a, b] = [tf.randomNormal([size, size]), tf.randomNormal([size, size])];
  const ms = medianMs(seconds, () => tf.dispose(tf.matMul(a, b)));
  return (2 * size ** 3) / ms / 1e6;
};
