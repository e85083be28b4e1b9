import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';
import { type Gradient, type GradientFamily, ofInput, ofOutput } from './gradient.ts';
import { unbroadcast } from './unbroadcast.ts';

type Partial = (dy: Tensor, a: Tensor, b: Tensor) => Tensor;

/** z = f(a, b) with broadcasting, from its two partial derivatives times dy. */
const binary = (tf: Tf, kernel: string, byA: Partial, byB: Partial): Gradient => ({
  kernel,
  needs: ['a', 'b'],
  back: (dy, saved) => {
    const [a, b] = saved as [Tensor, Tensor];
    return {
      a: () => unbroadcast(tf, byA(dy, a, b), a.shape),
      b: () => {
        const gradient = unbroadcast(tf, byB(dy, a, b), b.shape);
        // tfjs frees an input's gradient once it has added another to it: the two may not share one.
        return gradient === dy ? dy.clone() : gradient;
      },
    };
  },
});

/** Functions of two numbers. */
const binaries: GradientFamily = (tf) => {
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
    binary(
      tf,
      'SquaredDifference',
      (dy, a, b) => mul(dy, mul(sub(a, b), 2)),
      (dy, a, b) => mul(dy, mul(sub(b, a), 2)),
    ),
    binary(
      tf,
      'Maximum',
      (dy, a, b) => mul(dy, tf.cast(tf.greaterEqual(a, b), 'float32')),
      (dy, a, b) => mul(dy, tf.cast(tf.less(a, b), 'float32')),
    ),
    binary(
      tf,
      'Minimum',
      (dy, a, b) => mul(dy, tf.cast(tf.lessEqual(a, b), 'float32')),
      (dy, a, b) => mul(dy, tf.cast(tf.greater(a, b), 'float32')),
    ),
    binary(
      tf,
      'Pow',
      (dy, a, b) => mul(dy, mul(b, tf.pow(a, sub(b, 1)))),
      // ln a where there is one; a whole exponent of a negative number is a constant.
      (dy, a, b) => {
        const logarithm = mul(tf.log(tf.maximum(a, 1e-30)), tf.step(a));
        return mul(dy, mul(tf.pow(a, b), logarithm));
      },
    ),
  ];
};

/** Functions of one number. */
const unaries: GradientFamily = (tf) => {
  const { mul, neg, div, square } = tf;
  return [
    ofInput('Neg', (dy) => neg(dy)),
    ofInput('Square', (dy, x) => mul(dy, mul(x, 2))),
    ofInput('Log', (dy, x) => div(dy, x)),
    ofOutput('Exp', (dy, y) => mul(dy, y)),
    ofOutput('Sqrt', (dy, y) => div(dy, mul(y, 2))),
    ofOutput('Rsqrt', (dy, y) => mul(dy, mul(mul(mul(y, y), y), -0.5))),
    ofOutput('Reciprocal', (dy, y) => neg(mul(dy, square(y)))),
    ofInput('Abs', (dy, x) => mul(dy, tf.sign(x))),
    ofInput('Log1p', (dy, x) => div(dy, tf.add(x, 1))),
    ofOutput('Expm1', (dy, y) => mul(dy, tf.add(y, 1))),
    ofInput('Sin', (dy, x) => mul(dy, tf.cos(x))),
    ofInput('Cos', (dy, x) => neg(mul(dy, tf.sin(x)))),
    { kernel: 'Cast', needs: [], back: (dy) => ({ x: () => dy }) },
  ];
};

/** Element by element: sums, products, powers and the like. */
export const arithmetic: GradientFamily = (tf) => [...binaries(tf), ...unaries(tf)];
