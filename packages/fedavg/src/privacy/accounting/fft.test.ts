import { describe, expect, it } from 'vitest';
import { createRandom } from '../../random.ts';
import { inverseTransform, transform } from './fft.ts';

const randomVector = (size: number, seed: number) => {
  const random = createRandom(seed);
  const part = () => Float64Array.from({ length: size }, () => random.normal());
  return { re: part(), im: part() };
};

describe('the Fourier transform', () => {
  it.each([1, 2, 4, 8, 64])('is what its definition says, for %i values', (size) => {
    const { re, im } = randomVector(size, size);
    const got = { re: re.slice(), im: im.slice() };
    transform(got);
    for (let k = 0; k < size; k++) {
      let [sumRe, sumIm] = [0, 0];
      for (let n = 0; n < size; n++) {
        const angle = (-2 * Math.PI * k * n) / size;
        sumRe += (re[n] as number) * Math.cos(angle) - (im[n] as number) * Math.sin(angle);
        sumIm += (re[n] as number) * Math.sin(angle) + (im[n] as number) * Math.cos(angle);
      }
      expect(got.re[k]).toBeCloseTo(sumRe, 11);
      expect(got.im[k]).toBeCloseTo(sumIm, 11);
    }
  });

  it('is undone by its inverse, to a few units in the last place', () => {
    const size = 2 ** 14;
    const { re, im } = randomVector(size, 3);
    const got = { re: re.slice(), im: im.slice() };
    transform(got);
    inverseTransform(got);
    const worst = Math.max(...got.re.map((value, i) => Math.abs(value - (re[i] as number))));
    expect(worst).toBeLessThan(1e-14);
    expect(Math.max(...got.im.map((value, i) => Math.abs(value - (im[i] as number))))).toBeLessThan(
      1e-14,
    );
  });

  it('refuses a length that is no power of two', () => {
    expect(() => transform({ re: new Float64Array(6), im: new Float64Array(6) })).toThrow(
      RangeError,
    );
  });
});
