import { expect, it } from 'vitest';
import { poolScores } from './pool-scores.ts';

it('weighs each part by its examples', () => {
  const whole = poolScores([
    { accuracy: 0.5, loss: 1, numExamples: 30 },
    { accuracy: 0.9, loss: 3, numExamples: 10 },
  ]);
  expect(whole).toMatchObject({ loss: 1.5, numExamples: 40 });
  expect(whole.accuracy).toBeCloseTo(0.6);
});

it('passes over parts without examples, whose scores are no numbers', () => {
  const some = { accuracy: 0.5, loss: 1, numExamples: 3 };
  const none = { accuracy: Number.NaN, loss: Number.NaN, numExamples: 0 };
  expect(poolScores([none, some])).toEqual(some);
  expect(() => poolScores([none])).toThrow('no examples');
});

it('has no accuracy where numbers are predicted', () => {
  const part = { accuracy: null, loss: 2, numExamples: 5 };
  expect(poolScores([part, part])).toEqual({ accuracy: null, loss: 2, numExamples: 10 });
});
