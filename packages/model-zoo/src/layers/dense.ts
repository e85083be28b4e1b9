import type { Tensor, Tf } from '../model.ts';
import { constant, glorotUniform, type InitialWeight } from './initialisers.ts';

/** The weights of a dense layer: kernel [inputs, outputs] and bias [outputs]. */
export const denseWeights = (name: string, inputs: number, outputs: number): InitialWeight[] => [
  glorotUniform(`${name}/kernel`, [inputs, outputs]),
  constant(`${name}/bias`, [outputs], 0),
];

/** x ↦ xW + b over the last axis of a matrix [rows, inputs]. */
export const dense = (tf: Tf, values: Tensor, [kernel, bias]: readonly Tensor[]): Tensor => {
  if (!kernel || !bias) throw new RangeError('A dense layer needs a kernel and a bias tensor.');
  return tf.add(tf.matMul(values, kernel), bias);
};
