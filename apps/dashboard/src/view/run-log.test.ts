import { replayRun } from '@tributary/rounds';
import { describe, expect, it } from 'vitest';
import {
  committed,
  digestOf,
  exampleConfig,
  exampleEvents,
  logged,
  reported,
} from '../testing/example-run.ts';
import { appendToLog, emptyRunLog, latestState, stateAt } from './run-log.ts';

const events = logged(exampleEvents);
const whole = appendToLog(emptyRunLog, events, exampleConfig);

describe('latestState', () => {
  it('comes to the same state as the whole log, and keeps nothing else', () => {
    const half = latestState.append(latestState.empty, events.slice(0, 5), exampleConfig);
    const resumed = latestState.append(half, events.slice(3), exampleConfig);
    expect(resumed).toEqual({ seq: whole.seq, state: whole.state });
    expect(latestState.append(half, events.slice(7), exampleConfig)).toEqual(half);
  });
});

describe('appendToLog', () => {
  it('comes to the same state in one piece, event by event, and after a reconnection', () => {
    const single = events.reduce(
      (log, event) => appendToLog(log, [event], exampleConfig),
      emptyRunLog,
    );
    const half = appendToLog(emptyRunLog, events.slice(0, 5), exampleConfig);
    const resumed = appendToLog(half, events.slice(3), exampleConfig);
    expect(whole.state).toEqual(replayRun(events, exampleConfig));
    expect(single).toEqual(whole);
    expect(resumed).toEqual(whole);
  });

  it('keeps whose updates were refused and why, in attempts that were given up and rounds that closed too', () => {
    const refuse = (clientId: string, code: 'norm-too-large' | 'not-finite') =>
      ({ type: 'updateRejected', clientId, round: 2, code }) as const;
    const refusing = logged([
      ...exampleEvents,
      refuse('edge-1', 'norm-too-large'),
      refuse('edge-2', 'not-finite'),
      { type: 'roundDeclined', clientId: 'edge-10', round: 2, reason: 'Its battery is low.' },
      { ...reported('edge-1', 2), attempt: 2, digest: digestOf('c') },
      { ...reported('edge-2', 2), attempt: 2, digest: digestOf('d') },
      { ...reported('edge-10', 2), attempt: 2, digest: digestOf('e') },
      {
        type: 'aggregated',
        ...{ round: 2, attempt: 2, checkpoint: digestOf('2'), optimizerState: null },
        excluded: [{ digest: digestOf('d'), code: 'outlier' }],
      },
      { type: 'evaluated', round: 2, accuracy: 0.8, loss: 0.2, bytesDown: 1 },
    ]);
    const log = appendToLog(whole, refusing, exampleConfig);
    expect(log.refused).toEqual([
      { clientId: 'edge-1', round: 2, code: 'norm-too-large' },
      { clientId: 'edge-2', round: 2, code: 'not-finite' },
      { clientId: 'edge-2', round: 2, code: 'outlier' },
    ]);
    expect(appendToLog(log, refusing, exampleConfig).refused).toBe(log.refused);
    expect(whole.refused).toEqual([]);
    expect(log.state.history.map(({ round }) => round)).toEqual([1, 2]);
  });

  it('keeps the log of each of its states apart, though they share a list', () => {
    const half = appendToLog(emptyRunLog, events.slice(0, 5), exampleConfig);
    const one = appendToLog(half, events.slice(5, 7), exampleConfig);
    const other = logged([...exampleEvents.slice(0, 5), { type: 'runPaused' }]);
    const paused = appendToLog(half, other, exampleConfig);
    expect(paused.state.status).toBe('pausing');
    expect(one.events.slice(0, one.seq)).toEqual(events.slice(0, 7));
    expect(paused.events.slice(0, paused.seq)).toEqual(other);
    expect(emptyRunLog.events).toEqual([]);
    expect(whole.commits.slice(0, whole.state.history.length)).toEqual([9]);
  });

  it('shows the run as it was after any of its events, in a long log too', () => {
    const config = { ...exampleConfig, rounds: 2_000 };
    const rounds = Array.from({ length: 1_500 }, (_, index) => [
      ...['edge-1', 'edge-2', 'edge-10'].map((clientId) => ({
        ...reported(clientId, index + 1),
        digest: digestOf(String(index % 10)),
      })),
      ...committed(index + 1, 0.5),
    ]).flat();
    const long = logged([...exampleEvents.slice(0, 4), ...rounds]);
    const log = appendToLog(emptyRunLog, long, config);
    expect(log.commits).toHaveLength(1_500);
    expect(log.landmarks.map(({ seq }) => seq)).toEqual([2_048, 4_096, 6_144]);
    for (const seq of [0, 1, 9, 2_047, 2_048, 2_049, 5_000, 7_504]) {
      expect(stateAt(log, seq, config)).toEqual(replayRun(long.slice(0, seq), config));
    }
    const earlier = appendToLog(emptyRunLog, long.slice(0, 3_000), config);
    const again = appendToLog(earlier, long.slice(3_000), config);
    expect(again.landmarks).toEqual(log.landmarks);
    expect(stateAt(earlier, 2_500, config)).toEqual(stateAt(log, 2_500, config));
  });

  it('takes nothing twice and nothing after a gap', () => {
    expect(appendToLog(whole, events, exampleConfig)).toBe(whole);
    const gapped = [...events.slice(0, 2), ...events.slice(4)];
    expect(appendToLog(emptyRunLog, gapped, exampleConfig).seq).toBe(2);
  });
});
