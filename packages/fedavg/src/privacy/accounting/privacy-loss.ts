import { betweenTails, nearerTail, normalCdf } from '../special-functions.ts';
import type { DpSteps } from './dp-step.ts';

/**
 * A privacy loss distribution on a grid: what log P(x)/Q(x) may come to for x drawn from P, where P and Q
 * are the mechanism's results with and without one client.
 */
export interface PrivacyLoss {
  /** Multiples of the grid: the loss of `masses[i]` is `(first + i)` × grid. */
  readonly first: number;
  readonly masses: Float64Array;
  /** The probability of an infinite loss. */
  readonly infinity: number;
}

/** Both directions of adjacency: one client more, one client less. */
export interface PrivacyLossPair {
  /** P is with the client, Q without. */
  readonly remove: PrivacyLoss;
  /** P is without the client, Q with. */
  readonly add: PrivacyLoss;
}

/** One round; both numbers are above 0. */
export type SampledGaussian = Pick<DpSteps, 'samplingRate' | 'noiseMultiplier'>;

/** Beyond so many standard deviations lies a mass of 8e-24, which counts as an infinite loss. */
const TAIL = 10;

/**
 * The sampled Gaussian's losses at x, one client's value being 1: P = (1 − q)·N(0, σ²) + q·N(1, σ²) with the
 * client, Q = N(0, σ²) without, and log P/Q = log(1 − q + q·exp((2x − 1)/(2σ²))).
 */
const lossAt = (x: number, q: number, sigma: number): number => {
  const exponent = (2 * x - 1) / (2 * sigma * sigma);
  if (q === 1) return exponent;
  return exponent > 1
    ? exponent + Math.log(q) + Math.log1p(((1 - q) / q) * Math.exp(-exponent))
    : Math.log1p(q * Math.expm1(exponent));
};

/** exp(loss) − (1 − q), by the form that loses fewer digits. */
const excessRatio = (loss: number, q: number): number =>
  loss < -0.5 ? Math.exp(loss) - (1 - q) : Math.expm1(loss) + q;

/** The x whose loss it is; −Infinity where every loss is larger. */
const pointOfLoss = (loss: number, q: number, sigma: number): number => {
  const exponent =
    q === 1
      ? loss
      : loss > 1
        ? loss + Math.log1p((q - 1) * Math.exp(-loss)) - Math.log(q)
        : Math.log(Math.max(0, excessRatio(loss, q)) / q);
  return sigma * sigma * exponent + 0.5;
};

/** How many grid points the losses of one round take. */
export const gridPoints = (round: SampledGaussian, grid: number): number => {
  const { lowest, highest } = gridEnds(round, grid);
  return highest - lowest + 1;
};

const gridEnds = (
  { samplingRate: q, noiseMultiplier: sigma }: SampledGaussian,
  grid: number,
): { lowest: number; highest: number } => ({
  lowest: Math.floor(lossAt(-TAIL * sigma, q, sigma) / grid),
  highest: Math.ceil(lossAt(1 + TAIL * sigma, q, sigma) / grid),
});

/**
 * The losses of one round of the Poisson-subsampled Gaussian, by the pessimistic "connect the dots"
 * (Doroshenko, Ghazi, Kamath, Kumar, Manurangsi 2022, "Connect the Dots: Tighter Discrete Approximations
 * of Privacy Loss Distributions", Algorithm 1).
 *
 * Whatever P and Q put between two neighbouring points of the grid is moved to these two so that both
 * keep their mass: with U of P and L of Q between ε and ε + h, the upper point gets
 * (U − exp(ε)·L) / (1 − exp(−h)) and the lower one the rest. The hockey-stick divergence is then exact on the grid
 * and a chord above the true curve between. Both directions use the same x, as their losses are each
 * other's negatives.
 */
