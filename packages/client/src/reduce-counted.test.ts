import { describe, expect, it } from 'vitest';
import type { ClientEvent } from './client-event.ts';
import { roundPlan, runOffer } from './testing/fixtures.ts';
import { play } from './testing/play.ts';

const model = (round: number) => ({ round, checkpoint: `sha256:${String(round).repeat(64)}` });
const counted = (round: number, inRound = round): ClientEvent => ({
  type: 'updateCounted',
  counted: { runId: 'run-one', round, model: model(inRound) },
});
const accepted = (round: number): ClientEvent[] => [
  { type: 'planReceived', plan: roundPlan({ round }), at: 0 },
  {
    type: 'workEnded',
    key: { runId: 'run-one', round, attempt: 1 },
    result: { outcome: 'accepted', numExamples: 4, payloadBytes: 10, metrics: null },
  },
];
const modelsOf = (...events: ClientEvent[]) =>
  play([
    { type: 'connected' },
    { type: 'enrolled', clientId: 'client-1', runs: [runOffer()] },
    ...events,
  ]).state.contributions.map(({ countedIn }) => countedIn);

describe('the model that an update is in', () => {
  it('is named for the update that it concerns, and stays it', () => {
    const events = [...accepted(1), ...accepted(2)];
    expect(modelsOf(...events)).toEqual([undefined, undefined]);
    expect(modelsOf(...events, counted(2))).toEqual([undefined, model(2)]);
    expect(modelsOf(...events, counted(1), counted(1, 3), counted(2))).toEqual([
      model(1),
      model(2),
    ]);
  });

  it('is not named of what was left out', () => {
    const rejection = { ok: false, code: 'outlier', message: 'too far away' } as const;
    const excluded: ClientEvent = {
      type: 'updateExcluded',
      excluded: { runId: 'run-one', round: 1, rejection },
    };
    expect(modelsOf(...accepted(1), excluded, counted(1))).toEqual([undefined]);
  });
});
