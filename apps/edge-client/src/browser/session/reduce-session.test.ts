import { describe, expect, it } from 'vitest';
import { clientState } from '../view/testing/client-state.ts';
import { noLimits } from './device-limits.ts';
import { firstStep, reduceSession, type Session, type SessionEvent } from './reduce-session.ts';

const data = { kind: 'demo' } as const;
const chosen: SessionEvent = { type: 'dataChosen', token: 'one', data, at: 5 };
const left: SessionEvent = { type: 'left', at: 9 };
const walk = (...events: SessionEvent[]): Session => events.reduce(reduceSession, firstStep);
const working = { token: 'one', data, limits: noLimits, joinedAt: 5 };

describe('reduceSession', () => {
  it('leads from the invitation over the data to the work and the receipt', () => {
    expect(walk({ type: 'accepted' })).toEqual({ step: 'data' });
    expect(walk({ type: 'accepted' }, chosen)).toEqual({
      step: 'working',
      ...working,
      client: null,
    });
    const client = clientState();
    expect(walk({ type: 'accepted' }, chosen, { type: 'clientChanged', client }, left)).toEqual({
      step: 'receipt',
      ...working,
      client,
      leftAt: 9,
    });
  });

  it('goes back from the data to the invitation', () => {
    expect(walk({ type: 'accepted' }, { type: 'wentBack' })).toEqual(firstStep);
  });

  it('takes a device that was reloaded straight back to work, under its limits', () => {
    const limits = { ...noLimits, isPaused: true };
    const past = { contributions: [], bytesUp: 1, bytesDown: 2 };
    const session = { token: 'one', data, limits, joinedAt: 2, past };
    expect(walk({ type: 'recalled', session })).toEqual({
      ...{ step: 'working', token: 'one', data, limits, joinedAt: 2, client: null },
    });
  });

  it('changes the limits that are named, while the device takes part', () => {
    const limited = walk(chosen, { type: 'limitsChanged', limits: { onlyOnCharger: true } });
    expect(limited).toMatchObject({ limits: { ...noLimits, onlyOnCharger: true } });
    expect(walk({ type: 'limitsChanged', limits: { isPaused: true } })).toBe(firstStep);
  });

  it('hears nothing more of a client that has left', () => {
    const gone = walk(chosen, left);
    expect(reduceSession(gone, { type: 'clientChanged', client: clientState() })).toBe(gone);
    expect(reduceSession(gone, { type: 'broke' })).toBe(gone);
  });

  it('begins again from anywhere', () => {
    expect(walk(chosen, { type: 'broke' }, { type: 'reset' })).toEqual(firstStep);
  });
});
