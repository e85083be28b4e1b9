import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { flipSigns, transformHadamard } from './hadamard.ts';

const LENGTHS = [1, 2, 4, 8, 16, 32, 64, 512, 1024, 8192];
const draw = (length: number) => {
  const random = createRandom(length);
  return Float32Array.from({ length }, () => random.normal());
};

describe('The Hadamard transform', () => {
  it.each([1, 2, 4, 8, 16, 32, 64])('of %d values is the matrix (−1)^(i·j) / √n', (n) => {
    const values = draw(n);
    const transformed = values.slice();
    transformHadamard(transformed);
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += (values[j] ?? 0) * (oddBits(i & j) ? -1 : 1);
      expect(transformed[i]).toBeCloseTo(sum / Math.sqrt(n), 5);
    }
  });

  it.each(LENGTHS)('of %d values undoes itself and keeps the norm', (n) => {
    const values = draw(n);
    const twice = values.slice();
    transformHadamard(twice);
    expect(Math.hypot(...twice)).toBeCloseTo(Math.hypot(...values), 3);
    transformHadamard(twice);
    twice.forEach((value, i) => {
      expect(value).toBeCloseTo(values[i] ?? 0, 5);
    });
  });
});

describe('Flipped signs', () => {
  it('are half of all, others for other seeds, and come back', () => {
    const ones = new Float32Array(8192).fill(1);
    const flipped = ones.slice();
    flipSigns(flipped, 5);
    const sum = flipped.reduce((total, value) => total + value, 0);
    expect(Math.abs(sum)).toBeLessThan(5 * Math.sqrt(8192));
    const others = ones.slice();
    flipSigns(others, 6);
    expect(others).not.toEqual(flipped);
    flipSigns(flipped, 5);
    expect(flipped).toEqual(ones);
  });
});

const oddBits = (value: number): boolean => {
  let odd = false;
  for (let rest = value; rest !== 0; rest &= rest - 1) odd = !odd;
  return odd;
};
