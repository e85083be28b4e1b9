import type { Tensor } from '@tensorflow/tfjs-core';
import { type GradientFamily, ofInput, ofOutput } from './gradient.ts';
import { unbroadcast } from './unbroadcast.ts';

/** √2/√π, of the error function's derivative. */
const ERF_SCALE = 2 / Math.sqrt(Math.PI);

/** Nonlinearities between layers. */
export const activations: GradientFamily = (tf) => {
  const { mul, sub, add, exp, where, step, square, sigmoid } = tf;
  const { SELU_SCALE, SELU_SCALEALPHA } = tf.backend_util;
  const between = (x: Tensor, low: number, high: number) =>
    mul(step(sub(x, low)), step(sub(high, x)));
  return [
    ofOutput('Relu', (dy, y) => mul(dy, step(y))),
    ofOutput('Sigmoid', (dy, y) => mul(dy, mul(y, sub(1, y)))),
    ofOutput('Tanh', (dy, y) => mul(dy, sub(1, square(y)))),
    ofInput('Relu6', (dy, x) => mul(dy, between(x, 0, 6))),
    ofInput('LeakyRelu', (dy, x, { alpha }) =>
      where(tf.greater(x, 0), dy, mul(dy, alpha as number)),
    ),
    ofOutput('Elu', (dy, y) => where(tf.greater(y, 0), dy, mul(dy, add(y, 1)))),
    ofOutput('Selu', (dy, y) =>
      where(tf.greater(y, 0), mul(dy, SELU_SCALE), mul(dy, add(y, SELU_SCALEALPHA))),
    ),
    ofInput('Softplus', (dy, x) => mul(dy, sigmoid(x))),
    ofInput('Erf', (dy, x) => mul(dy, mul(exp(tf.neg(square(x))), ERF_SCALE))),
    ofInput('ClipByValue', (dy, x, { clipValueMin, clipValueMax }) =>
      mul(dy, between(x, clipValueMin as number, clipValueMax as number)),
    ),
    {
      kernel: 'Prelu',
      needs: ['x', 'alpha'],
      back: (dy, saved) => {
        const [x, alpha] = saved as [Tensor, Tensor];
        return {
          x: () => where(tf.greater(x, 0), dy, mul(dy, alpha)),
          alpha: () => {
            const whole = where(tf.greater(x, 0), tf.zerosLike(dy), mul(dy, x));
            return unbroadcast(tf, whole, alpha.shape);
          },
        };
      },
    },
    // y = softmax(x): dx = y∘(dy − Σ dy∘y), over the last axis. The logarithm brings its own gradient.
    ofOutput(
      'Softmax',
      (dy, y) => {
        const weighted = mul(dy, y);
        return sub(weighted, mul(tf.sum(weighted, -1, true), y));
      },
      'logits',
    ),
    ofOutput('LogSoftmax', (dy, y) => sub(dy, mul(tf.sum(dy, -1, true), exp(y))), 'logits'),
  ];
};
