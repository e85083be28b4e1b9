import { describe, expect, it } from 'vitest';
import { guessTable } from './guess-table.ts';
import { readTable } from './read-table.ts';

const MISSING = ['', '?'];
const bytesOf = (text: string) => new TextEncoder().encode(text);
const guess = (text: string) => guessTable(bytesOf(text), 'people.csv', MISSING);
const columnOf = (text: string, name: string) =>
  guess(text).columns.find((column) => column.name === name);

const people = `id,age,weight,city,sick,name,country
1,29,60.5,Basel,0,Ann,CH
2,77,?,Bern,1,Ben,CH
3,50,80.1,Basel,0,Cem,CH
4,41,72,,1,Dan,CH
5,35,90.9,Bern,0,Eve,CH
6,62,55,Basel,1,Fay,CH
`;

describe('a guessed table', () => {
  it('has numbers with ranges that are somewhat wider than what was seen', () => {
    expect(columnOf(people, 'age')?.column).toEqual({
      name: 'age',
      kind: 'number',
      range: [20, 85],
    });
    expect(columnOf(people, 'weight')?.column).toEqual({
      ...{ name: 'weight', kind: 'number', range: [50, 95], mayBeMissing: true },
    });
    expect(columnOf('t\n-5\n5\n', 't')?.column).toMatchObject({ range: [-10, 10] });
    expect(columnOf('t\n0.001\n0.004\n', 't')?.column).toMatchObject({ range: [0.0005, 0.0045] });
  });

  it('has categories, and offers few values as classes', () => {
    expect(columnOf(people, 'city')).toEqual({
      ...{ name: 'city', reason: null, values: ['Basel', 'Bern'] },
      column: { name: 'city', kind: 'category', categories: ['Basel', 'Bern'], mayBeMissing: true },
    });
    expect(columnOf(people, 'sick')).toMatchObject({
      column: { kind: 'number' },
      values: ['0', '1'],
    });
    expect(columnOf('n\n10\n9\n10\n', 'n')?.values).toEqual(['9', '10']);
  });

  it.each([
    ['id', 'it only counts the rows'],
    ['name', 'almost every cell is another text, such as a name or a date'],
    ['country', 'every cell is the same'],
  ])('leaves out the column %s and says why', (name, reason) => {
    expect(columnOf(people, name)).toMatchObject({ column: null, reason });
  });

  it.each([
    [';', 'a;b,c;d\n1;x;2\n3;y;4\n'],
    ['\t', 'a\tb\n1\t2\n3\t4\n'],
    [',', 'a\n1\n2\n'],
  ])('finds the delimiter %j', (delimiter, text) => {
    expect(guess(text).delimiter).toBe(delimiter);
  });

  it('takes for the same what is only written otherwise, and no number for one that nobody can hold', () => {
    expect(columnOf('n,m\n1,a\n1.0,b\n', 'n')).toMatchObject({ reason: 'every cell is the same' });
    expect(columnOf('n\n1e999\n1\n1\n', 'n')?.column).toMatchObject({ kind: 'category' });
  });

  it('wants the names of its columns', () => {
    expect(() => guess('63.0,1.0,?\n67.0,1.0,4\n')).toThrow(
      'people.csv, line 1: found values, expected the names of the columns',
    );
    expect(() => guess('')).toThrow('the file is empty');
  });

  it('is read by the very schema that was guessed', () => {
    const { columns, delimiter } = guess(people);
    const features = columns.flatMap(({ column }) =>
      column && column.name !== 'sick' ? [column] : [],
    );
    const target = { column: 'sick', classes: [['0'], ['1']] };
    const schema = { columns: features, target, missing: MISSING, delimiter, strict: true };
    expect(readTable(bytesOf(people), schema, 'people.csv').numExamples).toBe(6);
  });
});
