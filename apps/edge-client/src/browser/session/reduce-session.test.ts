import { describe, expect, it } from 'vitest';
import { clientState } from '../view/testing/client-state.ts';
import { firstStep, reduceSession, type Session, type SessionEvent } from './reduce-session.ts';

const data = { kind: 'demo' } as const;
const walk = (...events: SessionEvent[]): Session => events.reduce(reduceSession, firstStep);

describe('reduceSession', () => {
  it('leads from the invitation over the data to the work and the receipt', () => {
    expect(walk({ type: 'accepted' })).toEqual({ step: 'data' });
    expect(walk({ type: 'accepted' }, { type: 'dataChosen', data })).toEqual({
      step: 'working',
      data,
      client: null,
    });
    const client = clientState();
    expect(
      walk(
        { type: 'accepted' },
        { type: 'dataChosen', data },
        { type: 'clientChanged', client },
        { type: 'left' },
      ),
    ).toEqual({ step: 'receipt', data, client });
  });

  it('goes back from the data to the invitation', () => {
    expect(walk({ type: 'accepted' }, { type: 'wentBack' })).toEqual(firstStep);
  });

  it('takes a device that took part before straight to work', () => {
    expect(walk({ type: 'dataChosen', data }).step).toBe('working');
  });

  it('hears nothing more of a client that has left', () => {
    const left = walk({ type: 'dataChosen', data }, { type: 'left' });
    expect(reduceSession(left, { type: 'clientChanged', client: clientState() })).toBe(left);
    expect(reduceSession(left, { type: 'broke' })).toBe(left);
  });

  it('begins again from anywhere', () => {
    expect(walk({ type: 'dataChosen', data }, { type: 'broke' }, { type: 'reset' })).toEqual(
      firstStep,
    );
  });
});
