import type { Contribution } from '@tributary/client';
import { reject } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import {
  describeContribution,
  scoreChange,
  summariseContributions,
} from './describe-contribution.ts';
import { failedContribution } from './testing/failed-contribution.ts';

const accepted: Contribution = {
  runId: 'run-mnist',
  round: 3,
  outcome: 'accepted',
  numExamples: 112,
  payloadBytes: 797_248,
  metrics: { steps: 4, trainMs: 10, backend: 'wasm', accuracyBefore: 0.612, accuracyAfter: 0.901 },
};

describe('describeContribution', () => {
  it('says what an accepted round brought', () => {
    expect(describeContribution(accepted)).toEqual({
      label: 'Counted',
      tone: 'good',
      detail: '112 examples · 61.2 → 90.1\u00a0% here · 797 kB sent',
    });
  });

  it('leaves out the accuracy when it was not measured', () => {
    expect(scoreChange({ metrics: null })).toBeNull();
    expect(describeContribution({ ...accepted, metrics: null }).detail).toBe(
      '112 examples · 797 kB sent',
    );
  });

  it('says by how much a model of numbers is off instead', () => {
    const metrics = {
      steps: 4,
      trainMs: 10,
      backend: 'wasm',
      lossBefore: 16_900,
      lossAfter: 9_216,
    };
    expect(describeContribution({ ...accepted, metrics }).detail).toBe(
      '112 examples · error 130 → 96.0 here · 797 kB sent',
    );
  });

  it('gives the reason of a refusal, from the table when there is no message', () => {
    const refused: Contribution = { ...accepted, outcome: 'refused', code: 'not-finite' };
    expect(describeContribution(refused).detail).toMatch(/NaN or infinite/);
    expect(describeContribution(failedContribution)).toMatchObject({
      label: 'Failed here',
      detail: 'The graphics card went away.',
    });
  });
});

describe('summariseContributions', () => {
  it('does not count what was left out after it had been accepted, and the list says why', () => {
    // As `reduceClient` leaves it after `updateExcluded`: with all that was measured.
    const { code, message } = reject('outlier');
    const excluded: Contribution = { ...accepted, outcome: 'refused', code, message };
    expect(summariseContributions([excluded, accepted]).acceptedCount).toBe(1);
    expect(describeContribution(excluded)).toMatchObject({
      label: 'Not counted',
      detail: expect.stringMatching(/differs too much from those of the other clients/),
    });
  });

  it('sums only what was accepted', () => {
    expect(summariseContributions([accepted, failedContribution, accepted])).toEqual({
      acceptedCount: 2,
      trainedExamples: 224,
    });
  });
});
