import type { Contribution } from '@tributary/client';
import { describe, expect, it } from 'vitest';
import { localFailure } from './local-failure.ts';
import { clientState } from './testing/client-state.ts';

const failed: Contribution = {
  runId: 'run-mnist',
  round: 4,
  outcome: 'failed',
  message: 'The graphics card went away.',
  numExamples: 0,
  payloadBytes: 0,
  metrics: null,
};

const noMemory = { message: 'No memory.', willRetry: false };

describe('localFailure', () => {
  it('names the round that failed until a later one goes well', () => {
    expect(localFailure(clientState({ contributions: [failed] }))).toMatchObject({
      title: 'Round 4 failed on this device',
      message: 'The graphics card went away.',
    });
    const recovered = [failed, { ...failed, round: 5, outcome: 'accepted' as const }];
    expect(localFailure(clientState({ contributions: recovered }))).toBeNull();
  });

  it('says whether the device tries again by itself', () => {
    const advice = (willRetry: boolean) =>
      localFailure(clientState({ problem: { ...noMemory, willRetry } }))?.advice;
    expect(advice(true)).toContain('tries again by itself');
    expect(advice(false)).toContain('Reload the page');
  });

  it('offers WASM only to a device that does not use it yet', () => {
    const webgl = { backend: 'webgl' as const, stepMs: 9, reason: '', tried: [] };
    const offers = [null, webgl].map(
      (backend) => localFailure(clientState({ problem: noMemory, backend }))?.offerSafeBackend,
    );
    expect(offers).toEqual([true, true]);
    expect(localFailure(clientState({ problem: noMemory }))?.offerSafeBackend).toBe(false);
  });
});