export const sampledGaussianLoss = (round: SampledGaussian, grid: number): PrivacyLossPair => {
  const q = round.samplingRate;
  const { lowest, highest } = gridEnds(round, grid);
  const size = highest - lowest + 1;
  const remove = new Float64Array(size);
  const add = new Float64Array(size);
  const share = -Math.expm1(-grid);
  let left = dotAt(lowest * grid, round);
  for (let i = 0; i + 1 < size; i++) {
    const right = dotAt((lowest + i + 1) * grid, round);
    const without = betweenTails(left.tail, right.tail);
    const shifted = betweenTails(left.shiftedTail, right.shiftedTail);
    const within = (1 - q) * without + q * shifted;
    split(remove, i, within, -excess(left.ratio, without, q * shifted) / share);
    // Mirrored: the larger of the two losses is minus the left one's.
    const mirrored = Math.exp(-right.loss) * excess(right.ratio, without, q * shifted);
    split(add, size - 2 - i, without, mirrored / share);
    left = right;
  }
  const pair = withTails({ remove, add }, round, { lowest, highest, grid });
  // Where everyone takes part, both ways are mirror images.
  return q === 1 ? { remove: pair.remove, add: pair.remove } : pair;
};

/** What is known at a point of the grid; tails as `nearerTail` counts them. */
interface Dot {
  readonly loss: number;
  /** exp(loss) − (1 − q). */
  readonly ratio: number;
  /** Of the noise alone. */
  readonly tail: number;
  /** Of the noise with the client in it. */
  readonly shiftedTail: number;
}

const dotAt = (loss: number, { samplingRate: q, noiseMultiplier: sigma }: SampledGaussian): Dot => {
  const x = pointOfLoss(loss, q, sigma);
  return {
    loss,
    ratio: excessRatio(loss, q),
    tail: nearerTail(x / sigma),
    shiftedTail: nearerTail((x - 1) / sigma),
  };
};

/** exp(loss)·L − U, in the form that cancels least; L counts as 0 where exp(loss) overflows. */
const excess = (ratio: number, without: number, sampled: number): number =>
  (Number.isFinite(ratio) ? ratio * without : 0) - sampled;

/** Adds `total` to two neighbours, `upper` of it to the second; rounding must not make either negative. */
const split = (masses: Float64Array, index: number, total: number, upper: number): void => {
  const above = Math.min(total, Math.max(0, upper));
  masses[index] = (masses[index] as number) + (total - above);
  masses[index + 1] = (masses[index + 1] as number) + above;
};

/** What lies below the grid counts as its first loss; of what lies above, what no finite loss explains is infinite. */
const withTails = (
  { remove, add }: { remove: Float64Array; add: Float64Array },
  { samplingRate: q, noiseMultiplier: sigma }: SampledGaussian,
  { lowest, highest, grid }: { lowest: number; highest: number; grid: number },
): PrivacyLossPair => {
  const bottom = pointOfLoss(lowest * grid, q, sigma);
  const top = pointOfLoss(highest * grid, q, sigma);
  const mixture = (a: number, b: number): number => (1 - q) * a + q * b;
  const last = remove.length - 1;
  // Below the bottom, as the points go, and above the top: of the noise alone and of it shifted by 1.
  const below = { noise: normalCdf(bottom / sigma), shifted: normalCdf((bottom - 1) / sigma) };
  const above = { noise: normalCdf(-top / sigma), shifted: normalCdf((1 - top) / sigma) };
  const close = (
    masses: Float64Array,
    low: number,
    high: { p: number; q: number },
    loss: number,
  ) => {
    const explained = Math.exp(loss) * high.q;
    const finite = Number.isNaN(explained) ? 0 : Math.min(high.p, explained);
    masses[0] = (masses[0] as number) + low;
    masses[last] = (masses[last] as number) + finite;
    return high.p - finite;
  };
  const removeInfinity = close(
    remove,
    mixture(below.noise, below.shifted),
    { p: mixture(above.noise, above.shifted), q: above.noise },
    highest * grid,
  );
  const addInfinity = close(
    add,
    above.noise,
    { p: below.noise, q: mixture(below.noise, below.shifted) },
    -lowest * grid,
  );
  return {
    remove: { first: lowest, masses: remove, infinity: removeInfinity },
    add: { first: -highest, masses: add, infinity: addInfinity },
  };
};
