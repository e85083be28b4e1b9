import { dataSchemaOf, type TableDataSchema } from '@tributary/model-zoo';
import { expect, it } from 'vitest';
import { createDesk } from './run-desk.ts';

const schema = dataSchemaOf('heart-disease') as TableDataSchema;
const row = '63.0,1.0,1.0,145.0,233.0,1.0,2.0,150.0,0.0,2.3,3.0,0.0,?,2';
const picked = (text: string) => ({ file: new Blob([text]), path: 'a.csv' });

it('keeps the table that was opened last when the next cannot be opened', async () => {
  const desk = createDesk(() => Promise.reject(new Error('There are no pictures.')));
  await expect(desk.checkTable({ schema, mapping: {} })).rejects.toThrow('No table');
  const { view, mapping } = await desk.openTable({ picked: picked(row), schema, reading: {} });
  expect(view).toMatchObject({ hasHeader: false, numRows: 1, preview: [row.split(',')] });
  await expect(desk.openTable({ picked: picked(''), schema, reading: {} })).rejects.toThrow(
    'a.csv: the file is empty.',
  );
  const { report } = await desk.checkTable({ schema, mapping });
  expect(report).toMatchObject({ numExamples: 1, missing: [{ column: 'thal', count: 1 }] });
});
