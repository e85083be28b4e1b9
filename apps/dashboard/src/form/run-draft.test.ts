import { tasks } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import { draftErrors, draftFromTask, strategyDefaults } from './run-draft.ts';

describe('a run draft', () => {
  it.each(tasks.entries)('from the template $name is valid and keeps its settings', (task) => {
    const draft = draftFromTask(task);
    expect(draftErrors(draft)).toEqual({});
    expect(draft.clientWork).toEqual(task.clientWork);
    expect(draft.partition.params).toMatchObject(task.partition.params);
  });

  it('fills in the defaults of a strategy', () => {
    expect(strategyDefaults('FedAvgM')).toEqual({
      weightedBy: 'num-examples',
      serverLearningRate: 1,
      serverMomentum: 0.9,
    });
  });

  it('names the field of every mistake, in the parts with schemas of their own too', () => {
    const draft = draftFromTask(tasks.get('digits'));
    const errors = draftErrors({
      ...draft,
      name: '',
      clientWork: { ...draft.clientWork, epochs: 0 },
      strategy: { name: 'FedAvgM', hyperparams: { serverMomentum: 1 } },
      partition: {
        ...draft.partition,
        partitioner: 'IidPartitioner',
        params: { numPartitions: 0 },
      },
    });
    expect(errors).toEqual({
      name: 'Enter something here.',
      'clientWork.epochs': 'Enter at least 1.',
      'strategy.hyperparams.serverMomentum': 'Enter less than 1.',
      'partition.params.numPartitions': 'Enter at least 1.',
    });
  });

  it('says what belongs in a field that was left empty or holds a fraction', () => {
    const draft = draftFromTask(tasks.get('digits'));
    const hyperparams = { serverMomentum: '' };
    expect(
      draftErrors({ ...draft, rounds: 2.5, strategy: { name: 'FedAvgM', hyperparams } }),
    ).toEqual({
      rounds: 'Enter a whole number.',
      'strategy.hyperparams.serverMomentum': 'Enter a number.',
    });
  });
});
