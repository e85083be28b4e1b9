import type { Tensor, Tf } from '@tributary/model-zoo';
import { real, type SweepCase, truth, whole } from '../sweep-case.ts';

type Unary = [name: string, low: number, high: number, compute: (tf: Tf, x: Tensor) => Tensor];

const unaries: Unary[] = [
  ['Neg', -2, 2, (tf, x) => tf.neg(x)],
  ['Square', -2, 2, (tf, x) => tf.square(x)],
  ['Sqrt', 0.2, 3, (tf, x) => tf.sqrt(x)],
  ['Rsqrt', 0.2, 3, (tf, x) => tf.rsqrt(x)],
  ['Reciprocal', 0.3, 3, (tf, x) => tf.reciprocal(x)],
  ['Reciprocal of negative numbers', -3, -0.3, (tf, x) => tf.reciprocal(x)],
  ['Exp', -4, 3, (tf, x) => tf.exp(x)],
  ['Expm1', -2, 2, (tf, x) => tf.expm1(x)],
  ['Log', 0.2, 5, (tf, x) => tf.log(x)],
  ['Log1p', -0.7, 4, (tf, x) => tf.log1p(x)],
  ['Abs', -2, 2, (tf, x) => tf.abs(x)],
  ['Erf', -2.5, 2.5, (tf, x) => tf.erf(x)],
  ['ClipByValue', -2, 2, (tf, x) => tf.clipByValue(x, -0.9, 1.1)],
  ['Pow with a whole exponent', -2, 2, (tf, x) => tf.pow(x, tf.scalar(3))],
  ['ZerosLike and OnesLike', -2, 2, (tf, x) => tf.mul(x, tf.add(tf.zerosLike(x), tf.onesLike(x)))],
  ['Step as a mask', -2, 2, (tf, x) => tf.mul(x, tf.step(x, 0.3))],
  ['Sign', -2, 2, (tf, x) => tf.mul(x, tf.sign(x))],
  ['Floor', -2, 2, (tf, x) => tf.sub(x, tf.floor(x))],
  ['Greater as a mask', -2, 2, (tf, x) => tf.mul(x, tf.cast(tf.greater(x, 0), 'float32'))],
  ['Less as a mask', -2, 2, (tf, x) => tf.where(tf.less(x, 0.5), x, tf.square(x))],
];

const binary = (
  name: string,
  inputs: SweepCase['inputs'],
  compute: (tf: Tf, a: Tensor, b: Tensor) => Tensor,
): SweepCase => ({ name, inputs, compute });

const binaries: SweepCase[] = [
  binary('Add', [real([3, 5]), real([3, 5])], (tf, a, b) => tf.add(a, b)),
  binary('Add a bias', [real([4, 5]), real([5])], (tf, a, b) => tf.add(a, b)),
  binary('Add a column', [real([4, 5]), real([4, 1])], (tf, a, b) => tf.add(a, b)),
  binary('Add a number', [real([2, 3, 5]), real([])], (tf, a, b) => tf.add(a, b)),
  binary('Add a bias of pictures', [real([2, 3, 3, 5]), real([5])], (tf, a, b) => tf.add(a, b)),
  binary('Add, both broadcast', [real([3, 1]), real([1, 4])], (tf, a, b) => tf.add(a, b)),
  binary('Sub', [real([7]), real([7])], (tf, a, b) => tf.sub(a, b)),
  binary('Sub from fewer axes', [real([5]), real([2, 3, 5])], (tf, a, b) => tf.sub(a, b)),
  binary('Sub a mean', [real([3, 5]), real([3, 1])], (tf, a, b) => tf.sub(a, b)),
  binary('Multiply', [real([3, 7]), real([3, 7])], (tf, a, b) => tf.mul(a, b)),
  binary('Multiply rows', [real([2, 3, 4]), real([3, 1])], (tf, a, b) => tf.mul(a, b)),
  binary('Multiply by a number', [real([17]), real([])], (tf, a, b) => tf.mul(a, b)),
  binary('Multiply by itself', [real([3, 3])], (tf, a) => tf.mul(a, a)),
  binary('RealDiv', [real([3, 5]), real([3, 5], 0.5, 2)], (tf, a, b) => tf.div(a, b)),
  binary('RealDiv by rows', [real([3, 5]), real([3, 1], -2, -0.5)], (tf, a, b) => tf.div(a, b)),
  binary('SquaredDifference', [real([4, 3]), real([3])], (tf, a, b) => tf.squaredDifference(a, b)),
  binary('Maximum', [real([3, 4], -2, 2), real([3, 4], -1.9, 2.1)], (tf, a, b) => tf.maximum(a, b)),
  binary('Minimum with broadcasting', [real([3, 4], -2, 2), real([4], -1.95, 2.05)], (tf, a, b) =>
    tf.minimum(a, b),
  ),
  binary('Pow', [real([3, 4], 0.3, 2), real([3, 4], -1, 2.5)], (tf, a, b) => tf.pow(a, b)),
];

/** WGSL allows sine and cosine an absolute error of 2⁻¹¹ within ±π (its section on accuracy). */
const WAVE_TOLERANCE = 1e-3;

/** Sums, products, powers and elementary functions, number by number. */
export const arithmeticCases: readonly SweepCase[] = [
  ...binaries,
  ...unaries.map(
    ([name, low, high, compute]): SweepCase => ({
      name,
      inputs: [real([3, 8], low, high)],
      compute,
    }),
  ),
  {
    name: 'Sin',
    inputs: [real([3, 8], -3, 3)],
    compute: (tf, x) => tf.sin(x),
    tolerance: WAVE_TOLERANCE,
  },
  {
    name: 'Cos',
    inputs: [real([3, 8], -3, 3)],
    compute: (tf, x) => tf.cos(x),
    tolerance: WAVE_TOLERANCE,
  },
  {
    name: 'AddN',
    inputs: [real([2, 5]), real([2, 5]), real([2, 5])],
    compute: (tf, a, b, c) => tf.addN([a, b, tf.square(c)]),
  },
  {
    name: 'Cast of whole numbers',
    inputs: [real([3, 4]), whole([3, 4], 9)],
    compute: (tf, x, n) => tf.mul(x, tf.cast(n, 'float32')),
  },
  {
    name: 'Select',
    inputs: [truth([3, 5]), real([3, 5]), real([3, 5])],
    compute: (tf, condition, a, b) => tf.where(condition, a, b),
  },
  {
    name: 'Select with broadcasting',
    inputs: [truth([1, 5]), real([3, 5]), real([3, 1])],
    compute: (tf, condition, a, b) => tf.where(condition, a, b),
  },
];
