import type { DataSchema } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import { faultsSentence, isInOneFile, readOwnFile } from './read-own-file.ts';

const table = {
  ...{ kind: 'table', title: 'People', missing: [''] },
  columns: [{ kind: 'number', name: 'age', range: [0, 100] }],
  target: { kind: 'class', column: 'ill', classes: ['no', 'yes'] },
} as const satisfies DataSchema;
const fileOf = (text: string) => new File([text], 'mine.csv');

describe('a file of one’s own in a dry run', () => {
  it('is checked as devices check theirs, and what fails is told', async () => {
    const checked = await readOwnFile(table, fileOf('age,ill\n29,no\nold,yes\n41,yes\n'));
    expect(checked.examples.numExamples).toBe(2);
    expect(faultsSentence(checked)).toContain('One of your rows does not pass the check');
    expect(faultsSentence(checked)).toContain('mine.csv, line 3, column "age"');
    const clean = await readOwnFile(table, fileOf('age;ill\n29;no\n41;yes\n'));
    expect(faultsSentence(clean)).toBeNull();
  });

  it('says why nothing is left of it', async () => {
    await expect(readOwnFile(table, fileOf('age,ill\nold,yes\n'))).rejects.toThrow('line 2');
    await expect(readOwnFile(table, fileOf(''))).rejects.toThrow('mine.csv');
  });

  it('may be lines of texts, or one text', async () => {
    const texts = { kind: 'texts', title: 'x', classes: ['good', 'bad'], length: 20 } as const;
    const lines = await readOwnFile(texts, fileOf('good\tfine film\nbad\tdull film\n'));
    expect([...lines.examples.labels]).toEqual([0, 1]);
    const writing = { kind: 'next-character', title: 'x', alphabet: 'ab\n', length: 4 } as const;
    const windows = await readOwnFile(writing, fileOf('abababababab'));
    expect(windows.examples.featureShape).toEqual([4]);
    expect(
      isInOneFile({
        ...{ kind: 'images', title: 'x', classes: [] },
        height: 8,
        width: 8,
        channels: 1,
      }),
    ).toBe(false);
  });
});
