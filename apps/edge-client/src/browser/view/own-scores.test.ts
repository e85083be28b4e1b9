import type { Contribution } from '@tributary/client';
import { describe, expect, it } from 'vitest';
import { ownRounds, ownScores } from './own-scores.ts';

const round = (number: number, changes: Partial<Contribution> = {}): Contribution => ({
  ...{ runId: 'run', round: number, outcome: 'accepted', numExamples: 1200, payloadBytes: 797_248 },
  metrics: {
    ...{ steps: 1, trainMs: 1, backend: 'wasm' },
    ...{ accuracyBefore: number / 10, accuracyAfter: number / 10 + 0.05, lossBefore: 1 },
  },
  ...changes,
});

describe('ownScores', () => {
  it('is how the shared model did on own examples, round by round', () => {
    expect(ownScores([round(1), round(2, { outcome: 'closed' }), round(4)], 'run')).toEqual([
      { round: 1, accuracy: 0.1, loss: 1 },
      { round: 4, accuracy: 0.4, loss: 1 },
    ]);
  });

  it('counts a round once that was tried again, and no other run', () => {
    const again = round(1, { metrics: null });
    expect(ownScores([round(1), again, round(1, { runId: 'other' })], 'run')).toEqual([]);
    expect(ownRounds([round(1), again], 'run')).toHaveLength(1);
  });
});

it('ownRounds puts it into words, with a dash where nothing was measured', () => {
  expect(ownRounds([round(2)], 'run')).toEqual([
    { round: 2, before: '20.0\u00a0%', after: '25.0\u00a0%', examples: '1,200' },
  ]);
  expect(ownRounds([round(2, { metrics: null })], 'run')).toMatchObject([
    { before: '–', after: '–' },
  ]);
});
