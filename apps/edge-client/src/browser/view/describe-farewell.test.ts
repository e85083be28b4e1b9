import { describe, expect, it } from 'vitest';
import { describeFarewell } from './describe-farewell.ts';
import { clientState } from './testing/client-state.ts';

describe('describeFarewell', () => {
  it('thanks for what was counted', () => {
    const accepted = {
      runId: 'run-mnist',
      round: 1,
      outcome: 'accepted' as const,
      numExamples: 112,
      payloadBytes: 797_248,
      metrics: null,
    };
    const { title, sentences } = describeFarewell(
      clientState({ contributions: [accepted], bytesUp: 797_248, bytesDown: 1_594_496 }),
    );
    expect(title).toBe('Thank you');
    expect(sentences.slice(0, 2)).toEqual([
      'Your device contributed 1 round of training, over 112 examples in all.',
      'It sent 797 kB of changes and received 1.59 MB of models.',
    ]);
  });

  it('claims nothing when nothing was counted', () => {
    expect(describeFarewell(null)).toEqual(describeFarewell(clientState()));
    expect(describeFarewell(null).sentences[0]).toMatch(/nothing of this device is in the model/);
  });
});
