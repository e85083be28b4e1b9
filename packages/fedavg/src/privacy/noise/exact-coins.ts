import type { NoiseSource } from './noise-source.ts';

const RANGE = 2 ** 53;

/**
 * A uniform integer in [0, bound), without bias: the source's range is cut into `bound` stretches of equal
 * length, and what falls behind the last is drawn again, which for a power of two never happens.
 * The quotients' floors are exact: below 2^53 a float64 quotient is never rounded up to an integer.
 * @param bound an integer from 1 to 2^53
 */
export const uniformBelow = (source: NoiseSource, bound: number): number => {
  const stretch = Math.floor(RANGE / bound);
  for (;;) {
    const value = Math.floor(source.uniform53() / stretch);
    if (value < bound) return value;
  }
};

/**
 * True with probability exp(−numerator/denominator), exactly (Canonne, Kamath, Steinke 2020, "The Discrete
 * Gaussian for Differential Privacy", Algorithm 1): coins of γ/1, γ/2, γ/3 … are tossed until one fails,
 * and the first failure's number is odd with probability exp(−γ). A coin of γ/k is a coin of
 * numerator/denominator and one of 1/k, so only integers below 2^53 are ever compared, and no rounding
 * can decide anything.
 * @param numerator an integer of at least 0
 * @param denominator an integer from 1 to 2^53
 */
export const coinOfExp = (source: NoiseSource, numerator: number, denominator: number): boolean => {
  let left = numerator;
  for (; left > denominator; left -= denominator) {
    if (!coinOfExpBelowOne(source, 1, 1)) return false;
  }
  return coinOfExpBelowOne(source, left, denominator);
};

const coinOfExpBelowOne = (
  source: NoiseSource,
  numerator: number,
  denominator: number,
): boolean => {
  for (let k = 1; ; k++) {
    const heads =
      (k === 1 || uniformBelow(source, k) === 0) &&
      (numerator === denominator || uniformBelow(source, denominator) < numerator);
    if (!heads) return k % 2 === 1;
  }
};
