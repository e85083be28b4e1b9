import { reject } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import type { ClientEvent } from './client-event.ts';
import { newsBetween } from './client-news.ts';
import { initialClientState } from './client-state.ts';
import { reduceClient, workKey } from './reduce-client.ts';
import { backendChoice, roundPlan, runOffer } from './testing/fixtures.ts';

/** What each event is news of, but for `state`, which every change is. */
const tellAll = (events: readonly ClientEvent[]): string[][] => {
  let state = initialClientState;
  return events.map((event) => {
    const before = state;
    [state] = reduceClient(before, event);
    const [first, ...others] = newsBetween(before, state).map(({ type }) => type);
    expect(first).toBe(state === before ? undefined : 'state');
    return others;
  });
};

const plan = roundPlan();
const key = workKey(plan);
const progress = { stage: 'training', step: 1, steps: 2, loss: 1 } as const;
const result = { outcome: 'accepted', numExamples: 4, payloadBytes: 9, metrics: null } as const;

describe('newsBetween', () => {
  it('names what a round brings, once each', () => {
    const told = tellAll([
      { type: 'connected' },
      { type: 'enrolled', clientId: 'a', runs: [runOffer()] },
      { type: 'backendChosen', backend: backendChoice },
      { type: 'planReceived', plan, at: 0 },
      { type: 'planReceived', plan, at: 1 },
      { type: 'workProgressed', key, progress },
      { type: 'workEnded', key, result },
      { type: 'runChanged', run: runOffer({ round: 1 }) },
      { type: 'disconnected' },
    ]);
    expect(told).toEqual([
      ['connection'],
      ['run'],
      [],
      ['round'],
      [],
      ['progress'],
      ['contribution'],
      ['run'],
      ['connection'],
    ]);
  });

  it('tells of another attempt as of a new round, and of the end of the one before', () => {
    const told = tellAll([
      { type: 'planReceived', plan, at: 0 },
      { type: 'planReceived', plan: roundPlan({ attempt: 2 }), at: 1 },
    ]);
    expect(told).toEqual([['round'], ['round', 'contribution']]);
  });

  it('tells of the model that an update is in as of something else than its acceptance', () => {
    const counted = {
      ...{ runId: plan.runId, round: plan.round },
      model: { round: 1, checkpoint: plan.checkpoint },
    };
    const told = tellAll([
      { type: 'planReceived', plan, at: 0 },
      { type: 'workEnded', key, result },
      { type: 'updateCounted', counted },
      { type: 'updateCounted', counted },
    ]);
    expect(told).toEqual([['round'], ['contribution'], ['counted'], []]);
  });

  it('tells again of an update that was left out, and of problems that come and go', () => {
    const excluded = { runId: 'run-one', round: 1, rejection: reject('outlier') };
    const problem = { message: 'No data here.', willRetry: true };
    const told = tellAll([
      { type: 'planReceived', plan, at: 0 },
      { type: 'workEnded', key, result },
      { type: 'updateExcluded', excluded },
      { type: 'preparationFailed', problem },
      { type: 'backendChosen', backend: backendChoice },
    ]);
    expect(told.slice(2)).toEqual([['contribution'], ['problem'], ['problem']]);
  });
});
