import { rdpEpsilon } from '@tributary/fedavg';
import { releasedSteps } from '@tributary/rounds';
import type { PlannedPrivacy } from './privacy-forecast.ts';

/** What has been spent after a round. */
export interface PrivacyPoint {
  readonly round: number;
  readonly epsilon: number;
}

/** Enough for a smooth line, and for a table that somebody reads. */
const POINTS = 25;

/**
 * ε over the planned rounds by the quick accountant: a bound that is a little too high. Empty where no privacy is
 * promised.
 */
export const privacyCurve = (plan: PlannedPrivacy): PrivacyPoint[] => {
  const { privacy, rounds } = plan;
  if (privacy.mode === 'none') return [];
  const count = Math.min(POINTS, rounds);
  return Array.from({ length: count }, (_, at) => {
    const round = count === 1 ? rounds : Math.round(1 + (at * (rounds - 1)) / (count - 1));
    return { round, epsilon: rdpEpsilon(releasedSteps(plan, round), privacy.delta).epsilon };
  });
};
