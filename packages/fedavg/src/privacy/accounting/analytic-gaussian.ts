import { erfcx } from '../special-functions.ts';
import { assertDelta } from './dp-step.ts';

/**
 * The exact δ(ε) of one Gaussian release with everyone in it (Balle and Wang 2018, "Improving the Gaussian
 * Mechanism for Differential Privacy", Theorem 8): δ = Φ(1/(2σ) − εσ) − exp(ε)·Φ(−1/(2σ) − εσ). A check of
 * the accountants, from a formula of its own.
 *
 * Both terms share a density, φ(1/(2σ) − εσ) = exp(ε)·φ(−1/(2σ) − εσ), so what is taken off are Mills'
 * ratios and no exponential overflows.
 *
 * @param noiseMultiplier σ, in units of the sensitivity; above 0
 */
export const gaussianDelta = (noiseMultiplier: number, epsilon: number): number => {
  const half = 1 / (2 * noiseMultiplier);
  const nearer = epsilon * noiseMultiplier - half;
  const density = Math.exp(-(nearer * nearer) / 2) / 2;
  const farther = density * erfcx((nearer + 2 * half) * Math.SQRT1_2);
  // erfcx itself overflows far on the negative side, where Φ is 1.
  return nearer < -8 ? 1 - farther : density * erfcx(nearer * Math.SQRT1_2) - farther;
};

/**
 * The least ε at δ, by bisection down to the last bit.
 * @throws {RangeError} unless 0 < δ < 1
 */
export const gaussianEpsilon = (noiseMultiplier: number, delta: number): number => {
  assertDelta(delta);
  if (noiseMultiplier === 0) return Number.POSITIVE_INFINITY;
  let low = 0;
  if (gaussianDelta(noiseMultiplier, low) <= delta) return 0;
  let high = 1;
  while (gaussianDelta(noiseMultiplier, high) > delta) high *= 2;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return high;
    if (gaussianDelta(noiseMultiplier, middle) > delta) low = middle;
    else high = middle;
  }
};
