import { describe, expect, it } from 'vitest';
import { localFailure } from './local-failure.ts';
import { clientState } from './testing/client-state.ts';
import { failedContribution } from './testing/failed-contribution.ts';

const noMemory = { message: 'No memory.', willRetry: false };

describe('localFailure', () => {
  it('names the round that failed until a later one goes well', () => {
    expect(localFailure(clientState({ contributions: [failedContribution] }))).toMatchObject({
      title: 'Round 4 failed on this device',
      message: 'The graphics card went away.',
    });
    const recovered = [
      failedContribution,
      { ...failedContribution, round: 5, outcome: 'accepted' as const },
    ];
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
