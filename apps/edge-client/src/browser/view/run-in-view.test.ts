import type { Contribution } from '@tributary/client';
import { describe, expect, it } from 'vitest';
import { runInView } from './run-in-view.ts';
import { clientState } from './testing/client-state.ts';
import { runOffer } from './testing/run-offer.ts';

const contributionTo = (runId: string): Contribution => ({
  runId,
  round: 1,
  outcome: 'accepted',
  numExamples: 1,
  payloadBytes: 1,
  metrics: null,
});

describe('runInView', () => {
  const paused = runOffer({ runId: 'paused', status: 'paused' });
  const running = runOffer({ runId: 'running' });
  const completed = runOffer({ runId: 'completed', status: 'completed' });

  it('prefers a running run before anything was done', () => {
    expect(runInView(clientState({ runs: [paused, running] }))).toBe(running);
    expect(runInView(clientState({ runs: [completed, paused] }))).toBe(paused);
    expect(runInView(clientState({ runs: [completed] }))).toBeNull();
  });

  it('stays with the last run while it is open', () => {
    const contributions = [contributionTo('paused')];
    expect(runInView(clientState({ runs: [running, paused], contributions }))).toBe(paused);
  });

  it('keeps a finished run in view until another one opens', () => {
    const contributions = [contributionTo('completed')];
    expect(runInView(clientState({ runs: [completed], contributions }))).toBe(completed);
    expect(runInView(clientState({ runs: [completed, running], contributions }))).toBe(running);
  });
});
