import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { composedLstm, lstm, lstmWeights } from './lstm.ts';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

interface Unit {
  /** One row of four gates (input, forget, cell, output) for each input. */
  readonly kernel: readonly (readonly number[])[];
  readonly recurrent: readonly number[];
  readonly bias: readonly number[];
}

/** The hidden states of a single unit, by the definition, in float64. */
const runUnit = (xs: readonly (readonly number[])[], { kernel, recurrent, bias }: Unit) => {
  let [hidden, cell] = [0, 0];
  return xs.map((x) => {
    const [i, f, g, o] = bias.map((own, gate) => {
      const driven = x.reduce((sum, value, row) => sum + value * (kernel[row]?.[gate] ?? 0), own);
      return driven + hidden * (recurrent[gate] ?? 0);
    }) as [number, number, number, number];
    cell = sigmoid(f) * cell + sigmoid(i) * Math.tanh(g);
    hidden = sigmoid(o) * Math.tanh(cell);
    return hidden;
  });
};

const expectClose = async (states: tf.Tensor, expected: readonly number[]) => {
  const values = await states.data();
  expect(values).toHaveLength(expected.length);
  values.forEach((value, index) => {
    expect(value).toBeCloseTo(expected[index] as number, 5);
  });
};

describe('composedLstm', () => {
  const unit: Unit = {
    kernel: [
      [0.7, -1.1, 1.9, 0.3],
      [-0.4, 0.8, 0.6, -1.7],
    ],
    recurrent: [1.3, -0.9, 0.5, 2.1],
    bias: [0.1, 1, -0.2, 0.4],
  };
  const sequences = [
    [
      [1, -0.5],
      [0.25, 2],
      [-1.5, 0.75],
    ],
    [
      [0, 3],
      [-2, -1],
      [0.5, 0.5],
    ],
  ];

  it('computes every hidden state of each sequence, gates in the order i, f, g, o', async () => {
    const weights = [
      tf.tensor2d(unit.kernel.flat(), [2, 4]),
      tf.tensor2d([...unit.recurrent], [1, 4]),
      tf.tensor1d([...unit.bias]),
    ];
    const states = composedLstm(tf, tf.tensor3d(sequences), weights);
    expect(states.shape).toEqual([2, 3, 1]);
    await expectClose(
      states,
      sequences.flatMap((xs) => runUnit(xs, unit)),
    );
  });

  it('feeds each unit what the others said one step before', async () => {
    const xs = [[1], [-2], [0.5], [3]];
    const gates = [0.7, -1.1, 1.9, 0.3];
    const told = [0.2, 1.4, -0.8, 0.9];
    const none = [0, 0, 0, 0];
    // Unit 0 hears only the input, unit 1 only unit 0. Columns: i₀ i₁ f₀ f₁ g₀ g₁ o₀ o₁.
    const kernel = gates.flatMap((value) => [value, 0]);
    const fromFirst = told.flatMap((value) => [0, value]);
    const states = composedLstm(tf, tf.tensor3d([xs]), [
      tf.tensor2d(kernel, [1, 8]),
      tf.tensor2d([...fromFirst, ...new Array<number>(8).fill(0)], [2, 8]),
      tf.zeros([8]),
    ]);
    const first = runUnit(xs, { kernel: [gates], recurrent: none, bias: none });
    const heard = [0, ...first.slice(0, -1)].map((state) => [state]);
    const second = runUnit(heard, { kernel: [told], recurrent: none, bias: none });
    await expectClose(
      states,
      first.flatMap((state, step) => [state, second[step] as number]),
    );
  });

  it('is what the layer does on a backend without a kernel for it', async () => {
    const weights = [tf.ones([2, 12]), tf.ones([3, 12]), tf.zeros([12])];
    const x = tf.tensor3d(sequences);
    const states = await composedLstm(tf, x, weights).data();
    expect(await lstm(tf, x, weights).data()).toEqual(states);
  });

  it('refuses to do without a weight', () => {
    expect(() => composedLstm(tf, tf.tensor3d(sequences), [tf.ones([2, 4])])).toThrow(RangeError);
  });
});

describe('lstmWeights', () => {
  it('open the forget gate alone', () => {
    const weights = lstmWeights('lstm1', 3, 2);
    expect(weights.map(({ name, shape }) => [name, shape])).toEqual([
      ['lstm1/kernel', [3, 8]],
      ['lstm1/recurrent', [2, 8]],
      ['lstm1/bias', [8]],
    ]);
    expect(weights[2]?.fill(1)).toEqual(Float32Array.of(0, 0, 1, 1, 0, 0, 0, 0));
  });
});
