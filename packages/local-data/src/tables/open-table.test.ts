import { describe, expect, it } from 'vitest';
import { fileOf } from '../testing/file-of.ts';
import { guessHeader } from './guess-header.ts';
import { openTable, type TableReading } from './open-table.ts';

const open = (text: string, reading?: TableReading, names = ['age', 'ill']) =>
  openTable(fileOf('a.csv', text), guessHeader(names), reading);

describe('openTable', () => {
  it('finds delimiter and header', async () => {
    await expect(open('Age;Ill\n63;no\n')).resolves.toEqual({
      ...{ file: 'a.csv', delimiter: ';', hasHeader: true, header: ['Age', 'Ill'] },
      rows: [{ line: 2, cells: ['63', 'no'] }],
    });
    await expect(open('x\ty\n1\t2\n')).resolves.toMatchObject({ delimiter: '\t', hasHeader: true });
  });

  it('numbers the columns of a file without a header', async () => {
    await expect(open('63,?\n41,no\n')).resolves.toMatchObject({
      ...{ hasHeader: false, header: ['Column 1', 'Column 2'] },
      rows: [{ line: 1 }, { line: 2 }],
    });
  });

  it('takes the word of whoever knows better', async () => {
    await expect(open('a,b\nc,d\n', { hasHeader: false })).resolves.toMatchObject({
      header: ['Column 1', 'Column 2'],
    });
    await expect(open('1,2\n3,4\n', { hasHeader: true })).resolves.toMatchObject({
      header: ['1', '2'],
    });
    await expect(open('a,b;c\n1,2;3\n', { delimiter: ';' })).resolves.toMatchObject({
      header: ['a,b', 'c'],
    });
  });

  it('tells columns of one name apart', async () => {
    await expect(open('age,age,,age (2)\n1,2,3,4\n')).resolves.toMatchObject({
      header: ['age', 'age (2)', 'Column 3', 'age (2) (2)'],
    });
  });

  it('refuses a file with a header alone, and one whose quotes make no sense', async () => {
    await expect(open('age,ill\n')).rejects.toThrow('a.csv: the table has no rows.');
    await expect(open('age,ill\n"1,2\n')).rejects.toThrow('a.csv, line 2: a quotation mark');
  });
});
