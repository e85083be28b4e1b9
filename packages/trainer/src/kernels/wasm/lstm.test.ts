import { createRandom } from '@tributary/fedavg';
import type { Tensor, Tf } from '@tributary/model-zoo';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../testing/start-backend.ts';

type Sizes = { batch: number; steps: number; inputs: number; units: number };

const normal = (length: number, seed: number, scale = 0.5): Float64Array => {
  const random = createRandom(seed);
  return Float64Array.from({ length }, () => scale * Math.fround(random.normal()));
};

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Hidden states by the definition, in float64. */
const lstmByHand = (
  { batch, steps, inputs, units }: Sizes,
  [x, kernel, recurrent, bias]: readonly Float64Array[],
): Float64Array => {
  const hidden = new Float64Array(batch * steps * units);
  for (let n = 0; n < batch; n++) {
    let h = new Float64Array(units);
    let c = new Float64Array(units);
    for (let t = 0; t < steps; t++) {
      const z = Float64Array.from({ length: 4 * units }, (_, j) => {
        let sum = bias?.[j] as number;
        for (let i = 0; i < inputs; i++) {
          sum +=
            (x?.[(n * steps + t) * inputs + i] as number) * (kernel?.[i * 4 * units + j] as number);
        }
        for (let u = 0; u < units; u++) {
          sum += (h[u] as number) * (recurrent?.[u * 4 * units + j] as number);
        }
        return sum;
      });
      const gate = (which: number, u: number) => z[which * units + u] as number;
      c = c.map(
        (value, u) => sigmoid(gate(1, u)) * value + sigmoid(gate(0, u)) * Math.tanh(gate(2, u)),
      );
      h = c.map((value, u) => sigmoid(gate(3, u)) * Math.tanh(value));
      hidden.set(h, (n * steps + t) * units);
    }
  }
  return hidden;
};

const sizes: Sizes[] = [
  { batch: 1, steps: 1, inputs: 1, units: 1 },
  { batch: 2, steps: 4, inputs: 3, units: 5 },
  { batch: 5, steps: 3, inputs: 7, units: 8 },
  { batch: 1, steps: 5, inputs: 2, units: 18 },
];

describe('the LSTM layer on wasm', () => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await startBackend('wasm');
  });

  const shapesOf = ({ batch, steps, inputs, units }: Sizes) => [
    [batch, steps, inputs],
    [inputs, 4 * units],
    [units, 4 * units],
    [4 * units],
  ];
  const valuesOf = (size: Sizes) =>
    shapesOf(size).map((shape, index) =>
      normal(
        shape.reduce((a, b) => a * b, 1),
        index + 1,
      ),
    );
  const run = ([x, kernel, recurrent, bias]: readonly Tensor[]) =>
    tf
      .engine()
      .runKernel<Tensor[]>('Lstm', { x, kernel, recurrent, bias } as Record<
        string,
        Tensor
      >)[0] as Tensor;

  it.each(sizes)('gives the hidden states of its definition for %o', async (size) => {
    const values = valuesOf(size);
    const hidden = tf.tidy(() =>
      run(
        values.map((value, i) =>
          tf.tensor(Float32Array.from(value), shapesOf(size)[i] as number[]),
        ),
      ),
    );
    const expected = lstmByHand(size, values);
    const actual = await hidden.data();
    hidden.dispose();
    expected.forEach((value, index) => {
      expect(Math.abs(value - (actual[index] as number))).toBeLessThan(2e-6);
    });
  });

  it.each(sizes)('has the gradient of its definition for %o', async (size) => {
    const values = valuesOf(size);
    const pull = normal(size.batch * size.steps * size.units, 9, 1);
    const before = tf.memory().numTensors;
    const gradients = tf.tidy(() =>
      tf.grads((...tensors: Tensor[]) =>
        tf.sum(
          tf.mul(
            run(tensors),
            tf.tensor(Float32Array.from(pull), [size.batch, size.steps, size.units]),
          ),
        ),
      )(
        values.map((value, i) =>
          tf.tensor(Float32Array.from(value), shapesOf(size)[i] as number[]),
        ),
      ),
    );
    const total = (changed: readonly Float64Array[]) =>
      lstmByHand(size, changed).reduce(
        (sum, value, index) => sum + value * (pull[index] as number),
        0,
      );
    for (const [which, gradient] of gradients.entries()) {
      const actual = await gradient.data();
      const slopes = Array.from(values[which] as Float64Array, (value, index) => {
        const at = (by: number) =>
          total(values.map((given, i) => (i === which ? given.with(index, value + by) : given)));
        return (at(1e-5) - at(-1e-5)) / 2e-5;
      });
      const largest = slopes.reduce((most, slope) => Math.max(most, Math.abs(slope)), 1e-3);
      slopes.forEach((slope, index) => {
        expect(Math.abs(slope - (actual[index] as number))).toBeLessThan(1e-5 * largest + 1e-6);
      });
    }
    tf.dispose(gradients);
    expect(tf.memory().numTensors).toBe(before);
  });
});
