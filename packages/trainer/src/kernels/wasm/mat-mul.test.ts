import { createRandom } from '@tributary/fedavg';
import type { Tf } from '@tributary/model-zoo';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../testing/start-backend.ts';
import { installWasmMatMul } from './mat-mul.ts';

const flags = [false, true].flatMap((a) => [false, true].map((b) => [a, b] as const));
/** [batch of a, batch of b, m, k, n]; 0 stands for rank 2. */
const sizes = [
  [0, 0, 2, 3, 11],
  [0, 0, 11, 3, 2],
  [0, 0, 5, 5, 5],
  [3, 3, 2, 4, 6],
  [3, 1, 6, 4, 2],
] as const;

describe('matrix products on wasm', () => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await startBackend('wasm');
    installWasmMatMul(tf);
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

  it.each(sizes)(
    'are right for %i·%i [%i, %i, %i] with any flags',
    async (batchA, batchB, m, k, n) => {
      const before = tf.memory();
      for (const [transposeA, transposeB] of flags) {
        const a = matrices(batchA, transposeA ? [k, m] : [m, k], 1);
        const b = matrices(batchB, transposeB ? [n, k] : [k, n], 2);
        const product = tf.tidy(() =>
          tf.matMul(
            tf.tensor(a.values, a.shape),
            tf.tensor(b.values, b.shape),
            transposeA,
            transposeB,
          ),
        );
        const values = await product.data();
        product.dispose();
        values.forEach((value, index) => {
          const [batch, i, j] = [Math.floor(index / (m * n)), Math.floor(index / n) % m, index % n];
          let expected = 0;
          for (let s = 0; s < k; s++) {
            const left = transposeA ? a.at(batch, s, i) : a.at(batch, i, s);
            expected += left * (transposeB ? b.at(batch, j, s) : b.at(batch, s, j));
          }
          expect(value).toBeCloseTo(expected, 4);
        });
      }
      expect(tf.memory().numTensors).toBe(before.numTensors);
      expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
    },
  );
});
