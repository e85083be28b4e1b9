import { tasks } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import { draftFromTask } from '../form/run-draft.ts';
import { effectSentences } from './effect-sentences.ts';

describe('what settings come to', () => {
  const draft = draftFromTask(tasks.get('digits'));
  const sizes = { weights: 10, downBytes: 2_000_000, upBytes: 500_000 };

  it('counts bytes over all rounds, and steps on a device', () => {
    const { rounds, work } = effectSentences(draft, sizes);
    expect(rounds).toContain('all 10 receives 20\u00a0MB and sends 5\u00a0MB');
    expect(work).toContain('100 examples takes 4 steps of training');
    expect(effectSentences(draft, null).rounds).not.toContain('receives');
  });

  it('says who takes part and how long a round waits', () => {
    expect(effectSentences(draft, sizes).cohort).toBe(
      'Every device that is connected takes part in each round. The first round begins when 2 devices are there.',
    );
    const cohort = { ...draft.cohort, fractionTrain: 0.1, minClients: 5 };
    expect(effectSentences({ ...draft, cohort }, sizes).cohort).toContain(
      '10 % of the connected devices take part in a round, at least 5.',
    );
    expect(effectSentences(draft, sizes).deadline).toContain(
      'after 5\u00a0min. Then it counts if 50 %',
    );
  });

  it('knows that some strategies wait for nobody', () => {
    const strategy = { name: 'FedBuff', hyperparams: {} };
    const { cohort, deadline } = effectSentences({ ...draft, strategy }, sizes);
    expect(cohort).toContain('nobody waits for anybody');
    expect(deadline).not.toContain('counts if');
  });
});
