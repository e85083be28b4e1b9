import type { TextsSchema } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import { openTable } from '../tables/open-table.ts';
import { fileOf, hugeFile } from '../testing/file-of.ts';
import { checkTextFolders, checkTextTable } from './check-texts.ts';
import { guessTextHeader, mapTexts } from './map-texts.ts';

const schema: TextsSchema = {
  ...{ kind: 'texts', title: 'Reviews', classes: ['bad', 'good'], length: 8 },
};
const open = (path: string, text: string) =>
  openTable(fileOf(path, text), guessTextHeader(schema.classes));

const check = async (path: string, text: string) => {
  const table = await open(path, text);
  return checkTextTable(table, mapTexts(table.rows, schema.classes), schema);
};

const decode = (features: ArrayLike<number>) =>
  Array.from(features, (code) => (code === 0 ? '' : String.fromCodePoint(code))).join('');

describe('checkTextTable', () => {
  it.each([
    ['a.csv', 'id,review,rating\n1,"so, so",good\n2,meh,bad\n'],
    ['a.txt', 'good\tso, so\nbad\tmeh\n'],
    ['a.tsv', 'so, so\tgood\nmeh\tbad\n'],
  ])('finds texts and classes in %s', async (path, text) => {
    const { examples, report } = await check(path, text);
    expect(examples).toMatchObject({ numExamples: 2, featureShape: [8] });
    expect(decode(examples.features)).toBe('so, someh');
    expect(examples.labels).toEqual(Int32Array.of(1, 0));
    expect(report).toMatchObject({ numFaulty: 0, classes: [{ count: 1 }, { count: 1 }] });
  });

  it('reads quotes in lines of text as they stand', async () => {
    const { examples } = await check('a.txt', '"So" it is\tgood\n"\tbad\n');
    expect(decode(examples.features.subarray(0, 8))).toBe('"So" it ');
  });

  it('finds every fault at its line, and warns of what is cut', async () => {
    const { examples, report } = await check(
      'a.tsv',
      'x\tgood\ny\tfine\n\tbad\nz\n123456789\tbad\n',
    );
    expect(examples.numExamples).toBe(2);
    expect(report.errors.shown.map(({ message }) => message)).toEqual([
      'a.tsv, line 2, column "class": found "fine", expected one of "bad", "good".',
      'a.tsv, line 3, column "text": found nothing, expected a text.',
      'a.tsv, line 4: found 1 cells, expected 2 (Column 1, Column 2).',
    ]);
    expect(report).toMatchObject({ numFaulty: 3, warnings: { total: 1 } });
    expect(report.warnings.shown[0]?.message).toMatch(/^a\.tsv, line 5: the text has 9 characters/);
  });

  it('makes no more examples than the memory holds', async () => {
    const long = { ...schema, length: 10_000 };
    const table = await open('a.csv', 'x,good\n'.repeat(20_000));
    expect(() => checkTextTable(table, mapTexts(table.rows, long.classes), long)).toThrow(
      'a.csv: 20000 examples would take 763 MB of memory, and at most 256 MB',
    );
  });

  it('says which column is missing', async () => {
    const { examples, report } = await check('a.csv', 'one,two\nx,y\n');
    expect(examples.numExamples).toBe(0);
    expect(report.errors.shown[0]?.place).toEqual({ file: 'a.csv', column: 'class' });
  });
});

describe('checkTextFolders', () => {
  it('takes the folder of each file for its class', async () => {
    const { examples, report } = await checkTextFolders(
      [
        fileOf('mail/Bad/1.txt', ' spam \n'),
        fileOf('mail/good/2.txt', 'letter'),
        fileOf('mail/good/3.txt', ''),
        fileOf('mail/other/4.txt', 'what'),
      ],
      schema,
    );
    expect(decode(examples.features)).toBe('spamletter');
    expect(examples.labels).toEqual(Int32Array.of(0, 1));
    expect(report.numFaulty).toBe(2);
    expect(report.errors.shown.map(({ message }) => message)).toEqual([
      'mail/good/3.txt: the file is empty.',
      'mail/other/4.txt: its folder is no class; expected one of "bad", "good" as names of folders.',
    ]);
  });

  it('reads no file of more text than the memory holds', async () => {
    const files = Array.from({ length: 10 }, (_, at) => hugeFile(`good/${at}.txt`, 30 * 2 ** 20));
    await expect(checkTextFolders(files, schema)).rejects.toThrow('would take 300 MB of memory');
  });
});
