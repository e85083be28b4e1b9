import { norm2 } from '../vector.ts';

/**
 * What a vector of this norm is multiplied with so that its norm is at most `clipNorm`: min(1, C/‖δ‖)
 * (McMahan et al. 2018, "Learning Differentially Private Recurrent Language Models"). 1 for a norm of 0.
 * @throws {RangeError} for a norm that is NaN, infinite or negative, or a bound that is not above 0; in plain
 * arithmetic `Math.min(1, C / NaN)` would turn a whole update into NaN
 */
export const clipFactor = (norm: number, clipNorm: number): number => {
  if (!(norm >= 0 && Number.isFinite(norm))) {
    throw new RangeError(`A norm of ${norm} cannot be clipped: refuse the update instead.`);
  }
  if (!(clipNorm > 0)) throw new RangeError(`The clip norm must be above 0, not ${clipNorm}.`);
  return norm <= clipNorm ? 1 : clipNorm / norm;
};

export interface Clipped {
  /** A new vector. */
  readonly values: Float32Array;
  /** ‖δ‖₂ before. */
  readonly norm: number;
  /** Whether the norm was above the bound. */
  readonly clipped: boolean;
}

/**
 * A vector scaled down to an L2 norm of at most `clipNorm`, but for float32's rounding.
 * @throws {RangeError} when an element is NaN or infinite
 */
export const clipToNorm = (values: Float32Array, clipNorm: number): Clipped => {
  const norm = norm2(values);
  const factor = clipFactor(norm, clipNorm);
  return { values: values.map((value) => value * factor), norm, clipped: factor < 1 };
};
