/** IEEE 754 binary16 from float32 and back, without the types that not every browser has yet. */

const scratch = new Float32Array(1);
const scratchBits = new Uint32Array(scratch.buffer);

/** The largest finite binary16. */
export const MAX_HALF = 65504;

/** The steps between neighbouring halves, by exponent from −14 on: 2⁻²⁴, 2⁻²³ … */
const steps = new Float64Array(30);
for (let i = 0, step = 1 / 0x100_0000; i < steps.length; i++, step *= 2) steps[i] = step;
const perStep = steps.map((step) => 1 / step);

/** The bits of a float32, and the place of its exponent among the steps; 0 for all that is smaller. */
const bitsOf = (value: number): number => {
  scratch[0] = value;
  return scratchBits[0] as number;
};
const stepIndex = (bits: number): number => Math.max(0, ((bits >>> 23) & 0xff) - 113);

/** The distance between the two halves that |x| ≤ 65504 lies between. */
export const halfStep = (value: number): number => steps[stepIndex(bitsOf(value))] as number;

/**
 * The 16 bits of a half. Beyond the largest finite half it saturates; NaN and ±Infinity stay.
 * @param value a float32 value
 * @param round from a real number of steps to a whole one, ⌊·⌋ or ⌊·⌋ + 1
 */
export const toHalf = (value: number, round: (steps: number) => number): number => {
  const bits = bitsOf(value);
  const sign = (bits >>> 16) & 0x8000;
  const size = Math.abs(value);
  if (!(size < MAX_HALF)) return beyondHalf(size, sign);
  const index = stepIndex(bits);
  const mantissa = round(size * (perStep[index] as number));
  // The hidden bit, which there is none of below 2⁻¹⁴, makes the exponent one more by itself.
  return sign | ((index << 10) + mantissa);
};

/** All NaNs are one: which sign they have is up to the platform. */
const beyondHalf = (size: number, sign: number): number => {
  if (Number.isNaN(size)) return 0x7e00;
  return sign | (size === Number.POSITIVE_INFINITY ? 0x7c00 : 0x7bff);
};

/** To the nearest whole number, ties to the even one. */
export const roundHalfEven = (value: number): number => {
  const below = Math.floor(value);
  const above = value - below;
  return above > 0.5 || (above === 0.5 && below % 2 === 1) ? below + 1 : below;
};

/** 2¹¹², by which the exponents of halves and float32 differ. */
const REBIAS = 0x1_0000_0000 * 0x1_0000_0000 * 0x1_0000_0000 * 0x1_0000;

/**
 * Halves, two little-endian bytes each, as float32; exact.
 * @param at where the first one begins
 */
export const readHalves = (bytes: Uint8Array, at: number, out: Float32Array): void => {
  const bits = new Uint32Array(out.buffer, out.byteOffset, out.length);
  for (let i = 0, from = at; i < out.length; i++, from += 2) {
    const high = bytes[from + 1] as number;
    // Sign and mantissa where a float32 has them, the exponent too small by 112.
    bits[i] = ((high & 0x80) << 24) | ((high & 0x7f) << 21) | ((bytes[from] as number) << 13);
    const value = (out[i] as number) * REBIAS;
    // What would be 2¹⁶ and more stands for Infinity and NaN.
    out[i] = Math.abs(value) > MAX_HALF ? specialOf(value) : value;
  }
};

/** ±Infinity for ±2¹⁶, NaN for all beyond. */
const specialOf = (value: number): number =>
  Math.abs(value) === 0x1_0000 ? value * Number.POSITIVE_INFINITY : Number.NaN;
