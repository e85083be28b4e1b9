import { expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { indicesOfLargest } from './largest-values.ts';

it('finds what sorting finds, of equals the first', () => {
  const random = createRandom(4);
  for (let trial = 0; trial < 200; trial++) {
    const size = 1 + random.integer(300);
    const steps = 1 + random.integer(20);
    const values = Float32Array.from({ length: size }, () =>
      random.integer(3) === 0 ? random.normal() * 1e-20 : random.integer(steps) - steps / 2,
    );
    const count = 1 + random.integer(size);
    const sorted = Array.from(values, (_, i) => i).sort(
      (a, b) => Math.abs(values[b] ?? 0) - Math.abs(values[a] ?? 0) || a - b,
    );
    const wanted = Uint32Array.from(sorted.slice(0, count)).sort();
    expect(indicesOfLargest(values, count)).toEqual(wanted);
  }
});

it('keeps what is not finite before all else', () => {
  const values = Float32Array.of(1, Number.NaN, 3e38, Number.NEGATIVE_INFINITY, 2);
  expect(indicesOfLargest(values, 2)).toEqual(Uint32Array.of(1, 3));
});
