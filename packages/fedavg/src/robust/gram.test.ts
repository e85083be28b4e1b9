import { describe, expect, it } from 'vitest';
import { BLOCK_LENGTH, readWhole } from '../delta-reader.ts';
import { createRandom } from '../random.ts';
import { someUpdates } from '../testing/some-updates.ts';
import { blocksOf } from '../update-blocks.ts';
import { distancesTo, gramOf, innerProduct, mixGram, squaredDistance } from './gram.ts';

const updates = someUpdates(6, BLOCK_LENGTH + 301, 9);
const rows = updates.map(({ delta }) => readWhole(delta));
const gram = gramOf(blocksOf(updates));

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, j) => sum + value * (b[j] as number), 0);

describe('the Gram matrix', () => {
  it('holds every inner product', () => {
    rows.forEach((a, i) => {
      rows.forEach((b, k) => {
        const wanted = dot(a, b);
        const scale = Math.sqrt(dot(a, a) * dot(b, b));
        expect(Math.abs(innerProduct(gram, i, k) - wanted)).toBeLessThanOrEqual(1e-12 * scale);
      });
    });
  });

  it('knows the distance of a row to itself, exactly', () => {
    rows.forEach((_, i) => {
      expect(squaredDistance(gram, i, i)).toBe(0);
    });
  });

  it('knows the distances to any mean of the rows', () => {
    const coefficients = Float64Array.of(0.5, -1, 0, 2, 0.25, 0.125);
    const point = Float64Array.from(rows[0] as Float32Array, (_, j) =>
      rows.reduce((sum, row, k) => sum + (coefficients[k] as number) * (row[j] as number), 0),
    );
    distancesTo(gram, coefficients).forEach((distance, i) => {
      const difference = point.map((value, j) => value - ((rows[i] as Float32Array)[j] as number));
      expect(distance / Math.sqrt(dot(difference, difference))).toBeCloseTo(1, 9);
    });
  });

  it('follows when the rows are mixed', () => {
    const random = createRandom(3);
    const matrix = Float64Array.from({ length: 36 }, () => random.normal());
    const mixed = rows.map((row, i) =>
      Float64Array.from(row, (_, j) =>
        rows.reduce((sum, x, k) => sum + (matrix[6 * i + k] as number) * (x[j] as number), 0),
      ),
    );
    const mixedGram = mixGram(gram, matrix);
    mixed.forEach((a, i) => {
      mixed.forEach((b, k) => {
        const scale = Math.sqrt(dot(a, a) * dot(b, b));
        const error = Math.abs(innerProduct(mixedGram, i, k) - dot(a, b));
        expect(error).toBeLessThanOrEqual(1e-9 * scale);
      });
    });
  });
});
