import type { RunOffer } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { describeStanding, isOpen, scoreSoFar } from './describe-run.ts';
import { runOffer } from './testing/run-offer.ts';

describe('a run in words', () => {
  it('speaks of an error where numbers are predicted, and of nothing before the first round', () => {
    expect(scoreSoFar(runOffer())).toBe('91.2\u00a0% right so far');
    expect(scoreSoFar(runOffer({ accuracy: null, loss: 9_216 }))).toBe('Typical error 96.0 so far');
    expect(scoreSoFar(runOffer({ accuracy: null, loss: null }))).toBeNull();
  });

  it('says where the run stands for every status', () => {
    const statuses: RunOffer['status'][] = ['created', 'running', 'pausing', 'paused', 'completed'];
    expect(statuses.map((status) => describeStanding(runOffer({ status })))).toEqual([
      'Not started yet, 10 rounds planned',
      '3 of 10 rounds done',
      'Pausing, 3 of 10 rounds done',
      'Paused, 3 of 10 rounds done',
      'Finished early, 3 of 10 rounds done',
    ]);
    expect(describeStanding(runOffer({ status: 'completed', round: 10 }))).toBe(
      'Finished, all 10 rounds done',
    );
  });

  it('tells the runs that may still ask for something', () => {
    expect(isOpen(runOffer({ status: 'paused' }))).toBe(true);
    expect(isOpen(runOffer({ status: 'failed' }))).toBe(false);
  });
});
