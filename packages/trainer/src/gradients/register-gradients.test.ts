import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../testing/start-backend.ts';

type Formula = (tf: Tf, x: Tensor, y: Tensor) => Tensor;

/** Each of x and y is [2, 3], with values between 0.3 and 1.5. */
const formulas: Record<string, Formula> = {
  Add: (tf, x, y) => tf.square(tf.add(x, y)),
  'Add with broadcasting': (tf, x, y) => tf.square(tf.add(x, tf.slice(y, [0, 0], [1, 3]))),
  Sub: (tf, x, y) => tf.square(tf.sub(x, y)),
  Multiply: (tf, x, y) => tf.mul(x, y),
  RealDiv: (tf, x, y) => tf.div(x, y),
  'Neg and Exp': (tf, x, y) => tf.exp(tf.neg(tf.mul(x, y))),
  Log: (tf, x, y) => tf.mul(tf.log(x), y),
  Sqrt: (tf, x, y) => tf.sqrt(tf.add(x, y)),
  Relu: (tf, x, y) => tf.square(tf.relu(tf.sub(x, tf.mul(y, 0.71)))),
  Sigmoid: (tf, x, y) => tf.mul(tf.sigmoid(x), y),
  Tanh: (tf, x, y) => tf.tanh(tf.mul(x, y)),
  'Reshape and ExpandDims': (tf, x, y) =>
    tf.mul(tf.expandDims(tf.reshape(x, [3, 2]), 1), tf.reshape(y, [3, 1, 2])),
  Identity: (tf, x, y) => tf.mul(tf.clone(x), y),
  Transpose: (tf, x, y) =>
    tf.mul(tf.transpose(tf.reshape(x, [1, 2, 3]), [2, 0, 1]), tf.reshape(y, [3, 1, 2])),
  Sum: (tf, x, y) => tf.square(tf.sum(tf.mul(x, y), -1)),
  'Sum over all': (tf, x, y) => tf.square(tf.sum(tf.mul(x, y))),
  Mean: (tf, x, y) => tf.square(tf.mean(tf.mul(x, y), [0])),
  Slice: (tf, x, y) => tf.mul(tf.slice(x, [0, 1], [2, 2]), tf.slice(y, [0, 0], [-1, 2])),
  MatMul: (tf, x, y) => tf.square(tf.matMul(x, tf.reshape(y, [3, 2]))),
  'MatMul, first transposed': (tf, x, y) => tf.square(tf.matMul(x, y, true, false)),
  'MatMul, second transposed': (tf, x, y) => tf.square(tf.matMul(x, y, false, true)),
  'MatMul, both transposed': (tf, x, y) =>
    tf.square(tf.matMul(x, tf.reshape(y, [3, 2]), true, true)),
};

const images = (tf: Tf, x: Tensor) => tf.reshape(x, [1, 2, 3, 1]) as Tensor4D;
const convolutions: Record<string, Formula> = {
  'Conv2D, same padding': (tf, x, y) =>
    tf.square(tf.conv2d(images(tf, x), tf.reshape(y, [2, 3, 1, 1]) as Tensor4D, 1, 'same')),
  'Conv2D, valid': (tf, x, y) =>
    tf.square(tf.conv2d(images(tf, x), tf.reshape(y, [1, 2, 1, 3]) as Tensor4D, 1, 'valid')),
  MaxPool: (tf, x, y) => tf.square(tf.add(tf.maxPool(images(tf, x), 2, 1, 'same'), images(tf, y))),
};

const X = [0.31, 1.42, 0.77, 1.13, 0.52, 0.94];
const Y = [1.21, 0.46, 0.83, 0.68, 1.37, 0.55];
const STEP = 1e-2;

/** Compares the gradient with a central difference, whose error in float32 is a few 1e-3. */
const check = async (tf: Tf, formula: Formula): Promise<void> => {
  const total = (x: number[], y: number[]) =>
    tf.tidy(
      () => tf.sum(formula(tf, tf.tensor(x, [2, 3]), tf.tensor(y, [2, 3]))).dataSync()[0] as number,
    );
  const gradients = tf.tidy(() =>
    tf.grads((x: Tensor, y: Tensor) => tf.sum(formula(tf, x, y)))([
      tf.tensor(X, [2, 3]),
      tf.tensor(Y, [2, 3]),
    ]),
  );
  const [byX, byY] = await Promise.all(gradients.map((gradient) => gradient.data()));
  tf.dispose(gradients);
  const nudge = (values: number[], index: number, by: number) =>
    values.with(index, (values[index] as number) + by);
  X.forEach((_, index) => {
    const slopeX =
      (total(nudge(X, index, STEP), Y) - total(nudge(X, index, -STEP), Y)) / (2 * STEP);
    const slopeY =
      (total(X, nudge(Y, index, STEP)) - total(X, nudge(Y, index, -STEP))) / (2 * STEP);
    expect(Math.abs((byX?.[index] as number) - slopeX)).toBeLessThan(5e-3 * (1 + Math.abs(slopeX)));
    expect(Math.abs((byY?.[index] as number) - slopeY)).toBeLessThan(5e-3 * (1 + Math.abs(slopeY)));
  });
};

describe.each(['cpu', 'wasm'] as const)(
  'gradients on %s agree with finite differences',
  (backend) => {
    let tf: Tf;
    beforeAll(async () => {
      tf = await startBackend(backend);
    });

    it.each(Object.entries({ ...formulas, ...convolutions }))('%s', async (_, formula) =>
      check(tf, formula),
    );
  },
);
