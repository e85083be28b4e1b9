/**
 * Rounds of one kind, as the accountants see them: in each, every client takes part by its own coin
 * of probability `samplingRate` (Poisson sampling), and Gaussian noise of standard deviation
 * `noiseMultiplier` × sensitivity is added to the sum.
 */
export interface DpSteps {
  /** Standard deviation of the noise over the L2 sensitivity of the sum; at least 0. */
  readonly noiseMultiplier: number;
  /** From 0 to 1. */
  readonly samplingRate: number;
  /** How many such rounds; an integer of at least 0. */
  readonly steps: number;
}

/** @throws {RangeError} that says which number makes no sense */
export const assertDpSteps = ({ noiseMultiplier, samplingRate, steps }: DpSteps): void => {
  if (!(noiseMultiplier >= 0 && Number.isFinite(noiseMultiplier))) {
    throw new RangeError(`The noise multiplier must be at least 0, not ${noiseMultiplier}.`);
  }
  if (!(samplingRate >= 0 && samplingRate <= 1)) {
    throw new RangeError(`The sampling rate must lie between 0 and 1, not ${samplingRate}.`);
  }
  if (!(Number.isInteger(steps) && steps >= 0)) {
    throw new RangeError(`The number of steps must be an integer of at least 0, not ${steps}.`);
  }
};

/** @throws {RangeError} unless 0 < δ < 1 */
export const assertDelta = (delta: number): void => {
  if (!(delta > 0 && delta < 1)) {
    throw new RangeError(`Delta must lie between 0 and 1, not ${delta}.`);
  }
};
