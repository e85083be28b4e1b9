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

/** A composition, thought through but not yet computed. */
export interface PlannedComposition {
  /** How many points the result takes. */
  readonly width: number;
  readonly remove: TiltedTerms;
  readonly add: TiltedTerms;
}

export interface PlanOptions {
  /** In units of loss. */
  readonly grid: number;
  /** Where in the tail the result will be read; everywhere alike when left out. */
  readonly delta?: number | undefined;
}

/**
 * Prepares the sum of all losses for the range that matters at δ.
 *
 * Masses are multiplied by exp(rate · index) before they are transformed and divided by it afterwards,
 * which shifts the middle of the composition to where ε is read. A transform's rounding errors are
 * then small beside the masses there; without the tilt they are 1e-11 in δ after 50,000 rounds. What is cut
 * off above the range counts as infinite, what lies below it is not needed.
 */
export const planComposition = (
  terms: readonly RepeatedPair[],
  options: PlanOptions,
): PlannedComposition => {
  const [remove, add] = (['remove', 'add'] as const).map((direction) =>
    tiltTerms(
      terms.map(({ pair, steps }) => ({ loss: pair[direction], steps })),
      options,
    ),
  ) as [TiltedTerms, TiltedTerms];
  const width = 1 + Math.max(...[remove, add].map(({ range }) => range.last - range.first));
  return { width, remove, add };
};

/** The distribution of the sum of all losses. */
export const composePlanned = ({ width, remove, add }: PlannedComposition): PrivacyLossPair => {
  const sums = convolveCyclic(remove.terms, add.terms, 2 ** Math.ceil(Math.log2(width + 1)));
  return { remove: untilt(remove, sums.re), add: untilt(add, sums.im) };
};

const NEGLIGIBLE_MASS = 1e-40;

export interface TiltedTerms {
  readonly terms: readonly RepeatedLoss[];
  readonly rate: number;
  /** The log of what the composition's masses have been divided by. */
  readonly logScale: number;
  readonly range: LossRange;
  readonly infinity: number;
}

const tiltTerms = (terms: readonly RepeatedLoss[], { grid, delta }: PlanOptions): TiltedTerms => {
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
