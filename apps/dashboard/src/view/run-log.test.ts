import { replayRun } from '@tributary/rounds';
import { describe, expect, it } from 'vitest';
import { exampleConfig, exampleEvents, logged } from '../testing/example-run.ts';
import { appendToLog, emptyRunLog } from './run-log.ts';

const events = logged(exampleEvents);
const whole = appendToLog(emptyRunLog, events, exampleConfig);

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

  it('takes nothing twice and nothing after a gap', () => {
    expect(appendToLog(whole, events, exampleConfig)).toBe(whole);
    const gapped = [...events.slice(0, 2), ...events.slice(4)];
    expect(appendToLog(emptyRunLog, gapped, exampleConfig).seq).toBe(2);
  });
});
