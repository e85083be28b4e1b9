import { expect, it } from 'vitest';
import { type RoundRow, roundsTo } from './round-row.ts';

const rows = (accuracies: readonly (number | null)[]): RoundRow[] => {
  let best: number | null = null;
  return accuracies.map((accuracy, index) => {
    if (accuracy !== null) best = Math.max(best ?? 0, accuracy);
    return {
      ...{ round: index + 1, accuracy, loss: null, bestAccuracy: best, attempts: 1 },
      ...{ cohort: 1, reported: 1, bytesUp: 0, bytesDown: 0, virtualS: 0 },
    };
  });
};

it('interpolates between the two rounds around the mark', () => {
  expect(roundsTo(rows([0.5, 0.7, 0.6, 0.9]), 0.8)).toBeCloseTo(3.5);
});

it('passes over rounds that were not tested', () => {
  expect(roundsTo(rows([null, 0.5, null, 0.9]), 0.7)).toBeCloseTo(3);
});

it('is undefined where the mark is not reached', () => {
  expect(roundsTo(rows([0.5, 0.7]), 0.8)).toBeUndefined();
});
