import type { PrivacySpent, RunConfig } from '@tributary/protocol';
import { formatEpsilon, formatNumber } from './format.ts';

export interface PrivacyFigure {
  /** ε spent and its budget, e.g. "3.21 / 8". */
  readonly value: string;
  /** What each of the accountants says. */
  readonly note: string;
}

/** What privacy a run has spent; null where none is promised. @param spent null before the first round */
export const privacyFigure = (
  privacy: RunConfig['privacy'],
  spent: PrivacySpent | null,
): PrivacyFigure | null => {
  if (privacy.mode === 'none') return null;
  const epsilon = spent === null ? '0' : formatEpsilon(spent.epsilon);
  const delta = `δ = ${formatNumber(privacy.delta)}`;
  return {
    value: `${epsilon} / ${formatNumber(privacy.epsilonBudget)}`,
    note:
      spent === null
        ? delta
        : `PLD ${formatEpsilon(spent.pld)}, RDP ${formatEpsilon(spent.rdp)}; ${delta}`,
  };
};
