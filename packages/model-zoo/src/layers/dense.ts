import { createRandom, deriveSeed, type Seed, type WeightManifest } from '@tributary/fedavg';
import type { BuiltModel, Tensor, Tf } from '../model.ts';

interface DenseLayer {
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
}

/**
 * A stack of dense layers, x ↦ xW + b, with ReLU between them and none after the last. Inputs are
 * flattened to the first width.
 *
 * @param widths units per layer from the inputs to the logits, e.g. [784, 200, 200, 10]
 */
export const denseStack = (widths: readonly [number, number, ...number[]]): BuiltModel => {
  const layers = widths.slice(1).map(
    (outputs, index): DenseLayer => ({
      name: `dense${index + 1}`,
      inputs: widths[index] as number,
      outputs,
    }),
  );
  const manifest: WeightManifest = layers.flatMap(({ name, inputs, outputs }) => [
    { name: `${name}/kernel`, shape: [inputs, outputs] },
    { name: `${name}/bias`, shape: [outputs] },
  ]);
  return {
    manifest,
    init: (seed) =>
      concat(layers.flatMap((layer) => [glorotUniform(layer, seed), zeroBias(layer)])),
    forward: (tf, weights, inputs) =>
      layers.reduce<Tensor>(
        (values, _, index) => {
          const sum = dense(tf, values, weights.slice(2 * index, 2 * index + 2));
          return index < layers.length - 1 ? tf.relu(sum) : sum;
        },
        tf.reshape(inputs, [-1, widths[0]]),
      ),
  };
};

const dense = (tf: Tf, values: Tensor, [kernel, bias]: readonly Tensor[]): Tensor => {
  if (!kernel || !bias) throw new RangeError('A dense layer needs a kernel and a bias tensor.');
  return tf.add(tf.matMul(values, kernel), bias);
};

/** Uniform in ±√(6 / (inputs + outputs)): Glorot & Bengio 2010, equation 16. */
const glorotUniform = ({ name, inputs, outputs }: DenseLayer, seed: Seed): Float32Array => {
  const random = createRandom(deriveSeed(seed, 'init', name));
  const limit = Math.sqrt(6 / (inputs + outputs));
  return Float32Array.from({ length: inputs * outputs }, () => (2 * random.uniform() - 1) * limit);
};

const zeroBias = ({ outputs }: DenseLayer): Float32Array => new Float32Array(outputs);

const concat = (parts: readonly Float32Array[]): Float32Array => {
  const whole = new Float32Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
};
