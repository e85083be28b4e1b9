import type { Device, RunEvent } from '@tributary/protocol';
import { expect, it } from 'vitest';
import { mergePresence } from './merge-presence.ts';

const device: Device = { kind: 'node', name: 'edge', backend: 'cpu', backendReason: '' };
const came = (clientId: string): RunEvent => ({
  type: 'presenceChanged',
  joined: { [clientId]: device },
  left: {},
});
const went = (clientId: string): RunEvent => ({
  type: 'presenceChanged',
  joined: {},
  left: { [clientId]: 'gone' },
});

it('makes one event of those who come and go together, and the last word counts', () => {
  const events = [came('a'), came('b'), went('a'), went('c'), came('c')];
  expect(mergePresence(events)).toEqual([
    {
      event: { type: 'presenceChanged', joined: { b: device, c: device }, left: { a: 'gone' } },
      stoodFor: 5,
    },
  ]);
});

it('moves nobody past what happened in between', () => {
  const tick: RunEvent = { type: 'tick' };
  expect(mergePresence([came('a'), tick, went('a'), tick])).toEqual([
    { event: came('a'), stoodFor: 1 },
    { event: tick, stoodFor: 1 },
    { event: went('a'), stoodFor: 1 },
    { event: tick, stoodFor: 1 },
  ]);
});
