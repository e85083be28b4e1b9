import { type DataSchema, dataSchemaOf, type TableDataSchema } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import { describeColumn, describeSchema, describeTarget } from './describe-schema.ts';

const heart = dataSchemaOf('heart-disease') as TableDataSchema;

describe('describeSchema', () => {
  it.each([
    [
      'mnist',
      'Pictures, each one of: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9. Each is cut around its middle and brought to 28 × 28 pixels in grey.',
    ],
    [
      'heart-disease',
      'A table as CSV or TSV with 13 columns to learn from, and “num”, which is to be predicted.',
    ],
    [
      'rt-polarity',
      'Texts, each one of: negative, positive. The first 300 characters of each count.',
    ],
    [
      'shakespeare',
      'A plain text, such as letters or notes. The model learns which character comes next, and tells 65 characters apart.',
    ],
  ])('says of %s what to bring', (dataset, sentence) => {
    expect(describeSchema(dataSchemaOf(dataset) as DataSchema)).toBe(sentence);
  });

  it('says what may stand in cells', () => {
    const described = heart.columns.map((column) => describeColumn(heart, column));
    expect(described.slice(0, 2)).toEqual([
      'a number, usually 20 to 100; may be missing',
      '0 (female), 1 (male); may be missing',
    ]);
    expect(describeTarget(heart)).toBe(
      '0 (healthy), 1, 2, 3, 4 (heart disease), which is to be predicted',
    );
  });
});
