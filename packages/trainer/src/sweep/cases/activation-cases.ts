import type { Tensor, Tf } from '@tributary/model-zoo';
import { real, type SweepCase } from '../sweep-case.ts';

const activation = (
  name: string,
  [low, high]: readonly [number, number],
  compute: (tf: Tf, x: Tensor) => Tensor,
): SweepCase => ({ name, inputs: [real([3, 8], low, high)], compute });

/** GELU by the error function: Hendrycks & Gimpel 2016, section 2. */
const exactGelu = (tf: Tf, x: Tensor): Tensor =>
  tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1));

/** The same paper's approximation by tanh, as GPT-2 has it. */
const tanhGelu = (tf: Tf, x: Tensor): Tensor => {
  const inner = tf.mul(
    tf.add(x, tf.mul(tf.mul(tf.square(x), x), 0.044715)),
    Math.sqrt(2 / Math.PI),
  );
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(inner), 1));
};

const softmaxOf = (shape: readonly number[], name: string, reach = 3): SweepCase => ({
  name,
  inputs: [real(shape, -reach, reach)],
  compute: (tf, x) => tf.softmax(x),
});

/** Nonlinearities between layers and at the end. */
export const activationCases: readonly SweepCase[] = [
  activation('Relu', [-2, 2], (tf, x) => tf.relu(x)),
  activation('Relu of negative numbers', [-2, -0.5], (tf, x) => tf.relu(x)),
  activation('Relu6', [-3, 9], (tf, x) => tf.relu6(x)),
  activation('LeakyRelu', [-2, 2], (tf, x) => tf.leakyRelu(x, 0.1)),
  activation('Elu', [-3, 3], (tf, x) => tf.elu(x)),
  activation('Selu', [-3, 3], (tf, x) => tf.selu(x)),
  activation('Softplus', [-5, 5], (tf, x) => tf.softplus(x)),
  activation('Sigmoid', [-6, 6], (tf, x) => tf.sigmoid(x)),
  activation('Tanh', [-4, 4], (tf, x) => tf.tanh(x)),
  activation('Tanh near nought', [-0.02, 0.02], (tf, x) => tf.tanh(x)),
  activation('Swish', [-4, 4], (tf, x) => tf.mul(x, tf.sigmoid(x))),
  activation('HardSwish', [-5, 5], (tf, x) => tf.mul(x, tf.div(tf.relu6(tf.add(x, 3)), 6))),
  activation('GELU by erf', [-3, 3], exactGelu),
  activation('GELU by tanh', [-3, 3], tanhGelu),
  {
    name: 'Prelu',
    inputs: [real([3, 2, 4], -2, 2), real([4], 0.05, 0.5)],
    compute: (tf, x, alpha) => tf.prelu(x, alpha),
  },
  softmaxOf([3, 7], 'Softmax'),
  softmaxOf([1, 10], 'Softmax of one example'),
  softmaxOf([4, 1], 'Softmax of one class'),
  softmaxOf([2, 301], 'Softmax of many classes'),
  softmaxOf([2, 2, 3, 5], 'Softmax of attention scores'),
  softmaxOf([3, 7], 'Softmax of large numbers', 60),
  activation('LogSoftmax', [-3, 3], (tf, x) => tf.logSoftmax(x)),
  activation('LogSoftmax of large numbers', [-60, 60], (tf, x) => tf.logSoftmax(x)),
  activation('LogSumExp', [-3, 3], (tf, x) => tf.logSumExp(x, -1)),
];
