import { createRandom } from '@tributary/fedavg';
import { reject } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import type { ClientEffect, ClientEvent, WorkKey, WorkResult } from './client-event.ts';
import { initialClientState } from './client-state.ts';
import { reduceClient, workKey } from './reduce-client.ts';
import { backendChoice, roundPlan, runOffer } from './testing/fixtures.ts';
import { play } from './testing/play.ts';

const clientId = 'client-1';
const accepted: WorkResult = {
  outcome: 'accepted',
  numExamples: 4,
  payloadBytes: 10,
  metrics: null,
};

const plan = (changes = {}): ClientEvent => ({
  type: 'planReceived',
  plan: roundPlan(changes),
  at: 1_000,
});
const key = (runId: string, round: number, attempt = 1): WorkKey => ({ runId, round, attempt });
const types = (effects: readonly ClientEffect[]) => effects.map(({ type }) => type);

describe('connection', () => {
  it('enrols after every connection', () => {
    const { state, effects } = play([
      { type: 'connected' },
      { type: 'enrolled', clientId, runs: [] },
      { type: 'disconnected' },
      { type: 'connected' },
    ]);
    expect(types(effects)).toEqual(['enrol', 'enrol']);
    expect(state).toMatchObject({ connection: 'connected', enrolled: false, clientId: 'client-1' });
  });

  it('keeps its work while the connection is away', () => {
    const { state } = play([{ type: 'connected' }, plan(), { type: 'disconnected' }]);
    expect(state).toMatchObject({ connection: 'reconnecting', work: { round: 1 } });
  });

  it('ends for good when refused, and hears nothing afterwards', () => {
    const rejection = reject('bad-token');
    const { state, effects } = play([{ type: 'refused', rejection }, plan()]);
    expect(state).toMatchObject({ connection: 'refused', refusal: rejection, work: null });
    expect(types(effects)).toEqual(['disconnect']);
  });

  it('cancels its work when it leaves', () => {
    const { state, effects } = play([plan(), { type: 'left' }]);
    expect(types(effects)).toEqual(['startWork', 'cancelWork', 'disconnect']);
    expect(state).toMatchObject({ connection: 'left', work: null });
  });
});

describe('backend', () => {
  const problem = { message: 'no data', willRetry: true };
  const chosen: ClientEvent = { type: 'backendChosen', backend: backendChoice };

  it('enrols again when the backend becomes another one', () => {
    const enrolled = play([{ type: 'connected' }, { type: 'enrolled', clientId, runs: [] }]).state;
    expect(types(play([chosen, chosen], enrolled).effects)).toEqual(['enrol']);
  });

  it('does not enrol twice when the choice is made on the way to enrolling', () => {
    expect(types(play([{ type: 'connected' }, chosen]).effects)).toEqual(['enrol']);
  });

  it('forgets its problem once it is enrolled', () => {
    const failed: ClientEvent = { type: 'preparationFailed', problem };
    const { state } = play([
      { type: 'connected' },
      failed,
      { type: 'enrolled', clientId, runs: [] },
    ]);
    expect(state).toMatchObject({ enrolled: true, problem: null });
  });

  it('enrols once a device that could not get ready can', () => {
    const failed = play([{ type: 'connected' }, { type: 'preparationFailed', problem }]);
    expect(failed.state.problem).toBe(problem);
    const { state, effects } = play([chosen], failed.state);
    expect(state.problem).toBeNull();
    expect(types(effects)).toEqual(['enrol']);
  });
});

describe('runs', () => {
  it('prepares for a run that is new, once', () => {
    const run = runOffer();
    const { state, effects } = play([
      { type: 'runChanged', run },
      { type: 'runChanged', run: { ...run, round: 1 } },
    ]);
    expect(effects).toEqual([{ type: 'prepare', run }]);
    expect(state.runs).toEqual([{ ...run, round: 1 }]);
  });

  it('cancels the work of a run that ended while the connection was away', () => {
    const { state, effects } = play([
      plan(),
      { type: 'disconnected' },
      { type: 'enrolled', clientId, runs: [runOffer({ status: 'stopped' })] },
    ]);
    expect(types(effects)).toContain('cancelWork');
    expect(state.work).toBeNull();
  });
});

