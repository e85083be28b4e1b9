import { clientWorkSchema } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { datasets } from '../datasets/registry.generated.ts';
import { partitioners } from '../partitioners/registry.generated.ts';
import { completeSteps } from '../preprocess.ts';
import { preprocessedInput } from '../preprocessed-input.ts';
import { taskModel, wholeModel } from '../task-model.ts';
import { tasks } from './registry.generated.ts';

describe.each(tasks.entries)('task $name', (task) => {
  const dataset = datasets.get(task.dataset);
  const steps = task.preprocessing ?? [];

  it('names a data set, a model and a partitioner that go together', () => {
    expect(taskModel(task).manifest.length).toBeGreaterThan(0);
    expect(wholeModel(task).solve).toBeUndefined();
    const { params, name, axis } = partitioners.get(task.partition.partitioner);
    expect(axis).not.toBe('columns');
    expect(params.parse(task.partition.params)).toEqual(task.partition.params);
    if (name === 'NaturalIdPartitioner') expect(dataset.naturalUnit).toBeDefined();
  });

  it('asks for work that a client accepts', () => {
    expect(clientWorkSchema.parse(task.clientWork)).toEqual(task.clientWork);
  });

  it('says all that a step of its preprocessing needs to know of the data', () => {
    const completed = completeSteps(dataset, steps);
    expect(completed).toMatchObject(steps);
    for (const [index, { name, params }] of completed.entries()) {
      if (name === 'tokenise') continue;
      expect(params).toEqual(steps[index]?.params);
    }
    const { featureKind, missing = false } = preprocessedInput(task);
    expect(featureKind).not.toBe('text');
    expect(missing).toBe(false);
  });
});

describe('the tasks', () => {
  it('have one for every data set, so that each can be learnt from the form', () => {
    expect(new Set(tasks.entries.map(({ dataset }) => dataset))).toEqual(new Set(datasets.names));
  });
});
