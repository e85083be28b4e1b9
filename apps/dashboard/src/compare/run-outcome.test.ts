import type { RoundRecord } from '@tributary/rounds';
import { describe, expect, it } from 'vitest';
import { exampleConfig, exampleEvents, logged } from '../testing/example-run.ts';
import { appendToLog, emptyRunLog } from '../view/run-log.ts';
import { runOutcome } from './run-outcome.ts';

const { state } = appendToLog(emptyRunLog, logged(exampleEvents), exampleConfig);

const outcomeOf = (history: readonly RoundRecord[]) =>
  runOutcome(exampleConfig, {
    state: { history, openings: history.length },
    judged: { rounds: history },
  });

describe('what has come of a run', () => {
  it('is its best round and the sums of all', () => {
    const [record] = state.history;
    if (record === undefined) throw new Error('The example has a round.');
    const rounds = [0.75, 0.9, 0.8].map((accuracy, at) => ({
      ...record,
      ...{ round: at + 1, accuracy, loss: 1 - accuracy, bytesUp: 10, bytesDown: 20 },
      ...{ openedAt: 1000 * at, committedAt: 1000 * at + 700 },
    }));
    expect(outcomeOf(rounds)).toEqual({
      ...{ rounds: 3, bytes: 90, roundsMs: 2100, epsilon: null },
      best: { round: 2, accuracy: 0.9, loss: expect.closeTo(0.1, 9) },
    });
    const numbers = rounds.map((each) => ({ ...each, accuracy: null, loss: each.round }));
    expect(outcomeOf(numbers).best).toMatchObject({
      round: 1,
    });
  });

  it('is nothing before the first round', () => {
    expect(outcomeOf([])).toEqual({
      ...{ rounds: 0, best: null, bytes: 0, roundsMs: 0, epsilon: null },
    });
  });
});
