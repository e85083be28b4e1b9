import { expect, it } from 'vitest';
import { exampleConfig, exampleEvents, logged } from '../testing/example-run.ts';
import { type EventFilter, matches, noFilter, seqRange } from './event-filter.ts';
import { appendToLog, emptyRunLog } from './run-log.ts';

const { devices, events, seq, commits, state } = appendToLog(
  emptyRunLog,
  logged(exampleEvents),
  exampleConfig,
);
const found = (changes: Partial<EventFilter>) =>
  events
    .filter((logged) => matches(logged, { ...noFilter, ...changes }, devices))
    .map((logged) => logged.seq);

it('finds events by kind, client and words', () => {
  expect(found({})).toHaveLength(9);
  expect(found({ groups: ['presence', 'run'] })).toEqual([1, 2, 3, 4]);
  expect(found({ clientId: 'edge-10' })).toEqual([3, 7]);
  expect(found({ clientId: 'edge-10', groups: ['updates'] })).toEqual([7]);
  expect(found({ text: ' EDGE 2 ' })).toEqual([2, 6]);
  expect(found({ text: 'no such words' })).toEqual([]);
});

it('knows where a round begins and ends', () => {
  const log = { seq, commits, rounds: state.history.length };
  const range = (round: number | null) => seqRange({ round }, log);
  expect([null, 1, 2, 3].map(range)).toEqual([
    [1, 9],
    [1, 9],
    [10, 9],
    [10, 9],
  ]);
});
