import { createRequire } from 'node:module';
import type * as Stock from '@tensorflow/tfjs';
import { medianMs } from './median-ms.ts';
import { fitCnnStepOnce, fitMlpStepsPerS } from './stock-models.ts';

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

/** The 2NN by stock `model.fit` on stock WebAssembly. */
export const stockMlpStepsPerS = async (seconds: number): Promise<number> => {
  const tf = await loadStock('wasm');
  return fitMlpStepsPerS(tf, seconds);
};

/** The CNN by stock `model.fit` on the plain JavaScript backend: one step, it takes some ten seconds. */
export const stockCpuCnnStepsPerS = async (): Promise<number> => {
  const tf = await loadStock('cpu');
  return fitCnnStepOnce(tf);
};

/** GFLOP/s of tfjs's own untransposed product of two matrices of 512 × 512. */
export const plainMatmulGflops = async (seconds: number): Promise<number> => {
  const tf = await loadStock('wasm');
  const size = 512;
  const [a, b] = [tf.randomNormal([size, size]), tf.randomNormal([size, size])];
  const ms = medianMs(seconds, () => tf.dispose(tf.matMul(a, b)));
  return (2 * size ** 3) / ms / 1e6;
};
