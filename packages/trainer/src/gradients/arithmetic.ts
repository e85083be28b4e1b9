import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';
import type { Gradient, GradientFamily } from './gradient.ts';

/** Sums a gradient over the axes along which its input was broadcast. */
const unbroadcast = (tf: Tf, gradient: Tensor, shape: number[]): Tensor => {
  const axes = tf.broadcast_util.getReductionAxes(shape, gradient.shape);
  return axes.length === 0 ? gradient : tf.reshape(tf.sum(gradient, axes), shape);
};

type Partial = (dy: Tensor, a: Tensor, b: Tensor) => Tensor;

/** z = f(a, b) with broadcasting, from its two partial derivatives times dy. */
const binary = (tf: Tf, kernel: string, byA: Partial, byB: Partial): Gradient => ({
  kernel,
  needs: ['a', 'b'],
  back: (dy, saved) => {
    const [a, b] = saved as [Tensor, Tensor];
    return {
      a: () => unbroadcast(tf, byA(dy, a, b), a.shape),
      b: () => unbroadcast(tf, byB(dy, a, b), b.shape),
    };
  },
});

/** y = f(x), from dy and x. */
const ofInput = (kernel: string, back: (dy: Tensor, x: Tensor) => Tensor): Gradient => ({
  kernel,
  needs: ['x'],
  back: (dy, [x]) => ({ x: () => back(dy, x as Tensor) }),
});

/** y = f(x), from dy and y: for functions whose derivative is simple in their own value. */
const ofOutput = (kernel: string, back: (dy: Tensor, y: Tensor) => Tensor): Gradient => ({
  kernel,
  needs: 'output',
  back: (dy, [y]) => ({ x: () => back(dy, y as Tensor) }),
});

/** Element by element: sums, products, and the usual nonlinearities. */
export const arithmetic: GradientFamily = (tf) => {
  const { mul, neg, div, sub, square } = tf;
  return [
    binary(
      tf,
      'Add',
      (dy) => dy,
      (dy) => dy,
    ),
    binary(
      tf,
      'Sub',
      (dy) => dy,
      (dy) => neg(dy),
    ),
    binary(
      tf,
      'Multiply',
      (dy, _, b) => mul(dy, b),
      (dy, a) => mul(dy, a),
    ),
    binary(
      tf,
      'RealDiv',
      (dy, _, b) => div(dy, b),
      (dy, a, b) => neg(div(mul(dy, a), square(b))),
    ),
    ofInput('Neg', (dy) => neg(dy)),
    ofInput('Square', (dy, x) => mul(dy, mul(x, 2))),
    ofInput('Log', (dy, x) => div(dy, x)),
    ofOutput('Exp', (dy, y) => mul(dy, y)),
    ofOutput('Sqrt', (dy, y) => div(dy, mul(y, 2))),
    ofOutput('Relu', (dy, y) => mul(dy, tf.step(y))),
    ofOutput('Sigmoid', (dy, y) => mul(dy, mul(y, sub(1, y)))),
    ofOutput('Tanh', (dy, y) => mul(dy, sub(1, square(y)))),
  ];
};
