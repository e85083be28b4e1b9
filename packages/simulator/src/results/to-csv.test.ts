import { expect, it } from 'vitest';
import { resultOf } from '../testing/result-of.ts';
import { toCsv } from './to-csv.ts';

const HEADER =
  'variant,seed,round,accuracy,loss,bestAccuracy,attempts,cohort,reported,bytesUp,bytesDown,virtualS';

it('writes a row for each round of each run, and nothing where nothing was measured', () => {
  const csv = toCsv(
    resultOf([
      { seed: 3, accuracies: [0.5, null], losses: [1.25, null] },
      { seed: 4, accuracies: [null], losses: [2] },
    ]),
  );
  expect(csv.split('\r\n')).toEqual([
    HEADER,
    'base,3,1,0.5,1.25,0.5,1,0,0,10,20,1.5',
    'base,3,2,,,0.5,1,0,0,20,40,3',
    'base,4,1,,2,,1,0,0,10,20,1.5',
    '',
  ]);
});

it('writes nothing for what is no number, as the JSON file does', () => {
  const csv = toCsv(resultOf([{ accuracies: [0.1], losses: [Number.NaN] }]));
  expect(csv).toContain('base,1,1,0.1,,0.1,');
});

it.each([
  ['rate 0.1, momentum', '"rate 0.1, momentum"'],
  ['the "best"', '"the ""best"""'],
  ['two\nlines', '"two\nlines"'],
  ['plain', 'plain'],
])('quotes the variant %j where it must', (variant, cell) => {
  expect(toCsv(resultOf([{ variant, seed: 1, accuracies: [0.5] }]))).toContain(
    `\r\n${cell},1,1,0.5,`,
  );
});

it('writes the header even if no round was ever committed', () => {
  expect(toCsv(resultOf([{ accuracies: [] }]))).toBe(`${HEADER}\r\n`);
});
