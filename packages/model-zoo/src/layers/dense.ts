import type { BuiltModel, Tensor, Tf } from '../model.ts';
import {
  constant,
  fillWeights,
  glorotUniform,
  type InitialWeight,
  manifestOf,
} from './initialisers.ts';

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

/**
 * A stack of dense layers, x ↦ xW + b, with ReLU between them and none after the last. Inputs are
 * flattened to the first width.
 *
 * @param widths units per layer from the inputs to the logits, e.g. [784, 200, 200, 10]
 */
export const denseStack = (widths: readonly [number, number, ...number[]]): BuiltModel => {
  const layers = widths
    .slice(1)
    .map((outputs, index) => denseWeights(`dense${index + 1}`, widths[index] as number, outputs));
  const weights = layers.flat();
  return {
    manifest: manifestOf(weights),
    init: (seed) => fillWeights(weights, seed),
    forward: (tf, tensors, inputs) =>
      layers.reduce<Tensor>(
        (values, _, index) => {
          const sum = dense(tf, values, tensors.slice(2 * index, 2 * index + 2));
          return index < layers.length - 1 ? tf.relu(sum) : sum;
        },
        tf.reshape(inputs, [-1, widths[0]]),
      ),
  };
};
