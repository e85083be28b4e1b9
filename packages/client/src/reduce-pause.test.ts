import { describe, expect, it } from 'vitest';
import type { ClientEffect, ClientEvent } from './client-event.ts';
import { roundPlan, runOffer } from './testing/fixtures.ts';
import { play } from './testing/play.ts';

const { modelBytes, updateBytes } = runOffer();
const roundBytes = modelBytes + updateBytes;
const types = (effects: readonly ClientEffect[]) => effects.map(({ type }) => type);
const plan = (changes = {}): ClientEvent => ({
  type: 'planReceived',
  plan: roundPlan(changes),
  at: 0,
});
const here: ClientEvent[] = [
  { type: 'connected' },
  { type: 'enrolled', clientId: 'client-1', runs: [runOffer()] },
];
const pause: ClientEvent = { type: 'paused', reason: 'asked' };
const accepted: ClientEvent = {
  type: 'workEnded',
  key: { runId: 'run-one', round: 1, attempt: 1 },
  result: { outcome: 'accepted', numExamples: 4, payloadBytes: 10, metrics: null },
};

describe('a pause', () => {
  it('declines what was being worked on and what waited, and hangs up', () => {
    const before = play([...here, plan(), plan({ runId: 'run-two' })]).state;
    const { state, effects } = play([pause], before);
    expect(types(effects)).toEqual(['decline', 'decline', 'cancelWork', 'rest']);
    expect(state).toMatchObject({ connection: 'paused', pause: 'asked', enrolled: false });
    expect(state).toMatchObject({ work: null, queue: [], contributions: [{ outcome: 'paused' }] });
  });

  it('hears nothing of the connection that was', () => {
    const { state } = play([...here, pause]);
    const late = [plan(), ...here, { type: 'disconnected' }] satisfies ClientEvent[];
    expect(play(late, state)).toEqual({ state, effects: [] });
  });

  it('may change its reason, ends with the next connection, and leaves for good', () => {
    const { state } = play([...here, pause, { type: 'paused', reason: 'metered' }]);
    expect(state.pause).toBe('metered');
    const resumed = play([{ type: 'resumed' }], state);
    expect(types(resumed.effects)).toEqual(['wake']);
    expect(resumed.state).toMatchObject({ connection: 'connecting', pause: null });
    expect(types(play([{ type: 'connected' }], resumed.state).effects)).toEqual(['enrol']);
    expect(play([{ type: 'left' }], state).state.connection).toBe('left');
  });

  it('is not ended twice', () => {
    expect(play([...here, { type: 'resumed' }]).effects).toHaveLength(1);
  });
});

describe('the cap on bytes', () => {
  const cap = (bytes: number | null): ClientEvent => ({ type: 'byteLimitSet', bytes });

  it('rests before a round that would go above it, and not before', () => {
    const first = play([cap(2 * roundBytes - 1), ...here, plan()]);
    expect(first.state.work).not.toBeNull();
    const { state, effects } = play(
      [{ type: 'bytesMoved', up: updateBytes, down: modelBytes }, accepted],
      first.state,
    );
    expect(types(effects)).toEqual(['rest']);
    expect(state).toMatchObject({ pause: 'byte-limit', connection: 'paused' });
  });

  it('lets a device go on when it is lifted', () => {
    const { state } = play([cap(roundBytes - 1), ...here]);
    expect(state.pause).toBe('byte-limit');
    expect(play([{ type: 'resumed' }], state).state.pause).toBe('byte-limit');
    const lifted = play([cap(null)], state);
    expect(types(lifted.effects)).toEqual(['wake']);
    expect(lifted.state.pause).toBeNull();
  });

  it('declines a plan that it has no room for, and takes one that it has', () => {
    const small = runOffer({ runId: 'run-two', modelBytes: 10, updateBytes: 10 });
    const { state, effects } = play([
      cap(100),
      { type: 'connected' },
      { type: 'enrolled', clientId: 'client-1', runs: [runOffer(), small] },
      plan(),
      plan({ runId: 'run-two', modelBytes: 10 }),
    ]);
    expect(types(effects)).toEqual(['enrol', 'decline', 'startWork']);
    expect(state.work?.runId).toBe('run-two');
  });

  it('goes by what is left when a waiting plan has its turn', () => {
    const other = runOffer({ runId: 'run-two' });
    const { effects } = play([
      cap(2 * roundBytes - 1),
      { type: 'connected' },
      { type: 'enrolled', clientId: 'client-1', runs: [runOffer(), other] },
      plan(),
      plan({ runId: 'run-two' }),
      { type: 'bytesMoved', up: updateBytes, down: modelBytes },
      accepted,
    ]);
    expect(types(effects)).toEqual(['enrol', 'startWork', 'decline', 'rest']);
  });
});
