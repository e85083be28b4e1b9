import { describe, expect, it } from 'vitest';
import { recordAccuracy } from './accuracy-history.ts';
import { runOffer } from './testing/run-offer.ts';

describe('recordAccuracy', () => {
  it('keeps one point per committed round and run', () => {
    const first = recordAccuracy({}, [runOffer({ round: 1, accuracy: 0.5 })]);
    const second = recordAccuracy(first, [
      runOffer({ round: 2, accuracy: 0.7 }),
      runOffer({ runId: 'other', round: 9, accuracy: 0.1 }),
    ]);
    expect(second).toEqual({
      'run-mnist': [
        { round: 1, accuracy: 0.5 },
        { round: 2, accuracy: 0.7 },
      ],
      other: [{ round: 9, accuracy: 0.1 }],
    });
  });

  it('returns the same object when nothing is new', () => {
    const history = recordAccuracy({}, [runOffer()]);
    expect(recordAccuracy(history, [runOffer(), runOffer({ runId: 'new', accuracy: null })])).toBe(
      history,
    );
  });
});
