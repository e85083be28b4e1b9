import { fitsBudget, rdpEpsilon, spentEpsilon } from '@tributary/fedavg';
import type { RunConfig } from '@tributary/protocol';
import { releasedSteps } from '@tributary/rounds';

export type PlannedPrivacy = Pick<RunConfig, 'privacy' | 'cohort' | 'rounds'>;

/** What a run's settings would spend over its planned rounds. */
export interface PrivacyForecast {
  /** After all planned rounds; Infinity where nothing is promised. */
  readonly epsilon: number;
  /** How many of the planned rounds fit into the budget at least. */
  readonly lastingRounds: number;
  readonly isExact: boolean;
}

/** By the quick accountant alone: a bound that is a little too high, in some milliseconds. */
export const quickForecast = (plan: PlannedPrivacy): PrivacyForecast | null => {
  const { privacy, rounds } = plan;
  if (privacy.mode === 'none') return null;
  return {
    epsilon: rdpEpsilon(releasedSteps(plan, rounds), privacy.delta).epsilon,
    lastingRounds: lastRoundWithin(rounds, (count) => rdpFits(plan, count)),
    isExact: false,
  };
};

/** As the run will be charged; takes some tenths of a second, and more for thousands of rounds. */
export const exactForecast = (plan: PlannedPrivacy): PrivacyForecast | null => {
  const quick = quickForecast(plan);
  const { privacy, rounds } = plan;
  if (quick === null || privacy.mode === 'none') return null;
  const steps = releasedSteps(plan, rounds);
  return {
    epsilon: spentEpsilon(steps, privacy.delta).epsilon,
    lastingRounds: fitsBudget(steps, privacy) ? rounds : quick.lastingRounds,
    isExact: true,
  };
};

const rdpFits = (plan: PlannedPrivacy, rounds: number): boolean =>
  plan.privacy.mode === 'none' ||
  rdpEpsilon(releasedSteps(plan, rounds), plan.privacy.delta).epsilon <= plan.privacy.epsilonBudget;

/** The largest number up to `most` that fits, as more rounds never cost less; 0 if not even one does. */
const lastRoundWithin = (most: number, fits: (rounds: number) => boolean): number => {
  let [fitting, tooMany] = [0, most + 1];
  while (tooMany - fitting > 1) {
    const middle = Math.floor((fitting + tooMany) / 2);
    if (fits(middle)) fitting = middle;
    else tooMany = middle;
  }
  return fitting;
};
