import { clientWorkSchema } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { datasets } from '../datasets/registry.generated.ts';
import { models } from '../models/registry.generated.ts';
import { partitioners } from '../partitioners/registry.generated.ts';
import { tasks } from './registry.generated.ts';

describe.each(tasks.entries)('task $name', (task) => {
  it('names a data set, a model and a partitioner that go together', () => {
    const dataset = datasets.get(task.dataset);
    expect(models.get(task.model).build(dataset).manifest.length).toBeGreaterThan(0);
    const { params, name } = partitioners.get(task.partition.partitioner);
    expect(params.parse(task.partition.params)).toEqual(task.partition.params);
    if (name === 'NaturalIdPartitioner') expect(dataset.naturalUnit).toBeDefined();
  });

  it('asks for work that a client accepts', () => {
    expect(clientWorkSchema.parse(task.clientWork)).toEqual(task.clientWork);
  });
});
