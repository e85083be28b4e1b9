import { describe, expect, it } from 'vitest';
import { DatasetError } from '../dataset-error.ts';
import { describeColumns, readTable, type TableSchema } from './read-table.ts';

const schema: TableSchema = {
  columns: [
    { name: 'age', kind: 'number', range: [0, 100] },
    { name: 'sex', kind: 'category', categories: ['female', 'male'] },
    { name: 'pain', kind: 'category', categories: ['none', 'some'] },
  ],
  codes: { pain: ['3', '7'] },
  missing: ['?', ''],
  target: { column: 'ill', classes: [['0'], ['1', '2']] },
};

const read = (text: string, changes: Partial<TableSchema> = {}) =>
  readTable(new TextEncoder().encode(text), { ...schema, ...changes }, 'a.csv');

const HEAD = 'id,ill,age,sex,pain\n';

describe('readTable', () => {
  it('reads numbers, categories from 1, missing values and classes, whatever the order', () => {
    const { numExamples, featureShape, features, labels } = read(
      `${HEAD}a,0,63,male,7.0\nb,2.0,?,,3\nc,1,-.5e1,female,?\n`,
    );
    expect({ numExamples, featureShape }).toEqual({ numExamples: 3, featureShape: [3] });
    expect(features).toEqual(Float32Array.of(63, 2, 2, Number.NaN, 0, 1, -5, 1, 0));
    expect(labels).toEqual(Int32Array.of(0, 1, 1));
  });

  it('accepts numbers beyond the range that is to be expected', () => {
    expect(read(`${HEAD}a,0,140,male,3\n`).features[0]).toBe(140);
  });

  it('reads numbers to be predicted, in their unit', () => {
    const { labels } = read(`${HEAD}a,250,63,male,7\nb,-50,1,male,7\n`, {
      target: { column: 'ill', unit: 100 },
    });
    expect(labels).toEqual(Float32Array.of(2.5, -0.5));
  });

  it('takes natural ids from a category column or from whole numbers', () => {
    const text = `${HEAD}7,0,63,male,7\n-3,0,63,?,7\n`;
    expect(read(text, { naturalKey: 'sex' }).naturalIds).toEqual(Int32Array.of(2, 0));
    expect(read(text, { naturalKey: 'id' }).naturalIds).toEqual(Int32Array.of(7, -3));
    expect(read(text)).not.toHaveProperty('naturalIds');
    expect(() => read(`${HEAD}1.5,0,63,male,7\n`, { naturalKey: 'id' })).toThrow(
      'a.csv, line 2, column "id": found "1.5", expected a whole number.',
    );
  });

  it.each([
    ['12 years', '"12 years"'],
    ['1,5', '"1,5"'],
    ['0x10', '"0x10"'],
    ['NaN', '"NaN"'],
    ['Infinity', '"Infinity"'],
    ['1e39', '"1e39"'],
  ])('refuses %s for a number, by line and column', (cell, found) => {
    expect(() => read(`${HEAD}a,0,1,male,7\n\nb,0,"${cell}",male,7\n`)).toThrow(
      `a.csv, line 4, column "age": found ${found}, expected a number with a decimal point (or "?" or nothing).`,
    );
  });

  it('refuses a missing number unless the schema has a mark for it', () => {
    const { missing: _, ...strict } = schema;
    const bytes = new TextEncoder().encode(`${HEAD}a,0,,male,7\n`);
    expect(() => readTable(bytes, strict, 'a.csv')).toThrow(
      'a.csv, line 2, column "age": found nothing, expected a number with a decimal point.',
    );
  });

  it('takes an unknown category for a missing one, unless the schema is strict', () => {
    const text = `${HEAD}a,0,63,diverse,7\n`;
    expect(read(text).features[1]).toBe(0);
    expect(() => read(text, { strict: true })).toThrow(
      'a.csv, line 2, column "sex": found "diverse", expected one of "female", "male" (or "?" or nothing).',
    );
    expect(() => read(`${HEAD}a,0,63,male,some\n`, { strict: true })).toThrow(
      'a.csv, line 2, column "pain": found "some", expected one of "3", "7"',
    );
  });

  it.each([
    ['3', '"3"'],
    ['?', '"?"'],
    ['', 'nothing'],
  ])('refuses the label "%s"', (cell, found) => {
    expect(() => read(`${HEAD}a,${cell},63,male,7\n`)).toThrow(
      `a.csv, line 2, column "ill": found ${found}, expected one of "0", "1", "2".`,
    );
    const target = { column: 'ill' };
    if (cell === '3') expect(read(`${HEAD}a,3,6,male,7\n`, { target }).labels[0]).toBe(3);
    else expect(() => read(`${HEAD}a,${cell},6,male,7\n`, { target })).toThrow(/line 2.*"ill"/);
  });

  it('names a column that the file lacks', () => {
    expect(() => read('ill,age,pain\n0,1,7\n')).toThrow(/^a\.csv, column "sex": there is no such/);
    expect(() => read('age,sex,pain\n1,male,7\n')).toThrow(/column "ill"/);
  });

  it('says where as data, too, and shortens what is long', () => {
    try {
      read(`${HEAD}a,0,${'9'.repeat(99)},male,7\n`);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(DatasetError);
      const place = { file: 'a.csv', line: 2, column: 'age' };
      expect(error).toMatchObject({ code: 'bad-format', place });
      expect(String(error)).toContain(`found "${'9'.repeat(40)}…"`);
    }
  });
});

describe('describeColumns', () => {
  it('counts the categories of each column, 0 for numbers', () => {
    expect(describeColumns(schema.columns)).toMatchObject({
      featureShape: [3],
      categories: [0, 2, 2],
    });
  });
});
