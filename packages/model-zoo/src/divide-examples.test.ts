import { expect, it } from 'vitest';
import { divideExamples } from './divide-examples.ts';
import { examplesOf } from './testing/examples-of.ts';

const featuresOf = (count: number, parts: number) =>
  divideExamples(
    examplesOf(
      [1],
      Float32Array.from({ length: count }, (_, at) => at),
    ),
    parts,
  ).map(({ features }) => [...features]);

it('gives every n-th example to each part', () => {
  expect(featuresOf(7, 3)).toEqual([
    [0, 3, 6],
    [1, 4],
    [2, 5],
  ]);
});

it('leaves parts empty where there are too few examples', () => {
  expect(featuresOf(1, 3)).toEqual([[0], [], []]);
});
