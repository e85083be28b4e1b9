import { type RunEvent, rejections } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { digestOf, joined, reported } from '../testing/example-run.ts';
import { eventSentence } from './event-sentence.ts';

const { devices } = ['edge-1', 'edge-2'].reduce(
  (all, clientId) => {
    const event = joined(clientId);
    return {
      devices: { ...all.devices, ...(event.type === 'presenceChanged' ? event.joined : {}) },
    };
  },
  { devices: {} },
);
const say = (event: RunEvent) => eventSentence(event, devices);

describe('eventSentence', () => {
  it('names who came, and why others left', () => {
    expect(say(joined('edge-10'))).toBe('edge 10 joined.');
    expect(
      say({
        ...{ type: 'presenceChanged', joined: {} },
        left: { 'edge-1': 'transport close', 'edge-2': 'The tab was closed.' },
      }),
    ).toBe('edge 1 left: the connection was closed. edge 2 left: The tab was closed.');
    const crowd = Object.fromEntries(
      Array.from({ length: 1_003 }, (_, index) => [`c${index}`, 'ping timeout']),
    );
    expect(say({ type: 'presenceChanged', joined: {}, left: crowd })).toBe(
      'c0, c1, c2 and 1,000 more left: it did not answer any more.',
    );
  });

  it('says what became of an update', () => {
    expect(say(reported('edge-1', 3))).toBe(
      'The update of edge 1 for round 3 came: 120 examples, 797\u00a0kB.',
    );
    expect(say({ ...reported('edge-1', 3), attempt: 2 })).toContain('round 3, attempt 2 came');
    expect(say({ type: 'updateRejected', clientId: 'edge-2', round: 1, code: 'not-finite' })).toBe(
      `The update of edge 2 for round 1 was refused. ${rejections['not-finite'].message}`,
    );
    expect(say({ type: 'roundDeclined', clientId: 'edge-2', round: 1, reason: 'no power.' })).toBe(
      'edge 2 declined round 1: no power.',
    );
  });

  it('says what came of a round', () => {
    const spent = { epsilon: 1.5, rdp: 2, pld: 1.5 };
    expect(
      say({
        ...{ type: 'aggregated', round: 2, attempt: 1, checkpoint: digestOf('1') },
        ...{ optimizerState: null, privacy: { spent, next: spent } },
        excluded: [{ digest: digestOf('2'), code: 'outlier' }],
      }),
    ).toBe('The updates of round 2 were put together, without 1 outlier. Privacy spent: ε = 1.50.');
    const evaluated = { type: 'evaluated', round: 2, bytesDown: 1 } as const;
    expect(say({ ...evaluated, accuracy: 0.931, loss: 0.2 })).toBe(
      'The model of round 2 is committed: accuracy 93.1\u00a0%.',
    );
    expect(say({ ...evaluated, accuracy: null, loss: null })).toContain('it was not tested');
  });
});
