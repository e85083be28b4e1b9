import { tasks } from '@tributary/model-zoo';
import { screeningSpecSchema } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { draftFromTask, runSettings } from './run-draft.ts';
import { schemaFields } from './schema-fields.ts';
import { settingRows } from './setting-rows.ts';

describe('settingRows', () => {
  it('has no row for what is off', () => {
    const fields = schemaFields(screeningSpecSchema);
    expect(settingRows(fields, screeningSpecSchema.parse({}))).toEqual([]);
    expect(settingRows(fields, screeningSpecSchema.parse({ minCosine: 0 }))).toEqual([
      { title: 'Least cosine', value: '0' },
    ]);
  });

  it('reads a run config by its own schema', () => {
    const rows = settingRows(schemaFields(runSettings), draftFromTask(tasks.get('digits')));
    const values = Object.fromEntries(rows.map(({ title, value }) => [title, value]));
    expect(values).toMatchObject({
      'Local epochs': '1',
      'Client learning rate': '0.1',
      Deadline: '5\u00a0min',
      Rounds: '10',
    });
  });
});
