import { describe, expect, it } from 'vitest';
import { spentEpsilon } from './accounting/spend.ts';
import { charge, type PrivacyLedger, spentOfLedger, stepsOfLedger, wouldExceed } from './ledger.ts';

const step = { samplingRate: 0.1, noiseMultiplier: 1 };

const runUntilRefused = (budget: { delta: number; epsilonBudget: number }, limit: number) => {
  let ledger: PrivacyLedger = [];
  for (let round = 1; round <= limit; round++) {
    const entry = { round, ...step };
    if (wouldExceed(ledger, entry, budget)) break;
    ledger = charge(ledger, entry);
  }
  return ledger;
};

describe('the privacy ledger', () => {
  it('ends a run on the last round that the budget allows, not after it', () => {
    const budget = { delta: 1e-5, epsilonBudget: 2 };
    const ledger = runUntilRefused(budget, 100);
    expect(ledger.length).toBeGreaterThan(1);
    expect(ledger.length).toBeLessThan(100);
    expect(spentOfLedger(ledger, 1e-5).epsilon).toBeLessThanOrEqual(2);
    const one = charge(ledger, { round: ledger.length + 1, ...step });
    expect(spentOfLedger(one, 1e-5).epsilon).toBeGreaterThan(2);
  });

  it('refuses the first round already when that is too much', () => {
    expect(runUntilRefused({ delta: 1e-5, epsilonBudget: 0.01 }, 3)).toEqual([]);
  });

  it('is plain data that says what was released, and is not changed by charging', () => {
    const before: PrivacyLedger = [{ round: 1, ...step }];
    const after = charge(before, { round: 2, samplingRate: 1, noiseMultiplier: 3 });
    expect(before).toHaveLength(1);
    expect(JSON.parse(JSON.stringify(after))).toEqual(after);
    expect(stepsOfLedger([...after, { round: 3, ...step }])).toEqual([
      { ...step, steps: 2 },
      { samplingRate: 1, noiseMultiplier: 3, steps: 1 },
    ]);
  });

  it('spends nothing when nothing was released', () => {
    expect(spentOfLedger([], 1e-5)).toEqual({ rdp: 0, pld: 0, epsilon: 0 });
  });

  it('spends what the accountants say', () => {
    const ledger = Array.from({ length: 7 }, (_, index) => ({ round: index + 1, ...step }));
    expect(spentOfLedger(ledger, 1e-6)).toEqual(spentEpsilon([{ ...step, steps: 7 }], 1e-6));
  });
});
