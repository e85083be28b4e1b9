import { type DataSchema, dataSchemaOf, tasks } from '@tributary/model-zoo';
import { expect, it } from 'vitest';
import { draftFromTask } from '../form/run-draft.ts';
import { reviewRows } from './review-rows.ts';

it('lists everything in the order of the steps, each with the step where it can be changed', () => {
  const draft = draftFromTask(tasks.get('heart-disease'));
  const rows = reviewRows(draft);
  expect(rows.slice(0, 3)).toEqual([
    { title: 'Data', value: 'Heart disease in four hospitals', step: 'data' },
    { title: 'Division of the demo data', value: 'NaturalIdPartitioner', step: 'data' },
    { title: 'Model', value: 'MLP for tables', step: 'model' },
  ]);
  expect(rows).toContainEqual({ title: 'Rounds', value: '10 rounds', step: 'training' });
  expect(rows.at(-1)).toMatchObject({ title: 'Differential privacy', step: 'privacy' });
  const dataset = dataSchemaOf('heart-disease') as DataSchema;
  const own = reviewRows({ ...draft, task: { ...draft.task, dataset } });
  expect(own.map(({ title }) => title)).not.toContain('Division of the demo data');
});
