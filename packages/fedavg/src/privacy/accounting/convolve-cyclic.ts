import {
  type ComplexVector,
  inverseTransform,
  type RootsOfUnity,
  rootsOfUnity,
  transform,
} from './fft.ts';
import type { RepeatedLoss } from './loss-moments.ts';
import type { PrivacyLoss } from './privacy-loss.ts';

/**
 * The masses of two sums of independent losses, index modulo `size`: the first as real, the second as
 * imaginary part. Two real sequences share one complex transform; each spectrum is raised to its number
 * of steps and multiplied with the others (Koskela, Jälkö, Honkela 2020, "Computing Tight Differential
 * Privacy Guarantees Using FFT").
 *
 * Rounding errs by about 1e-17 × steps a point, to either side, so a mass may come out negative.
 * @param size a power of two, at least 2
 */
export const convolveCyclic = (
  one: readonly RepeatedLoss[],
  other: readonly RepeatedLoss[],
  size: number,
): ComplexVector => {
  // A real sequence's spectrum is its own conjugate read backwards, so half of it is enough.
  const half = size / 2 + 1;
  const roots = rootsOfUnity(size);
  const product = { one: ofOnes(half), other: ofOnes(half) };
  one.forEach(({ loss, steps }, index) => {
    const partner = other[index] as RepeatedLoss;
    const spectra = transformBoth(loss, partner.loss, roots);
    multiplyByPower(product.one, spectra.one, steps);
    multiplyByPower(product.other, spectra.other, partner.steps);
  });
  const result = joinSpectra(product.one, product.other, size);
  inverseTransform(result, roots);
  return result;
};

const vectorOf = (size: number): ComplexVector => ({
  re: new Float64Array(size),
  im: new Float64Array(size),
});

const ofOnes = (size: number): ComplexVector => ({
  re: new Float64Array(size).fill(1),
  im: new Float64Array(size),
});

/** Masses at their index modulo the length: what does not fit wraps round, as it does in the product. */
const place = ({ first, masses }: PrivacyLoss, out: Float64Array): void => {
  const size = out.length;
  let at = ((first % size) + size) % size;
  for (const mass of masses) {
    out[at] = (out[at] as number) + mass;
    if (++at === size) at = 0;
  }
};

const transformBoth = (
  one: PrivacyLoss,
  other: PrivacyLoss,
  roots: RootsOfUnity,
): { one: ComplexVector; other: ComplexVector } => {
  const size = 2 * roots.cosines.length;
  const both = vectorOf(size);
  place(one, both.re);
  place(other, both.im);
  transform(both, roots);
  const half = size / 2 + 1;
  const spectra = { one: vectorOf(half), other: vectorOf(half) };
  for (let k = 0; k < half; k++) {
    const mirror = (size - k) & (size - 1);
    const re = both.re[k] as number;
    const im = both.im[k] as number;
    const mirrorRe = both.re[mirror] as number;
    const mirrorIm = both.im[mirror] as number;
    spectra.one.re[k] = (re + mirrorRe) / 2;
    spectra.one.im[k] = (im - mirrorIm) / 2;
    spectra.other.re[k] = (im + mirrorIm) / 2;
    spectra.other.im[k] = (mirrorRe - re) / 2;
  }
  return spectra;
};

/** The first spectrum plus i times the second, both halves. */
const joinSpectra = (one: ComplexVector, other: ComplexVector, size: number): ComplexVector => {
  const joined = vectorOf(size);
  for (let k = 0; k <= size / 2; k++) {
    const mirror = (size - k) & (size - 1);
    const re = one.re[k] as number;
    const im = one.im[k] as number;
    const otherRe = other.re[k] as number;
    const otherIm = other.im[k] as number;
    joined.re[mirror] = re + otherIm;
    joined.im[mirror] = otherRe - im;
    joined.re[k] = re - otherIm;
    joined.im[k] = im + otherRe;
  }
  return joined;
};

/** Below this a number's square, and what is left of a spectrum of at most 1, would be denormal and slow. */
const VANISHED = 1e-140;

/** into ← into · base^power, element by element, by squaring. */
const multiplyByPower = (into: ComplexVector, base: ComplexVector, power: number): void => {
  for (let k = 0; k < into.re.length; k++) {
    let baseRe = base.re[k] as number;
    let baseIm = base.im[k] as number;
    let re = into.re[k] as number;
    let im = into.im[k] as number;
    for (let left = power; left > 0; left = Math.floor(left / 2)) {
      if (left % 2 === 1) {
        const productRe = re * baseRe - im * baseIm;
        im = re * baseIm + im * baseRe;
        re = productRe;
      }
      const squareRe = baseRe * baseRe - baseIm * baseIm;
      baseIm = 2 * baseRe * baseIm;
      baseRe = squareRe;
      if (Math.abs(baseRe) + Math.abs(baseIm) < VANISHED) baseRe = baseIm = 0;
    }
    into.re[k] = re;
    into.im[k] = im;
  }
};
