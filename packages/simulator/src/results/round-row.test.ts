import { expect, it } from 'vitest';
import { rowsOf } from '../testing/result-of.ts';
import { roundsTo } from './round-row.ts';

const rows = (...accuracies: (number | null)[]) => rowsOf({ accuracies });

it('keeps the best accuracy so far, through worse rounds and rounds that were not tested', () => {
  const best = rows(null, 0.5, 0.7, null, 0.6, 0.9).map(({ bestAccuracy }) => bestAccuracy);
  expect(best).toEqual([null, 0.5, 0.7, 0.7, 0.7, 0.9]);
});

it('interpolates between the two rounds around the mark', () => {
  expect(roundsTo(rows(0.5, 0.7, 0.6, 0.9), 0.8)).toBeCloseTo(3.5);
});

it('goes by the best so far: a round that falls back does not count against it', () => {
  expect(roundsTo(rows(0.5, 0.8, 0.1, 0.2), 0.8)).toBe(2);
  expect(roundsTo(rows(0.5, 0.7, 0.1, 0.9), 0.8)).toBeCloseTo(3.5);
});

it('passes over rounds that were not tested', () => {
  expect(roundsTo(rows(null, 0.5, null, 0.9), 0.7)).toBeCloseTo(3);
});

it('draws the line from nothing where the first tested round reaches the mark', () => {
  expect(roundsTo(rows(0.8), 0.8)).toBe(1);
  expect(roundsTo(rows(1, 1), 0.5)).toBeCloseTo(0.5);
  expect(roundsTo(rows(null, null, null, 0.8), 0.6)).toBeCloseTo(3);
});

it('is undefined where the mark is not reached', () => {
  expect(roundsTo(rows(0.5, 0.7), 0.8)).toBeUndefined();
  expect(roundsTo(rows(null, null), 0.8)).toBeUndefined();
  expect(roundsTo([], 0.8)).toBeUndefined();
});
