import { replayRun } from '@tributary/rounds';
import { describe, expect, it } from 'vitest';
import {
  digestOf,
  exampleConfig,
  exampleEvents,
  logged,
  reported,
} from '../testing/example-run.ts';
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

  it('counts why updates were refused, in rounds that closed too', () => {
    const refusing = logged([
      ...exampleEvents,
      { type: 'updateRejected', clientId: 'edge-1', round: 2, code: 'norm-too-large' },
      { type: 'updateRejected', clientId: 'edge-2', round: 2, code: 'norm-too-large' },
      reported('edge-10', 2),
      {
        type: 'aggregated',
        ...{ round: 2, attempt: 1, checkpoint: digestOf('c'), optimizerState: null },
        excluded: [{ digest: digestOf('b'), code: 'outlier' }],
      },
    ]);
    const log = appendToLog(whole, refusing, exampleConfig);
    expect(log.refused).toEqual({ 'norm-too-large': 2, outlier: 1 });
    expect(appendToLog(log, refusing, exampleConfig).refused).toBe(log.refused);
    expect(whole.refused).toEqual({});
  });

  it('takes nothing twice and nothing after a gap', () => {
    expect(appendToLog(whole, events, exampleConfig)).toBe(whole);
    const gapped = [...events.slice(0, 2), ...events.slice(4)];
    expect(appendToLog(emptyRunLog, gapped, exampleConfig).seq).toBe(2);
  });
});
