import type { DpSteps } from './accounting/dp-step.ts';
import { fitsBudget, type SpentEpsilon, spentEpsilon } from './accounting/spend.ts';

/** One release: a round whose result was published. Nothing in it depends on anyone's data. */
export interface LedgerEntry {
  readonly round: number;
  readonly samplingRate: number;
  readonly noiseMultiplier: number;
}

/**
 * What a run has released so far, as plain data that lies in its log. A round is charged in the same
 * transaction that commits it, and before its model is handed out.
 */
export type PrivacyLedger = readonly LedgerEntry[];

export interface PrivacyBudget {
  readonly delta: number;
  readonly epsilonBudget: number;
}

export const charge = (ledger: PrivacyLedger, entry: LedgerEntry): PrivacyLedger => [
  ...ledger,
  entry,
];

/** The rounds of a ledger, those of one kind together. */
export const stepsOfLedger = (ledger: PrivacyLedger): DpSteps[] => {
  const kinds = new Map<string, DpSteps>();
  for (const { samplingRate, noiseMultiplier } of ledger) {
    const kind = `${samplingRate}/${noiseMultiplier}`;
    const steps = (kinds.get(kind)?.steps ?? 0) + 1;
    kinds.set(kind, { samplingRate, noiseMultiplier, steps });
  }
  return [...kinds.values()];
};

/** @throws {RangeError} unless 0 < δ < 1 */
export const spentOfLedger = (ledger: PrivacyLedger, delta: number): SpentEpsilon =>
  spentEpsilon(stepsOfLedger(ledger), delta);

/**
 * Whether one more round would spend more than the budget. Ask before a round begins: the run ends before it is
 * exceeded, not after.
 */
export const wouldExceed = (
  ledger: PrivacyLedger,
  entry: LedgerEntry,
  budget: PrivacyBudget,
): boolean => !fitsBudget(stepsOfLedger(charge(ledger, entry)), budget);
