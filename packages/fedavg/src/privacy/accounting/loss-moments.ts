import type { PrivacyLoss } from './privacy-loss.ts';

/** A distribution of losses, and how often it is added to itself. */
export interface RepeatedLoss {
  readonly loss: PrivacyLoss;
  readonly steps: number;
}

/** Of a composition's losses, so much mass at most lies outside the range that is kept. */
export const CUT_MASS = 1e-15;

/** First and last index that is kept. */
export interface LossRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Chernoff's λ, in units of 1/loss. One of them suits any composition that leaves an ε worth having;
 * λ off by √2 widens a bound by 6 % at most.
 */
const LAMBDAS: readonly number[] = Array.from({ length: 17 }, (_, index) => 2 ** (index - 6));

/** Weights below this add nothing to masses of 1e-40. */
const NEGLIGIBLE = 1e-100;

/** log E exp(rate · index), summed from the end that counts most, so that nothing overflows. */
export const logMoment = ({ first, masses }: PrivacyLoss, rate: number): number => {
  const { length } = masses;
  const factor = Math.exp(-Math.abs(rate));
  let weight = 1;
  let sum = 0;
  for (let i = 0; i < length && weight > NEGLIGIBLE; i++, weight *= factor) {
    sum += weight * (masses[rate > 0 ? length - 1 - i : i] as number);
  }
  return rate * (rate > 0 ? first + length - 1 : first) + Math.log(sum);
};

/** K(rate) = Σ steps · log E exp(rate · index), of the composition. */
export const logMomentOfAll = (terms: readonly RepeatedLoss[], rate: number): number =>
  terms.reduce((sum, { loss, steps }) => sum + steps * logMoment(loss, rate), 0);

/**
 * Half the rate whose Chernoff bound on the (1 − δ)-quantile is the least. Half is enough to bring rounding
 * errors down by δ^(3/4); all of it would, after few rounds, run into a tail that is heavy once tilted.
 */
export const tiltTowards = (
  terms: readonly RepeatedLoss[],
  grid: number,
  delta: number,
): number => {
  let best = { bound: Number.POSITIVE_INFINITY, rate: 0 };
  for (const lambda of LAMBDAS) {
    const rate = lambda * grid;
    const bound = (logMomentOfAll(terms, rate) - Math.log(delta)) / rate;
    if (bound < best.bound) best = { bound, rate };
  }
  return best.rate / 2;
};

/**
 * Where all but {@link CUT_MASS} of the composed losses lie, half of that on either side, by Chernoff's
 * bound: for every λ > 0, P(S ≥ s) ≤ exp(K(λ) − λ·s), and the same below with −λ.
 */
export const rangeOfComposed = (terms: readonly RepeatedLoss[], grid: number): LossRange => {
  let first = 0;
  let last = 0;
  for (const { loss, steps } of terms) {
    first += steps * loss.first;
    last += steps * (loss.first + loss.masses.length - 1);
  }
  const room = Math.log(2 / CUT_MASS);
  for (const lambda of LAMBDAS) {
    const rate = lambda * grid;
    last = Math.min(last, Math.ceil((logMomentOfAll(terms, rate) + room) / rate));
    first = Math.max(first, Math.floor(-(logMomentOfAll(terms, -rate) + room) / rate));
  }
  return { first, last: Math.max(first, last) };
};
