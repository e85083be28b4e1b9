import type { Tensor, Tf } from '../model.ts';
import { glorotUniform, type InitialWeight } from './initialisers.ts';

/** Kernel [inputs, 4·units], recurrent kernel [units, 4·units], bias [4·units]. */
export const lstmWeights = (name: string, inputs: number, units: number): InitialWeight[] => [
  glorotUniform(`${name}/kernel`, [inputs, 4 * units]),
  glorotUniform(`${name}/recurrent`, [units, 4 * units]),
  {
    name: `${name}/bias`,
    shape: [4 * units],
    // The forget gate is open at first, so that gradients reach back (Jozefowicz et al. 2015).
    fill: () => new Float32Array(4 * units).fill(1, units, 2 * units),
  },
];

/** The layer step by step, from tfjs's operations. */
export const composedLstm = (
  tf: Tf,
  x: Tensor,
  [kernel, recurrent, bias]: readonly Tensor[],
): Tensor => {
  if (!kernel || !recurrent || !bias) {
    throw new RangeError('An LSTM needs a kernel, a recurrent kernel and a bias tensor.');
  }
  const [batch, steps, inputs] = x.shape as [number, number, number];
  const units = recurrent.shape[0] as number;
  let hidden: Tensor | undefined;
  let cell: Tensor | undefined;
  const states: Tensor[] = [];
  for (let t = 0; t < steps; t++) {
    const input = tf.reshape(tf.slice(x, [0, t, 0], [batch, 1, inputs]), [batch, inputs]);
    const driven = tf.add(tf.matMul(input, kernel), bias);
    const z = hidden ? tf.add(driven, tf.matMul(hidden, recurrent)) : driven;
    const gate = (index: number) => tf.slice(z, [0, index * units], [batch, units]);
    const fresh = tf.mul(tf.sigmoid(gate(0)), tf.tanh(gate(2)));
    cell = cell ? tf.add(tf.mul(tf.sigmoid(gate(1)), cell), fresh) : fresh;
    hidden = tf.mul(tf.sigmoid(gate(3)), tf.tanh(cell));
    states.push(hidden);
  }
  return tf.stack(states, 1);
};

/**
 * Long short-term memory over whole sequences (Hochreiter & Schmidhuber 1997, forget gate by Gers et
 * al. 2000), gates in the order input, forget, cell, output as in Keras; h₀ = c₀ = 0. A backend that
 * has the layer as one kernel (`Lstm`) does it in one.
 *
 * @param x [batch, steps, inputs]
 * @returns all hidden states, [batch, steps, units]
 */
export const lstm = (tf: Tf, x: Tensor, weights: readonly Tensor[]): Tensor => {
  if (!tf.getKernel('Lstm', tf.getBackend())) return composedLstm(tf, x, weights);
  const [kernel, recurrent, bias] = weights as [Tensor, Tensor, Tensor];
  const outputs = tf.engine().runKernel<Tensor[]>('Lstm', { x, kernel, recurrent, bias });
  return outputs[0] as Tensor;
};
