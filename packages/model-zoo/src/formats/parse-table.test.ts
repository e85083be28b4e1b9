import { describe, expect, it } from 'vitest';
import { columnAt, guessDelimiter, parseTable, type TableForm } from './parse-table.ts';

const parse = (text: string, form: TableForm = {}) =>
  parseTable(new TextEncoder().encode(text), form, 'a.csv');

describe('parseTable', () => {
  it('reads rows by line, without the spaces around cells', () => {
    expect(parse('a,b\r\n1, 2\r\n\r\n3 ,4\r\n')).toEqual({
      file: 'a.csv',
      header: ['a', 'b'],
      rows: [
        { line: 2, cells: ['1', '2'] },
        { line: 4, cells: ['3', '4'] },
      ],
    });
  });

  it('reads quoted cells, and counts the lines that they span', () => {
    const { rows } = parse('a,b\n"x, ""y""","1\n2\n3"\nz,4\n');
    expect(rows).toEqual([
      { line: 2, cells: ['x, "y"', '1\n2\n3'] },
      { line: 5, cells: ['z', '4'] },
    ]);
  });

  it('reads tabs, files without a header, and passes over comments', () => {
    const form = { delimiter: '\t', header: ['a', 'b'], comment: '|' };
    expect(parse('| none\n1\t"2\t2"\n3\t\n', form).rows).toEqual([
      { line: 2, cells: ['1', '2\t2'] },
      { line: 3, cells: ['3', ''] },
    ]);
  });

  it('takes quotes for what they are where none are expected', () => {
    const form = { delimiter: '\t', header: ['a', 'b'], quotes: false };
    expect(parse('"so" he said\t1\n"\t2\n', form).rows).toEqual([
      { line: 1, cells: ['"so" he said', '1'] },
      { line: 2, cells: ['"', '2'] },
    ]);
  });

  it('names the line with too few or too many cells', () => {
    expect(() => parse('a,b,c\n1,2,3\n\n4,5\n')).toThrow(
      'a.csv, line 4: found 2 cells, expected 3 (a, b, c).',
    );
    expect(() => parse('a,b\n"1\n1",2\n3,4,5\n')).toThrow(/^a\.csv, line 4: found 3 cells/);
    expect(() => parse('1,2\n', { header: ['a', 'b', 'c'] })).toThrow(/^a\.csv, line 1: found 2/);
    // With the wrong delimiter every row is one cell.
    expect(() => parse('1;2\n', { header: ['a', 'b'] })).toThrow(/^a\.csv, line 1: found 1 cells/);
  });

  it('names the line on which a quote is opened and never closed', () => {
    expect(() => parse('a,b\n1,2\n"3,4\n5,6\n')).toThrow(/^a\.csv, line 3: .*never closed\.$/);
    expect(() => parse('a,b\n"1\n1",2\n3,"4\n')).toThrow(/^a\.csv, line 4: .*never closed\.$/);
    expect(() => parse('a,b\n1,2\n"3" x,4\n')).toThrow(/^a\.csv, line 3: .*mark twice\.$/);
  });

  it('refuses a table without rows, and one with two columns of one name', () => {
    expect(() => parse('')).toThrow('a.csv: the file is empty.');
    expect(() => parse('a,b\n\n')).toThrow('a.csv: the table has no rows.');
    expect(() => parse('| only\n', { header: ['a'], comment: '|' })).toThrow(/has no rows/);
    expect(() => parse('\na,b,a\n1,2,3\n')).toThrow('a.csv, line 2, column "a": two columns');
  });

  it.each([
    [',', 'a,b\n"1;2",3\n'],
    ['\t', 'a\tb\n1,5\t2\n'],
    [';', 'a;b\n1,5;2\n'],
    ['|', 'a|b\n1|2\n'],
    [',', 'a\n1\n'],
    ['\t', 'a\tb\nc\n1\t2\n3\n4\n'],
  ])('guesses that %j divides the cells', (delimiter, text) => {
    expect(guessDelimiter(text)).toBe(delimiter);
  });

  it('names a column that is not there, and those that are', () => {
    const table = parse('a,b\n1,2\n');
    expect(columnAt(table, 'b')).toBe(1);
    expect(() => columnAt(table, 'c')).toThrow(
      'a.csv, column "c": there is no such column; the file has "a", "b".',
    );
  });
});
