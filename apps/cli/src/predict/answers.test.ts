import type { AskedData } from '@tributary/local-data';
import { type DataSchema, dataSchemaOf } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import { answersOf, scoreOf } from './answers.ts';
import { answerAsJson, answerTable, describeScore } from './describe-answers.ts';

const nothing = { total: 0, shown: [] };
const asked = (targets: readonly number[], changes: Partial<AskedData> = {}): AskedData => ({
  examples: { numExamples: targets.length, featureShape: [1], features: new Float32Array(9) },
  targets: Float32Array.from(targets),
  places: targets.map((_, at) => ({ file: 'a.csv', line: at + 2 })),
  ...{ numFaulty: 0, errors: nothing, warnings: nothing },
  ...changes,
});

describe('classes', () => {
  const schema: DataSchema = {
    ...{ kind: 'images', title: 'Days', classes: ['day', 'night'] },
    ...{ height: 1, width: 1, channels: 1 },
  };
  const outputs = Float32Array.of(0, 0, Math.log(3), 0, 0, Math.log(9));
  const places = [{ file: '1.png' }, { file: 'day/2.png' }, { file: 'day/3.png' }];
  const data = asked([Number.NaN, 0, 0], { places });
  const answers = answersOf({ outputs, width: 2 }, data, schema);

  it('are shown with how likely they are, and beside what the file says', () => {
    expect(answerTable(answers)).toBe(
      [
        'FILE       PREDICTION  PROBABILITY  IN THE FILE',
        '1.png      day         50.00 %',
        'day/2.png  day         75.00 %      day',
        'day/3.png  night       90.00 %      day',
      ].join('\n'),
    );
    expect(answers.map(answerAsJson)[1]).toEqual({
      ...{ event: 'prediction', file: 'day/2.png', prediction: 'day', known: 'day' },
      probability: expect.closeTo(0.75),
      probabilities: { day: expect.closeTo(0.75), night: expect.closeTo(0.25) },
    });
  });

  it('are right or wrong where it is known', () => {
    const score = scoreOf(answers);
    expect(score).toEqual({ known: 2, accuracy: 0.5, meanAbsoluteError: null });
    expect(describeScore(score)).toBe(
      'Accuracy 50.00 %, of 2 examples of which the file says what they are.',
    );
    const unknown = scoreOf(answers.slice(0, 1));
    expect(unknown).toEqual({ known: 0, accuracy: null, meanAbsoluteError: null });
    expect(describeScore(unknown)).toBe('');
  });
});

it('as many as a table may have are shown', () => {
  const answer = {
    place: { file: 'a.csv', line: 2 },
    ...{ prediction: 1, classes: [], known: null },
  };
  expect(answerTable(new Array(300_000).fill(answer)).split('\n')).toHaveLength(300_001);
});

it('numbers are in the unit of their column', () => {
  const schema = dataSchemaOf('california-housing') as DataSchema & { readonly kind: 'table' };
  const unit = schema.target.kind === 'number' ? schema.target.unit : Number.NaN;
  const data = asked([2, Number.NaN]);
  const answers = answersOf({ outputs: Float32Array.of(2.5, 1), width: 1 }, data, schema);
  expect(answers.map(answerAsJson)).toEqual([
    { event: 'prediction', file: 'a.csv', line: 2, prediction: 2.5 * unit, known: 2 * unit },
    { event: 'prediction', file: 'a.csv', line: 3, prediction: unit },
  ]);
  const score = scoreOf(answers);
  expect(score).toEqual({ known: 1, accuracy: null, meanAbsoluteError: 0.5 * unit });
  // A float32 is not quite what stands in the file.
  const [odd] = answersOf({ outputs: Float32Array.of(1), width: 1 }, asked([0.123456]), schema);
  expect(odd?.known).toBe(0.123456 * unit);
  expect(describeScore(score)).toBe(
    `Mean error ${0.5 * unit}, of 1 example of which the file says what it is.`,
  );
});

it('a next character is the one after the last of its line', () => {
  const schema: DataSchema = {
    ...{ kind: 'next-character', title: 'Notes', alphabet: ' ab', length: 2 },
  };
  const positions = Int32Array.of(1, 0);
  const outputs = Float32Array.of(0, 9, 0, 0, 0, 9, 9, 0, 0, 0, 9, 0);
  const data = asked([Number.NaN, Number.NaN], { positions });
  const answers = answersOf({ outputs, width: 3 }, data, schema);
  expect(answers.map(({ prediction }) => prediction)).toEqual(['b', ' ']);
  expect(answerTable(answers)).toContain('3     " "');
});
