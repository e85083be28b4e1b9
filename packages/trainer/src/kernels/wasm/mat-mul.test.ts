import { createRandom } from '@tributary/fedavg';
import type { Tf } from '@tributary/model-zoo';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../testing/start-backend.ts';

const flags = [false, true].flatMap((a) => [false, true].map((b) => [a, b] as const));
/** [batch of a, batch of b, m, k, n]; 0 stands for rank 2. Sizes cross every block's edge. */
const sizes: [number, number, number, number, number][] = [
  [0, 0, 1, 1, 1],
  [0, 0, 2, 3, 11],
  [0, 0, 11, 3, 2],
  [0, 0, 5, 5, 5],
  [0, 0, 10, 300, 17],
  [0, 0, 61, 257, 263],
  [0, 0, 21, 16, 9],
  [3, 3, 2, 4, 6],
  [3, 1, 6, 4, 2],
  [1, 3, 6, 4, 2],
];

describe('matrix products on wasm', () => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await startBackend('wasm');
  });

  const matrices = (batch: number, [rows, columns]: [number, number], seed: number) => {
    const random = createRandom(seed);
    const shape = batch === 0 ? [rows, columns] : [batch, rows, columns];
    const length = rows * columns * Math.max(batch, 1);
    const values = Float32Array.from({ length }, () => random.normal());
    return {
      shape,
      at: (n: number, i: number, j: number) =>
        values[((n % Math.max(batch, 1)) * rows + i) * columns + j] as number,
      values,
    };
  };

  const product = (
    [batchA, batchB, m, k, n]: [number, number, number, number, number],
    [ta, tb]: [boolean, boolean],
  ) => {
    const a = matrices(batchA, ta ? [k, m] : [m, k], 1);
    const b = matrices(batchB, tb ? [n, k] : [k, n], 2);
    const expected = (index: number) => {
      const [batch, i, j] = [Math.floor(index / (m * n)), Math.floor(index / n) % m, index % n];
      let sum = 0;
      for (let s = 0; s < k; s++) {
        sum +=
          (ta ? a.at(batch, s, i) : a.at(batch, i, s)) *
          (tb ? b.at(batch, j, s) : b.at(batch, s, j));
      }
      return sum;
    };
    return { a, b, expected };
  };

  it.each(sizes)('are right for %i·%i [%i, %i, %i] with any flags', async (...size) => {
    const before = tf.memory();
    for (const [transposeA, transposeB] of flags) {
      const { a, b, expected } = product(size, [transposeA, transposeB]);
      const result = tf.tidy(() =>
        tf.matMul(
          tf.tensor(a.values, a.shape),
          tf.tensor(b.values, b.shape),
          transposeA,
          transposeB,
        ),
      );
      const values = await result.data();
      result.dispose();
      values.forEach((value, index) => {
        expect(Math.abs(value - expected(index))).toBeLessThan(1e-5 * Math.sqrt(size[3]) + 1e-6);
      });
    }
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  it.each(sizes.filter(([a, b]) => a === 0 && b === 0))(
    'add a bias and cut at zero for %i·%i [%i, %i, %i]',
    async (...size) => {
      const { a, b, expected } = product(size, [false, true]);
      const bias = matrices(0, [1, size[4]], 3).values;
      const result = tf.tidy(() =>
        tf.fused.matMul({
          a: tf.tensor2d(a.values, [size[2], size[3]]),
          b: tf.tensor2d(b.values, [size[4], size[3]]),
          transposeB: true,
          bias: tf.tensor1d(bias),
          activation: 'relu',
        }),
      );
      const values = await result.data();
      result.dispose();
      values.forEach((value, index) => {
        const sum = Math.max(0, expected(index) + (bias[index % size[4]] as number));
        expect(Math.abs(value - sum)).toBeLessThan(1e-5 * Math.sqrt(size[3]) + 1e-6);
      });
    },
  );
});
