import { datasets, taskModel, tasks } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import { draftErrors } from './draft-errors.ts';
import {
  cohortOfSites,
  draftFromTask,
  draftOnDataset,
  isNamed,
  strategyDefaults,
} from './run-draft.ts';

const taskOn = (dataset: string, model: string) => {
  const draft = draftFromTask(tasks.get('digits'));
  return draftOnDataset({ ...draft, task: { ...draft.task, model } }, dataset).task;
};

describe('a run draft', () => {
  it.each(tasks.entries)('from the template $name is valid and keeps its settings', (task) => {
    const draft = draftFromTask(task);
    expect(draftErrors(draft)).toEqual({});
    expect(draft.clientWork).toEqual(task.clientWork);
    expect(draft.partition.params).toMatchObject(task.partition.params);
    expect(draft.task).toEqual({
      dataset: task.dataset,
      model: task.model,
      preprocessing: task.preprocessing ?? [],
    });
  });

  it.each(datasets.names)('for the data set %s has steps and a model that fit it', (dataset) => {
    for (const model of ['mlp-2nn', 'char-gpt', 'tabular-mlp']) {
      expect(() => taskModel(taskOn(dataset, model))).not.toThrow();
    }
  });

  it('divides another data set as its template does, with the same seed', () => {
    const draft = draftFromTask(tasks.get('digits'));
    const partition = { ...draft.partition, seed: 7 };
    expect(draftOnDataset(draft, 'rt-polarity').clientWork).toEqual(
      tasks.get('film-reviews').clientWork,
    );
    expect(draftOnDataset({ ...draft, partition }, 'rt-polarity').partition).toEqual({
      partitioner: 'IidPartitioner',
      params: { numPartitions: 20 },
      seed: 7,
    });
  });

  it('keeps a model that fits another data set, and takes its template’s otherwise', () => {
    expect(taskOn('optdigits', 'logistic-regression').model).toBe('logistic-regression');
    expect(taskOn('rt-polarity', 'logistic-regression')).toEqual({
      dataset: 'rt-polarity',
      model: 'text-embedding',
      preprocessing: tasks.get('film-reviews').preprocessing,
    });
    expect(taskOn('mnist', 'text-embedding')).toEqual({
      dataset: 'mnist',
      model: 'mlp-2nn',
      preprocessing: [],
    });
  });

  it('fills in the defaults of a strategy', () => {
    expect(strategyDefaults('FedAvgM')).toMatchObject({
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

  it('names the mistakes in an aggregator and in each stage of compression', () => {
    const draft = draftFromTask(tasks.get('digits'));
    const stage = { name: 'top-k', params: { fraction: 0.9 } };
    expect(
      draftErrors({
        ...draft,
        aggregation: {
          ...draft.aggregation,
          aggregator: { name: 'MultiKrum', params: { numMalicious: 1.5, keep: '' } },
        },
        compression: {
          ...draft.compression,
          up: [stage, { name: 'sign', params: { block: 100 } }],
          down: [{ name: 'int8', params: {} }],
        },
        screening: { ...draft.screening, maxNormRatio: 0.5 },
      }),
    ).toEqual({
      'aggregation.aggregator.params.numMalicious': 'Enter a whole number.',
      'aggregation.aggregator.params.keep': 'Enter a number.',
      'compression.up.0.params.fraction': 'Enter at most 0.5.',
      'compression.up.1.params.block': expect.stringMatching(/power of two/i),
      'screening.maxNormRatio': 'Enter at least 1.',
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

it('waits for all hospitals that bring data, but not for every season', () => {
  const cohort = draftFromTask(tasks.get('heart-disease')).cohort;
  expect(cohortOfSites(cohort, 'heart-disease').minClients).toBe(4);
  expect(cohortOfSites({ ...cohort, minClients: 9 }, 'heart-disease').minClients).toBe(9);
  expect(cohortOfSites(cohort, 'bike-sharing')).toBe(cohort);
  expect(cohortOfSites(cohort, 'synthetic-digits')).toBe(cohort);
});

it('knows a name that somebody gave from one that came with the data', () => {
  const draft = draftFromTask(tasks.get('digits'));
  expect(isNamed(draft)).toBe(false);
  expect(isNamed({ ...draft, name: 'Spring' })).toBe(true);
  const dataset = { kind: 'texts', title: 'Letters', classes: [], length: 9 } as const;
  const own = { ...draft, task: { ...draft.task, dataset: { ...dataset, classes: [] } } };
  expect(isNamed({ ...own, name: 'Letters' })).toBe(false);
  expect(isNamed({ ...own, name: 'Spring' })).toBe(true);
});