describe('plans', () => {
  it('starts work, with the deadline on its own clock', () => {
    const { state, effects } = play([plan()]);
    expect(effects).toEqual([{ type: 'startWork', plan: roundPlan() }]);
    expect(state.work).toMatchObject({ stage: 'preparing', deadlineAt: 61_000 });
  });

  it('ignores a plan that it is already working on, and an older one', () => {
    const { effects } = play([plan({ round: 2 }), plan({ round: 2 }), plan({ round: 1 })]);
    expect(types(effects)).toEqual(['startWork']);
  });

  it.each([{ round: 2 }, { round: 1, attempt: 2 }])('turns to the newer plan %o', (newer) => {
    const { state, effects } = play([plan(), plan(newer)]);
    expect(types(effects)).toEqual(['startWork', 'cancelWork', 'startWork']);
    expect(state.work).toMatchObject(newer);
    expect(state.contributions).toMatchObject([{ round: 1, outcome: 'closed' }]);
  });

  it('queues the newest plan of another run until the present work has ended', () => {
    const { state, effects } = play([
      plan(),
      plan({ runId: 'run-two' }),
      plan({ runId: 'run-two', round: 2 }),
    ]);
    expect(types(effects)).toEqual(['startWork']);
    expect(state.queue.map((waiting) => waiting.plan.round)).toEqual([2]);
    const after = play([{ type: 'workEnded', key: key('run-one', 1), result: accepted }], state);
    expect(after.state).toMatchObject({ work: { runId: 'run-two', round: 2 }, queue: [] });
  });

  it('stops when the round closes, whether it works on it or it waits', () => {
    const busy = play([plan(), plan({ runId: 'run-two' })]).state;
    const close = (runId: string): ClientEvent => ({
      type: 'roundClosed',
      closed: { runId, round: 1, outcome: 'aggregating' },
    });
    expect(play([close('run-two')], busy).state).toMatchObject({ work: busy.work, queue: [] });
    const { state, effects } = play([close('run-one')], busy);
    expect(types(effects)).toEqual(['cancelWork', 'startWork']);
    expect(state.work?.runId).toBe('run-two');
    expect(play([close('run-one')], play([plan({ round: 2 })]).state).effects).toEqual([]);
  });

  it.each(['failed', 'refused'] as const)('tells the coordinator of work: %s', (outcome) => {
    const result: WorkResult = { ...accepted, outcome, message: 'x'.repeat(400) };
    const { effects } = play([plan(), { type: 'workEnded', key: key('run-one', 1), result }]);
    expect(effects[1]).toMatchObject({ type: 'decline', message: { reason: 'x'.repeat(300) } });
  });

  it('has nothing to decline when its work counts', () => {
    const ended: ClientEvent = { type: 'workEnded', key: key('run-one', 1), result: accepted };
    expect(types(play([plan(), ended]).effects)).toEqual(['startWork']);
  });

  it('reports progress of the present work only', () => {
    const progress = { stage: 'training', step: 3, steps: 9, loss: 1.5, epoch: 1 } as const;
    const { state, effects } = play([
      plan(),
      { type: 'workProgressed', key: key('run-one', 1), progress },
      { type: 'workProgressed', key: key('run-one', 2), progress: { ...progress, step: 4 } },
    ]);
    expect(state.work).toMatchObject(progress);
    expect(effects.slice(1)).toEqual([
      {
        type: 'reportProgress',
        progress: { runId: 'run-one', round: 1, stage: 'training', step: 3, steps: 9, loss: 1.5 },
      },
    ]);
  });
});

const isSameWork = (a: WorkKey, b: WorkKey): boolean =>
  JSON.stringify(workKey(a)) === JSON.stringify(workKey(b));

/** Any event in any order, late answers included. */
const randomEvent = (random: ReturnType<typeof createRandom>): ClientEvent => {
  const runId = `run-${random.integer(3)}`;
  const round = 1 + random.integer(4);
  const attempt = 1 + random.integer(2);
  const run = runOffer({ runId, status: random.integer(4) === 0 ? 'stopped' : 'running' });
  const events: ClientEvent[] = [
    { type: 'connected' },
    { type: 'disconnected' },
    { type: 'enrolled', clientId, runs: [run, runOffer({ runId: 'run-0' })] },
    { type: 'runChanged', run },
    plan({ runId, round, attempt }),
    plan({ runId, round, attempt }),
    plan({ runId, round, attempt }),
    { type: 'roundClosed', closed: { runId, round, outcome: 'abandoned' } },
    { type: 'workEnded', key: { runId, round, attempt }, result: accepted },
    {
      type: 'workProgressed',
      key: { runId, round, attempt },
      progress: { stage: 'training', step: 1, steps: 2, loss: 1 },
    },
    { type: 'backendChosen', backend: backendChoice },
  ];
  return events[random.integer(events.length)] as ClientEvent;
};

describe('any order of events', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))('seed %i: one work at a time', (seed) => {
    const random = createRandom(seed);
    let state = initialClientState;
    let running: WorkKey | null = null;
    let started = 0;
    const step = (event: ClientEvent) => {
      const before = state;
      const [next, effects] = reduceClient(state, event);
      if (event.type === 'workEnded' && before.work && isSameWork(before.work, event.key)) {
        running = null;
      }
      for (const effect of effects) {
        if (effect.type === 'cancelWork') {
          expect(running).toEqual(effect.key);
          running = null;
        }
        if (effect.type === 'startWork') {
          expect(running).toBeNull();
          const { runId, round, attempt } = effect.plan;
          running = { runId, round, attempt };
          started += 1;
        }
      }
      state = next;
      const { work, queue, contributions } = state;
      expect(work && { runId: work.runId, round: work.round, attempt: work.attempt }).toEqual(
        running,
      );
      const runs = [...(work ? [work.runId] : []), ...queue.map((waiting) => waiting.plan.runId)];
      expect(new Set(runs).size).toBe(runs.length);
      if (work === null) expect(queue).toEqual([]);
      expect(contributions.length + (work ? 1 : 0)).toBe(started);
    };
    for (let i = 0; i < 200; i++) step(randomEvent(random));
    step({ type: 'left' });
    expect(state).toMatchObject({ work: null, queue: [], connection: 'left' });
  });
});
