import type { TableDataSchema } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import { fileOf } from '../testing/file-of.ts';
import { checkTable } from './check-table.ts';
import { guessHeader } from './guess-header.ts';
import { mapColumns } from './map-columns.ts';
import { columnNames, openTable } from './open-table.ts';

const schema: TableDataSchema = {
  kind: 'table',
  title: 'Patients',
  columns: [
    { name: 'age', kind: 'number', range: [0, 100] },
    { name: 'sex', kind: 'category', categories: ['female', 'male'], mayBeMissing: true },
    { name: 'weight', kind: 'number', range: [1, 300], mayBeMissing: true },
  ],
  target: { kind: 'class', column: 'ill', classes: ['no', 'yes'], cells: [['0'], ['1', '2']] },
  missing: ['', '?'],
};

const check = async (text: string, changes: Partial<TableDataSchema> = {}) => {
  const changed = { ...schema, ...changes };
  const table = await openTable(fileOf('a.csv', text), guessHeader(columnNames(changed)));
  return checkTable(table, mapColumns(table, changed), changed);
};

const HEAD = 'age,sex,weight,ill\n';

describe('checkTable', () => {
  it('reads rows and counts what is missing and of which class', async () => {
    const { examples, report } = await check(`${HEAD}63,male,?,0\n41,,60,1\n50,female,,2\n`);
    expect(examples).toEqual({
      numExamples: 3,
      featureShape: [3],
      features: Float32Array.of(63, 2, Number.NaN, 41, 0, 60, 50, 1, Number.NaN),
      labels: Int32Array.of(0, 1, 1),
    });
    expect(report).toEqual({
      numExamples: 3,
      numFaulty: 0,
      classes: [
        { name: 'no', count: 1 },
        { name: 'yes', count: 2 },
      ],
      missing: [
        { column: 'sex', count: 1 },
        { column: 'weight', count: 2 },
      ],
      errors: { total: 0, shown: [] },
      warnings: { total: 0, shown: [] },
    });
  });

  it('finds every fault, at its line and column, and leaves its row out', async () => {
    const { examples, report } = await check(
      `${HEAD}old,male,70,0\n\n,mail,70,3\n63,male\n50,male,70,1\n`,
    );
    expect(examples.numExamples).toBe(1);
    expect(examples.features).toEqual(Float32Array.of(50, 2, 70));
    expect(report).toMatchObject({ numExamples: 1, numFaulty: 3, errors: { total: 5 } });
    expect(report.errors.shown.map(({ message }) => message)).toEqual([
      'a.csv, line 2, column "age": found "old", expected a number with a decimal point.',
      'a.csv, line 4, column "age": found nothing, expected a number with a decimal point.',
      'a.csv, line 4, column "sex": found "mail", expected one of "female", "male" (or nothing or "?").',
      'a.csv, line 4, column "ill": found "3", expected one of "0", "1", "2".',
      'a.csv, line 5: found 2 cells, expected 4 (age, sex, weight, ill).',
    ]);
    expect(report.errors.shown[2]?.place).toEqual({ file: 'a.csv', line: 4, column: 'sex' });
  });

  it('counts more faults than it keeps', async () => {
    const { report } = await check(HEAD + 'x,male,70,0\n'.repeat(5000));
    expect(report.errors.total).toBe(5000);
    expect(report.errors.shown).toHaveLength(100);
  });

  it('warns of numbers beyond their range, and keeps them', async () => {
    const { examples, report } = await check(`${HEAD}140,male,0.5,0\n`);
    expect(examples.features).toEqual(Float32Array.of(140, 2, 0.5));
    expect(report.warnings.shown.map(({ message }) => message)).toEqual([
      'a.csv, line 2, column "age": found "140", which is beyond what is usual (0 to 100).',
      'a.csv, line 2, column "weight": found "0.5", which is beyond what is usual (1 to 300).',
    ]);
  });

  it('names the columns that the file lacks', async () => {
    const { examples, report } = await check('age,sex,notes\n63,male,x\n');
    expect(examples.numExamples).toBe(0);
    expect(report.errors.shown.map(({ place }) => place.column)).toEqual(['weight', 'ill']);
    expect(report.errors.shown[0]?.message).toBe(
      'a.csv, column "weight": no column of the file is chosen for it; the file has "age", "sex", "notes".',
    );
  });

  it('reads numbers to be predicted, in their unit', async () => {
    const target = { kind: 'number', column: 'ill', unit: 10 } as const;
    const { examples, report } = await check(`${HEAD}63,male,70,20\n63,male,70,-5\n`, { target });
    expect(examples.labels).toEqual(Float32Array.of(2, -0.5));
    expect(report.target).toEqual({ column: 'ill', lowest: -5, mean: 7.5, highest: 20 });
    expect(report.classes).toEqual([]);
  });

  it('takes columns from where they are said to be', async () => {
    const table = await openTable(fileOf('a.csv', '1,63,male,70\n'), () => false);
    expect(mapColumns(table, schema)).toEqual({ age: 0, sex: 1, weight: 2, ill: 3 });
    const { examples } = checkTable(table, { ill: 0, age: 1, sex: 2, weight: 3 }, schema);
    expect([...examples.features, ...examples.labels]).toEqual([63, 2, 70, 1]);
  });
});
