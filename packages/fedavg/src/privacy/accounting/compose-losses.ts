import { convolveCyclic } from './convolve-cyclic.ts';
import {
  CUT_MASS,
  type LossRange,
  logMoment,
  type RepeatedLoss,
  rangeOfComposed,
  tiltTowards,
} from './loss-moments.ts';
import type { PrivacyLoss, PrivacyLossPair } from './privacy-loss.ts';

/** The losses of one kind of round, both ways, and how many such rounds there were. */
export interface RepeatedPair {
  readonly pair: PrivacyLossPair;
  readonly steps: number;
}

export interface CompositionLimits {
  /** In units of loss. */
  readonly grid: number;
  /** Where in the tail the result will be read; everywhere alike when left out. */
  readonly delta?: number | undefined;
  readonly mostPoints: number;
}

/**
 * The distribution of the sum of all losses, in the range that matters for δ.
 *
 * Masses are multiplied by exp(rate · index) before they are transformed and divided by it afterwards,
 * which shifts the middle of the composition to where ε is read. A transform's rounding errors are
 * then small beside the masses there; without the tilt they are 1e-11 in δ after 50,000 rounds. What is cut
 * off above the range counts as infinite, what lies below it is not needed.
 *
 * @returns undefined when that would take more than `mostPoints`
 */
export const composeLosses = (
  terms: readonly RepeatedPair[],
  limits: CompositionLimits,
): PrivacyLossPair | undefined => {
  const [remove, add] = (['remove', 'add'] as const).map((direction) =>
    tiltTerms(
      terms.map(({ pair, steps }) => ({ loss: pair[direction], steps })),
      limits,
    ),
  ) as [TiltedTerms, TiltedTerms];
  const width = 1 + Math.max(...[remove, add].map(({ range }) => range.last - range.first));
  if (width > limits.mostPoints) return undefined;
  const sums = convolveCyclic(remove.terms, add.terms, 2 ** Math.ceil(Math.log2(width + 1)));
  return { remove: untilt(remove, sums.re), add: untilt(add, sums.im) };
};

const NEGLIGIBLE_MASS = 1e-40;

interface TiltedTerms {
  readonly terms: readonly RepeatedLoss[];
  readonly rate: number;
  /** The log of what the composition's masses have been divided by. */
  readonly logScale: number;
  readonly range: LossRange;
  readonly infinity: number;
}

const tiltTerms = (
  terms: readonly RepeatedLoss[],
  { grid, delta }: CompositionLimits,
): TiltedTerms => {
  const rate = delta === undefined ? 0 : tiltTowards(terms, grid, delta);
  const scales = terms.map(({ loss }) => logMoment(loss, rate));
  const tilted = terms.map(({ loss, steps }, index) => ({
    loss: trim(scaleMasses(loss, rate, -(scales[index] as number))),
    steps,
  }));
  const logScale = terms.reduce(
    (sum, { steps }, index) => sum + steps * (scales[index] as number),
    0,
  );
  const range = rangeOfComposed(tilted, grid);
  const logFinite = terms.reduce(
    (sum, { loss, steps }) => sum + steps * Math.log1p(-loss.infinity),
    0,
  );
  return {
    terms: tilted,
    ...{ rate, logScale, range },
    infinity: CUT_MASS * Math.exp(logScale - rate * range.last) - Math.expm1(logFinite),
  };
};

/** Every mass times exp(rate · index + log). */
const scaleMasses = (loss: PrivacyLoss, rate: number, log: number): PrivacyLoss => ({
  ...loss,
  masses: loss.masses.map((mass, i) => mass * Math.exp(rate * (loss.first + i) + log)),
});

/** Without the masses at either end that even a million rounds would not make 1e-28 of. */
const trim = (loss: PrivacyLoss): PrivacyLoss => {
  const { first, masses } = loss;
  let begin = 0;
  let end = masses.length;
  while (begin + 1 < end && (masses[begin] as number) < NEGLIGIBLE_MASS) begin++;
  while (begin + 1 < end && (masses[end - 1] as number) < NEGLIGIBLE_MASS) end--;
  return { ...loss, first: first + begin, masses: masses.subarray(begin, end) };
};

const untilt = (
  { range: { first, last }, rate, logScale, infinity }: TiltedTerms,
  cyclic: Float64Array,
): PrivacyLoss => {
  const size = cyclic.length;
  const masses = new Float64Array(last - first + 1);
  for (let i = 0; i < masses.length; i++) {
    masses[i] = cyclic[(((first + i) % size) + size) % size] as number;
  }
  return scaleMasses({ first, masses, infinity }, -rate, logScale);
};
