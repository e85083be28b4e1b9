import { type DataSchema, dataSchemaOf } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import { checkSentences } from './check-sentences.ts';

describe('the check of own data, in sentences', () => {
  it('names the classes and the size of pictures', () => {
    const classes = ['cat', 'dog'];
    expect(
      checkSentences({
        kind: 'images',
        title: 'Pets',
        classes,
        height: 24,
        width: 32,
        channels: 3,
      }),
    ).toEqual([
      'Every picture belongs to one of 2 classes: cat, dog.',
      'A picture is brought to 32 × 24 pixels, in colour; what cannot be read as a picture is refused, with its name.',
    ]);
  });

  it('has a sentence for every column of a table, and for what is learnt', () => {
    const sentences = checkSentences(dataSchemaOf('heart-disease') as DataSchema);
    expect(sentences[0]).toContain('age, sex, cp, trestbps, chol, fbs and 8 more');
    expect(sentences).toContain('“age” is a number, expected from 20 to 100; it may be missing.');
    expect(sentences).toContain('“sex” is one of 0 (female), 1 (male); it may be missing.');
    expect(sentences).toContain(
      '“num” is the class of a row, one of 0 (healthy), 1, 2, 3, 4 (heart disease); it is never empty.',
    );
    expect(sentences).toContain('Missing is written as “?”.');
    expect(sentences).toHaveLength(17);
  });

  it('says in what unit a number is learnt', () => {
    const columns = [{ kind: 'number', name: 'rooms', range: [1, 9] }] as const;
    const target = { kind: 'number', column: 'price', unit: 10_000 } as const;
    const sentences = checkSentences({ kind: 'table', title: 'x', columns, target, missing: [''] });
    expect(sentences).toContain(
      '“price” is a number, never empty; it is learnt in units of 10,000.',
    );
    expect(sentences.join(' ')).not.toContain('Missing');
  });

  it('says what becomes of long texts and of strange characters', () => {
    const texts = { kind: 'texts', title: 'x', classes: ['good', 'bad'], length: 300 } as const;
    expect(checkSentences(texts)[1]).toContain('longer than 300 characters is cut');
    const plays = checkSentences(dataSchemaOf('shakespeare') as DataSchema);
    expect(plays[1]).toMatch(/^\d+ characters are told apart/);
  });
});
