/** A complex sequence whose length is a power of two. */
export interface ComplexVector {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export interface RootsOfUnity {
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

/** cos and sin of 2π·k/size for k < size/2. */
export const rootsOfUnity = (size: number): RootsOfUnity => {
  const count = Math.max(1, size / 2);
  const cosines = new Float64Array(count);
  const sines = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    cosines[k] = Math.cos((2 * Math.PI * k) / size);
    sines[k] = Math.sin((2 * Math.PI * k) / size);
  }
  return { cosines, sines };
};

/**
 * The discrete Fourier transform X[k] = Σ x[n]·exp(−2πi·k·n/N), in place: Cooley and Tukey's radix-2
 * with decimation in time. The roots are taken from the sine itself rather than multiplied up, so the
 * error grows with log N only.
 * @param roots of the same length, when they are wanted for more than one transform
 * @throws {RangeError} when the length is no power of two
 */
export const transform = ({ re, im }: ComplexVector, roots = rootsOfUnity(re.length)): void => {
  const size = re.length;
  if (size === 0 || (size & (size - 1)) !== 0 || im.length !== size) {
    throw new RangeError(`A transform needs a power of two of values, not ${size}.`);
  }
  reverseBits(re, im);
  const { cosines, sines } = roots;
  for (let half = 1; half < size; half *= 2) {
    const stride = size / (2 * half);
    for (let begin = 0; begin < size; begin += 2 * half) {
      for (let k = 0, root = 0; k < half; k++, root += stride) {
        const top = begin + k;
        const bottom = top + half;
        const cosine = cosines[root] as number;
        const sine = sines[root] as number;
        const bottomRe = re[bottom] as number;
        const bottomIm = im[bottom] as number;
        const turnedRe = bottomRe * cosine + bottomIm * sine;
        const turnedIm = bottomIm * cosine - bottomRe * sine;
        const topRe = re[top] as number;
        const topIm = im[top] as number;
        re[top] = topRe + turnedRe;
        im[top] = topIm + turnedIm;
        re[bottom] = topRe - turnedRe;
        im[bottom] = topIm - turnedIm;
      }
    }
  }
};

/** The way back, in place, so that it undoes {@link transform}: swapping the parts turns it round. */
export const inverseTransform = (
  { re, im }: ComplexVector,
  roots = rootsOfUnity(re.length),
): void => {
  transform({ re: im, im: re }, roots);
  const scale = 1 / re.length;
  for (let i = 0; i < re.length; i++) {
    re[i] = (re[i] as number) * scale;
    im[i] = (im[i] as number) * scale;
  }
};

const reverseBits = (re: Float64Array, im: Float64Array): void => {
  const size = re.length;
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      swap(re, i, j);
      swap(im, i, j);
    }
  }
};

const swap = (values: Float64Array, i: number, j: number): void => {
  const kept = values[i] as number;
  values[i] = values[j] as number;
  values[j] = kept;
};
