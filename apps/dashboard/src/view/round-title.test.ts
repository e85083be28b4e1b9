import { describe, expect, it } from 'vitest';
import { exampleConfig, exampleEvents, logged } from '../testing/example-run.ts';
import { roundTitle } from './round-title.ts';
import { appendToLog, emptyRunLog } from './run-log.ts';

const after = (events: typeof exampleEvents) =>
  appendToLog(emptyRunLog, logged(events), exampleConfig).state.history.at(-1);

describe('roundTitle', () => {
  it('counts who reported, and who was refused only if there is anybody', () => {
    const record = after(exampleEvents);
    expect(record && roundTitle(record)).toBe('Round 1: 3 of 3 updates counted');
    const excluding = exampleEvents.map((event) =>
      event.type === 'updateReceived' && event.clientId === 'edge-2'
        ? ({
            type: 'updateRejected',
            clientId: 'edge-2',
            round: 1,
            code: 'wrong-encoding',
          } as const)
        : event,
    );
    const other = after(excluding);
    expect(other && roundTitle(other)).toBe('Round 1: 2 of 3 updates counted, 1 refused');
  });
});
