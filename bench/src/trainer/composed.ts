import type { KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { buildModel, models } from '@tributary/model-zoo';
import {
  createEagerStepper,
  createTrainStep,
  registerGradients,
  toTensors,
} from '@tributary/trainer';
import { BATCH_SIZE, INPUTS, randomExamples } from './examples.ts';
import { medianMs } from './median-ms.ts';

/** [0, …, r − 1] with the last two axes exchanged. */
const swapLastAxes = (rank: number): number[] => {
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  return [...axes.slice(0, -2), rank - 1, rank - 2];
};

/**
 * tfjs's own product with its transposes made explicit by tfjs's own transpose: with its flags it falls
 * back to a scalar loop. The smaller operand goes second, because that one is packed on every call.
 */
const composeMatMul =
  (stock: KernelConfig, transposeKernel: KernelConfig): KernelFunc =>
  ({ inputs, backend, attrs }) => {
    const { a, b } = inputs as { a: TensorInfo; b: TensorInfo };
    const { transposeA, transposeB } = attrs as { transposeA?: boolean; transposeB?: boolean };
    const owner = backend as { disposeData(dataId: object): void };
    const run = ({ kernelFunc }: KernelConfig, given: Record<string, TensorInfo>, more: object) =>
      kernelFunc({ inputs: given, backend, attrs: { ...more } }) as TensorInfo;
    const transpose = (x: TensorInfo) =>
      run(transposeKernel, { x }, { perm: swapLastAxes(x.shape.length) });
    const swapped = tf.util.sizeFromShape(b.shape) > tf.util.sizeFromShape(a.shape);
    const left = Boolean(transposeA) !== swapped ? transpose(a) : a;
    const right = Boolean(transposeB) !== swapped ? transpose(b) : b;
    const [first, second] = swapped ? [right, left] : [left, right];
    const product = run(stock, { a: first, b: second }, { transposeA: false, transposeB: false });
    const result = swapped ? transpose(product) : product;
    if (left !== a) owner.disposeData(left.dataId);
    if (right !== b) owner.disposeData(right.dataId);
    if (result !== product) owner.disposeData(product.dataId);
    return result;
  };

/** Stock WebAssembly, and the kernels that it lacks for training composed of its own. */
const startComposed = async (): Promise<void> => {
  await import('@tensorflow/tfjs-backend-wasm');
  await tf.setBackend('wasm');
  await tf.ready();
  const [matMul, transpose] = ['BatchMatMul', 'Transpose'].map(
    (name) => tf.getKernel(name, 'wasm') as KernelConfig,
  ) as [KernelConfig, KernelConfig];
  tf.unregisterKernel('BatchMatMul', 'wasm');
  tf.registerKernel({ ...matMul, kernelFunc: composeMatMul(matMul, transpose) });
  tf.registerKernel({
    kernelName: 'UnsortedSegmentSum',
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => {
      const { x, segmentIds } = inputs as Record<string, tf.Tensor>;
      const rows = tf.reshape(x as tf.Tensor, [(segmentIds as tf.Tensor).size, -1]);
      const marks = tf.oneHot(segmentIds as tf.Tensor1D, attrs?.numSegments as number);
      return tf.matMul(tf.cast(marks, 'float32'), rows, true);
    },
  });
  registerGradients(tf);
};

/**
 * Training steps a second of the character LSTM with none of the project's kernels: its layers step by
 * step from tfjs's operations, on tfjs's kernels and what can be composed of them.
 */
export const composedLstmStepsPerS = async (seconds: number): Promise<number> => {
  await startComposed();
  const input = INPUTS['char-lstm'] as (typeof INPUTS)[string];
  const model = buildModel(models.get('char-lstm'), input);
  const weights = toTensors(tf, model.manifest, model.init(1));
  const work = { epochs: 1, batchSize: BATCH_SIZE, learningRate: 0.01 };
  const stepper = createEagerStepper(tf, {
    trainStep: createTrainStep(tf, { model, work, weights }),
    weights,
  });
  const examples = randomExamples(input, BATCH_SIZE);
  const indices = Int32Array.from({ length: BATCH_SIZE }, (_, index) => index);
  const step = () => stepper.step(examples, indices);
  step();
  return 1000 / medianMs(seconds, step);
};
