import { composePlanned, planComposition } from './compose-losses.ts';
import { assertDelta, assertDpSteps, type DpSteps } from './dp-step.ts';
import {
  gridPoints,
  type PrivacyLoss,
  type PrivacyLossPair,
  sampledGaussianLoss,
} from './privacy-loss.ts';

/** As fine as the published figures: `value_discretization_interval` in Google's accountant. */
export const LOSS_GRID = 1e-4;
/** A coarser grid is taken, which is still an upper bound, rather than more points than these. */
const MOST_POINTS = 2 ** 20;

/**
 * The ε that rounds of any kinds have spent together at δ, from their privacy loss distribution: an upper
 * bound on a pessimistic grid, the larger of both directions of adjacency (one client more, one less).
 * Rounds in which everyone takes part are one Gaussian together, exactly: 1/σ² = Σ steps/σᵢ².
 *
 * It is for noise on the real line. Discrete Gaussian noise with a standard deviation of 2^20 grid
 * units differs from that by a relative 2^−40 in δ.
 *
 * @returns Infinity where no ε would do
 * @throws {RangeError} for steps or a δ that make no sense
 */
export const pldEpsilon = (steps: readonly DpSteps[], delta: number): number => {
  assertDelta(delta);
  const run = runLoss(steps, delta);
  return largerOf(run, (loss) => epsilonAt(loss, delta, run.grid));
};

/**
 * The δ that is left at an ε of at least 0, from the same distribution.
 * @throws {RangeError} for steps that make no sense
 */
export const pldDelta = (steps: readonly DpSteps[], epsilon: number): number => {
  const run = runLoss(steps);
  return largerOf(run, (loss) => deltaAt(loss, epsilon, run.grid));
};

interface RunLoss extends PrivacyLossPair {
  readonly grid: number;
}

const largerOf = ({ remove, add }: PrivacyLossPair, read: (loss: PrivacyLoss) => number): number =>
  Math.max(read(remove), read(add));

const certain = (loss: { masses: Float64Array; infinity: number }): RunLoss => {
  const same = { first: 0, ...loss };
  return { remove: same, add: same, grid: LOSS_GRID };
};
const NOTHING_SPENT = certain({ masses: Float64Array.of(1), infinity: 0 });
const EVERYTHING_SPENT = certain({ masses: Float64Array.of(0), infinity: 1 });

const runLoss = (steps: readonly DpSteps[], delta?: number): RunLoss => {
  steps.forEach(assertDpSteps);
  const rounds = mergeAlike(steps.filter((step) => step.samplingRate > 0 && step.steps > 0));
  if (rounds.length === 0) return NOTHING_SPENT;
  if (rounds.some((round) => round.noiseMultiplier === 0)) return EVERYTHING_SPENT;
  let grid = LOSS_GRID;
  for (;;) {
    const composed = composeOn(grid, rounds, delta);
    if (typeof composed !== 'number') return { ...composed, grid };
    grid *= 2 ** Math.ceil(Math.log2(composed / MOST_POINTS));
  }
};

/** One entry per kind of round. */
const mergeAlike = (steps: readonly DpSteps[]): DpSteps[] => {
  const kinds = new Map<string, DpSteps>();
  let precision = 0;
  for (const step of steps) {
    const { noiseMultiplier, samplingRate } = step;
    if (samplingRate === 1 && noiseMultiplier > 0) {
      precision += step.steps / noiseMultiplier ** 2;
      continue;
    }
    const kind = `${noiseMultiplier}/${samplingRate}`;
    kinds.set(kind, { ...step, steps: step.steps + (kinds.get(kind)?.steps ?? 0) });
  }
  const everyone = { noiseMultiplier: precision ** -0.5, samplingRate: 1, steps: 1 };
  return [...kinds.values(), ...(precision > 0 ? [everyone] : [])];
};

/** @returns how many points it would take, where these are too many */
const composeOn = (
  grid: number,
  rounds: readonly DpSteps[],
  delta: number | undefined,
): PrivacyLossPair | number => {
  const points = Math.max(...rounds.map((round) => gridPoints(round, grid)));
  if (points > MOST_POINTS) return points;
  const terms = rounds.map((round) => ({
    pair: sampledGaussianLoss(round, grid),
    steps: round.steps,
  }));
  const [first] = terms;
  if (terms.length === 1 && first?.steps === 1) return first.pair;
  const plan = planComposition(terms, { grid, delta });
  return plan.width > MOST_POINTS ? plan.width : composePlanned(plan);
};

/** δ(ε) = P(∞) + Σ over losses above ε of (1 − exp(ε − loss))·mass. */
const deltaAt = (
  { first, masses, infinity }: PrivacyLoss,
  epsilon: number,
  grid: number,
): number => {
  let delta = infinity;
  for (let i = masses.length - 1; i >= 0 && (first + i) * grid > epsilon; i--) {
    delta -= Math.expm1(epsilon - (first + i) * grid) * (masses[i] as number);
  }
  return delta;
};

/**
 * Walks down from the largest loss until δ is exceeded, then solves for ε within the last stretch, where
 * δ(ε) = upper − exp(ε)·Σ exp(−loss)·mass.
 */
const epsilonAt = (
  { first, masses, infinity }: PrivacyLoss,
  delta: number,
  grid: number,
): number => {
  if (infinity > delta) return Number.POSITIVE_INFINITY;
  const shrink = Math.exp(-grid);
  let upper = infinity;
  // Σ exp(loss − lossⱼ)·massⱼ over the losses from the present one on.
  let lower = 0;
  for (let i = masses.length - 1; i >= 0; i--) {
    const loss = (first + i) * grid;
    upper += masses[i] as number;
    lower = lower * shrink + (masses[i] as number);
    if (loss <= 0 || upper - lower * shrink > delta) {
      return Math.max(0, upper > delta ? loss + Math.log((upper - delta) / lower) : 0);
    }
  }
  return Math.max(0, first * grid);
};
