import { coinOfExp, uniformBelow } from './exact-coins.ts';
import type { NoiseSource } from './noise-source.ts';

/** The standard deviation of privacy noise in units of its grid. */
export const NOISE_SIGMA = 2 ** 20;

/** Beyond it 2σ² is no longer an integer that a float64 holds exactly. */
const MOST_SIGMA = 2 ** 26;

/**
 * Fills `out` with independent draws of the discrete Gaussian N_Z(0, σ²), exactly: an integer x with probability
 * proportional to exp(−x²/(2σ²)) (Canonne, Kamath, Steinke 2020, "The Discrete Gaussian for Differential Privacy",
 * Algorithms 1 to 3).
 *
 * Why not Box–Muller: adding a float64 Gaussian to a float64 value leaves gaps among the possible
 * results that depend on the value, so that a single result can give it away (Mironov 2012, "On Significance of
 * the Least Significant Bits for Differential Privacy"; attacks on Gaussian noise as it is used in training
 * in Jin et al. 2021, arXiv 2112.05307). Here values and noise are integers of one grid, every integer can
 * come from every value, and the only arithmetic is exact. A grid of σ/2^20 costs nothing in accuracy.
 *
 * The time of a draw tells something of its size, so noise is drawn for a whole vector at once.
 *
 * @param sigma an integer from 1 to 2^26
 * @returns `out`
 * @throws {RangeError} for another sigma
 */
export const fillWithDiscreteGaussian = (
  source: NoiseSource,
  sigma: number,
  out: Float64Array,
): Float64Array => {
  if (!(Number.isInteger(sigma) && sigma >= 1 && sigma <= MOST_SIGMA)) {
    throw new RangeError(`Sigma must be an integer from 1 to ${MOST_SIGMA}, not ${sigma}.`);
  }
  for (let i = 0; i < out.length; i++) out[i] = discreteGaussian(source, sigma);
  return out;
};

/** Algorithm 3, with a discrete Laplace of scale t = σ, which leaves exp(−(|y| − σ)²/(2σ²)) to be tossed for. */
const discreteGaussian = (source: NoiseSource, sigma: number): number => {
  for (;;) {
    const candidate = discreteLaplace(source, sigma);
    if (coinOfSquare(source, Math.abs(Math.abs(candidate) - sigma), sigma)) return candidate;
  }
};

/**
 * True with probability exp(−d²/(2σ²)): with d = aσ + b, that is exp(−a²/2)·exp(−ab/σ)·exp(−b²/(2σ²)), whose
 * numerators stay exact integers however large d is.
 */
const coinOfSquare = (source: NoiseSource, distance: number, sigma: number): boolean => {
  const whole = Math.floor(distance / sigma);
  const rest = distance - whole * sigma;
  return (
    (whole === 0 ||
      (coinOfExp(source, whole * whole, 2) && coinOfExp(source, whole * rest, sigma))) &&
    coinOfExp(source, rest * rest, 2 * sigma * sigma)
  );
};

/** Algorithm 2 for a whole scale: x with probability proportional to exp(−|x|/scale). */
const discreteLaplace = (source: NoiseSource, scale: number): number => {
  for (;;) {
    const remainder = uniformBelow(source, scale);
    if (!coinOfExp(source, remainder, scale)) continue;
    let quotient = 0;
    while (coinOfExp(source, 1, 1)) quotient++;
    const size = remainder + scale * quotient;
    const negative = uniformBelow(source, 2) === 1;
    if (!(negative && size === 0)) return negative ? -size : size;
  }
};
