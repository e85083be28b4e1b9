/** Dense vector arithmetic on `Float32Array`, with float64 intermediates. Lengths must agree. */

/** a − b, as a new vector. */
export const subtract = (a: Float32Array, b: Float32Array): Float32Array => {
  assertSameLength(a, b);
  const difference = new Float32Array(a.length);
  for (let i = 0; i < a.length; i++) difference[i] = (a[i] as number) - (b[i] as number);
  return difference;
};

/** a + scale · b, as a new vector, rounded to float32 once. */
export const addScaled = (a: Float32Array, scale: number, b: Float32Array): Float32Array => {
  assertSameLength(a, b);
  const sum = new Float32Array(a.length);
  for (let i = 0; i < a.length; i++) sum[i] = (a[i] as number) + scale * (b[i] as number);
  return sum;
};

/** One after the other, as a new vector. */
export const concatenate = (...parts: readonly Float32Array[]): Float32Array => {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
};

/** The Euclidean norm ‖v‖₂, accumulated in float64. NaN or Infinity in `v` gives NaN or Infinity. */
export const norm2 = (v: Float32Array): number => {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += (v[i] as number) * (v[i] as number);
  return Math.sqrt(sum);
};

export interface Magnitude {
  /** max |vᵢ| over the finite elements; 0 for an empty vector. */
  readonly maxAbs: number;
  /** How many elements are NaN or infinite. */
  readonly nonFinite: number;
}

/** One pass over `v` that finds what a screening rule wants to know. */
export const magnitude = (v: Float32Array): Magnitude => {
  let maxAbs = 0;
  let nonFinite = 0;
  for (let i = 0; i < v.length; i++) {
    const absolute = Math.abs(v[i] as number);
    // Only finite values fail to be NaN when subtracted from themselves.
    if (absolute - absolute !== 0) nonFinite++;
    else if (absolute > maxAbs) maxAbs = absolute;
  }
  return { maxAbs, nonFinite };
};

const assertSameLength = (a: Float32Array, b: Float32Array): void => {
  if (a.length !== b.length) {
    throw new RangeError(`Vectors of length ${a.length} and ${b.length} do not go together.`);
  }
};
