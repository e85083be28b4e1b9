import { expect, it } from 'vitest';
import { classResults, mistakeSentence, worstMistakes } from './confusions.ts';

const report = {
  classNames: ['cat', 'dog', 'owl', 'newt'],
  confusion: [
    [6, 3, 1, 0],
    [1, 9, 0, 0],
    [3, 0, 3, 0],
    [0, 0, 0, 0],
  ],
};

it('says how good a model is at each class', () => {
  expect(classResults(report).map(({ name, total, accuracy }) => [name, total, accuracy])).toEqual([
    ['cat', 10, 0.6],
    ['dog', 10, 0.9],
    ['owl', 6, 0.5],
    ['newt', 0, null],
  ]);
});

it('finds the worst mistakes, the frequent before the few', () => {
  const worst = worstMistakes(report, 3);
  expect(worst.map(({ name, takenFor, count }) => [name, takenFor, count])).toEqual([
    ['owl', 'cat', 3],
    ['cat', 'dog', 3],
    // Of as many mistakes, both of ten examples: in the order of the classes.
    ['cat', 'owl', 1],
  ]);
  expect(worst.map(mistakeSentence)[0]).toBe(
    '“owl” was taken for “cat” 3 times: 50.0\u00a0% of all “owl”.',
  );
  expect(worstMistakes({ classNames: ['a'], confusion: [[4]] }, 3)).toEqual([]);
});
