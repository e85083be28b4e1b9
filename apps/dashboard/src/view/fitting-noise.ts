import { type PlannedPrivacy, quickForecast } from './privacy-forecast.ts';

/** How many times the usual noise is tried; each step gives up some accuracy. */
const TIMES = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 15, 20];

/**
 * The settings with as much noise as the planned rounds need to stay within the budget, and no less than they have;
 * unchanged where no noise of a usual size is enough.
 */
export const withFittingNoise = <Plan extends PlannedPrivacy>(plan: Plan): Plan => {
  const { privacy } = plan;
  if (privacy.mode === 'none') return plan;
  const candidates = TIMES.map((times) => ({
    ...plan,
    privacy: { ...privacy, noiseMultiplier: times * privacy.noiseMultiplier },
  }));
  return (
    candidates.find((candidate) => quickForecast(candidate)?.lastingRounds === plan.rounds) ?? plan
  );
};
