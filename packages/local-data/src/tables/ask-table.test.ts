import type { TableDataSchema } from '@tributary/model-zoo';
import { expect, it } from 'vitest';
import { fileOf } from '../testing/file-of.ts';
import { askTable } from './ask-table.ts';
import { guessHeader } from './guess-header.ts';
import { findGuessed, mapAskedColumns } from './map-columns.ts';
import { columnNames, openTable } from './open-table.ts';

const schema: TableDataSchema = {
  kind: 'table',
  title: 'Patients',
  columns: [
    { name: 'age', kind: 'number', range: [0, 100] },
    { name: 'sex', kind: 'category', categories: ['female', 'male'], mayBeMissing: true },
  ],
  target: { kind: 'class', column: 'ill', classes: ['no', 'yes'], cells: [['0'], ['1', '2']] },
  missing: ['unknown'],
};

const ask = async (text: string, target: TableDataSchema['target'] = schema.target) => {
  const changed = { ...schema, target };
  const table = await openTable(fileOf('a.csv', text), guessHeader(columnNames(changed)));
  return askTable(table, mapAskedColumns(table, changed), changed);
};

it('needs no target, with a header or without', async () => {
  for (const text of ['sex,age\nmale,63\nunknown,41\n', '63,male\n41,unknown\n']) {
    const asked = await ask(text);
    expect(asked.examples).toEqual({
      ...{ numExamples: 2, featureShape: [2], features: Float32Array.of(63, 2, 41, 0) },
    });
    expect(asked.targets).toEqual(Float32Array.of(Number.NaN, Number.NaN));
    expect(asked.errors.total).toBe(0);
  }
});

it('takes the target where it stands, and says where each row does', async () => {
  const asked = await ask('age,sex,ill\n63,male,2\n\n41,female,\n50,male,?\n51,male,unknown\n');
  expect(asked.targets).toEqual(Float32Array.of(1, Number.NaN, Number.NaN, Number.NaN));
  expect(asked.places.map(({ line }) => line)).toEqual([2, 4, 5, 6]);
  const number = { kind: 'number', column: 'cost', unit: 1000 } as const;
  expect((await ask('age,sex,cost\n63,male,2500\n', number)).targets).toEqual(Float32Array.of(2.5));
});

it('still refuses a wrong target, a wrong cell and a missing column', async () => {
  const wrong = await ask('age,sex,ill\n63,male,3\nold,male,\n40,female,1\n');
  expect(wrong.errors.shown.map(({ message }) => message)).toEqual([
    'a.csv, line 2, column "ill": found "3", expected one of "0", "1", "2" (or nothing).',
    'a.csv, line 3, column "age": found "old", expected a number with a decimal point.',
  ]);
  expect(wrong).toMatchObject({ numFaulty: 2, examples: { numExamples: 1 } });
  const narrow = await ask('age,ill\n63,1\n');
  expect(narrow.errors.shown[0]?.place).toEqual({ file: 'a.csv', column: 'sex' });
  expect(narrow.examples.numExamples).toBe(0);
});

it('takes no other column for a target that is not there, and says what it takes for the others', async () => {
  const text = 'years of age,sex,illness notes\n63,male,none\n';
  const table = await openTable(fileOf('a.csv', text), () => true);
  const named = {
    ...schema,
    columns: [{ ...schema.columns[0], name: 'years' }, schema.columns[1]],
  };
  const mapping = mapAskedColumns(table, named as TableDataSchema);
  expect(mapping).toEqual({ years: 0, sex: 1, ill: null });
  expect(askTable(table, mapping, named as TableDataSchema)).toMatchObject({
    examples: { numExamples: 1 },
    errors: { total: 0 },
  });
  expect(findGuessed(table, mapping).shown.map(({ message }) => message)).toEqual([
    'a.csv, column "years": no column is called so; "years of age" is taken for it.',
  ]);
});
