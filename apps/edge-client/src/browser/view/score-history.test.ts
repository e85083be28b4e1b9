import { describe, expect, it } from 'vitest';
import { recordScores } from './score-history.ts';
import { runOffer } from './testing/run-offer.ts';

describe('recordScores', () => {
  it('keeps one point per committed round and run, of numbers the loss alone', () => {
    const first = recordScores({}, [runOffer({ round: 1, accuracy: 0.5, loss: 1.2 })]);
    const second = recordScores(first, [
      runOffer({ round: 2, accuracy: 0.7, loss: 0.9 }),
      runOffer({ runId: 'other', round: 9, accuracy: null, loss: 9216 }),
    ]);
    expect(second).toEqual({
      'run-mnist': [
        { round: 1, accuracy: 0.5, loss: 1.2 },
        { round: 2, accuracy: 0.7, loss: 0.9 },
      ],
      other: [{ round: 9, accuracy: null, loss: 9216 }],
    });
  });

  it('returns the same object when nothing is new', () => {
    const history = recordScores({}, [runOffer()]);
    const unmeasured = runOffer({ runId: 'new', accuracy: null, loss: null });
    expect(recordScores(history, [runOffer(), unmeasured])).toBe(history);
  });
});
