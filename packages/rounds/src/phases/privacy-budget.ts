import type { PrivacySpent, RunConfig } from '@tributary/protocol';
import type { PrivacyCharge } from '../run-state.ts';

/** Why a run must end before it releases anything more; null while its budget bears another round. */
export const whySpent = (
  charge: PrivacyCharge | null,
  { privacy }: Pick<RunConfig, 'privacy'>,
): string | null => {
  if (!charge || privacy.mode === 'none') return null;
  const { spent, next } = charge;
  if (next.epsilon !== null && next.epsilon <= privacy.epsilonBudget) return null;
  return `The privacy budget is spent: ε is ${inDigits(spent)}, and another round would make it ${inDigits(next)}.`;
};

const inDigits = ({ epsilon }: PrivacySpent): string => epsilon?.toFixed(2) ?? 'unlimited';
