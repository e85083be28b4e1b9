import { expect, it } from 'vitest';
import { type DataSchema, dataSchemaSchema } from './data-schema.ts';

const table = {
  kind: 'table',
  title: 'Patients',
  columns: [
    { kind: 'number', name: 'age', range: [0, 120] },
    { kind: 'category', name: 'sex', categories: ['female', 'male'], mayBeMissing: true },
  ],
  target: { kind: 'class', column: 'ill', classes: ['no', 'yes'] },
};

it('fills in what a table leaves out', () => {
  const schema: DataSchema = dataSchemaSchema.parse(table);
  expect(schema).toMatchObject({ missing: ['', '?', 'NA', 'NaN', 'null'] });
});

it.each([
  ['two classes of one name', { ...table, target: { ...table.target, classes: ['a', 'a'] } }],
  ['a column twice', { ...table, columns: [...table.columns, table.columns[0]] }],
  ['the target among the columns', { ...table, target: { ...table.target, column: 'age' } }],
  [
    'a range that ends before it begins',
    { ...table, columns: [{ kind: 'number', name: 'age', range: [9, 3] }] },
  ],
  [
    'a character twice in an alphabet',
    { kind: 'next-character', title: 'Letters', alphabet: 'abca', length: 20 },
  ],
  [
    'a picture of two channels',
    { kind: 'images', title: 'X', classes: ['a', 'b'], height: 28, width: 28, channels: 2 },
  ],
])('refuses %s', (_, schema) => {
  expect(dataSchemaSchema.safeParse(schema).success).toBe(false);
});
