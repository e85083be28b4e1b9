import { describe, expect, it } from 'vitest';
import { resultOf } from '../testing/result-of.ts';
import { median, summarise } from './simulation-result.ts';

const stopAt = { accuracy: 0.8 };

describe('a summary', () => {
  it('takes whole rounds, as tables print them, and keeps the fractions by seed', () => {
    const [summary, ...others] = summarise(
      resultOf(
        [{ accuracies: [0.5, 0.9] }, { accuracies: [0.8] }, { accuracies: [0.1, 0.2, 0.8] }],
        { stopAt },
      ),
    );
    expect(others).toEqual([]);
    expect(summary).toMatchObject({ variant: 'base', seeds: 3, medianRounds: 2, wallS: 6 });
    expect(summary?.roundsToMark.map((rounds) => rounds?.toFixed(2))).toEqual([
      '1.75',
      '1.00',
      '3.00',
    ]);
  });

  it('counts seeds that never reach the mark as later than all others', () => {
    const never = { accuracies: [0.1, 0.2] };
    const soon = { accuracies: [0.8] };
    const late = { accuracies: [0.1, 0.1, 0.8] };
    const medianOf = (...runs: (typeof never)[]) =>
      summarise(resultOf(runs, { stopAt }))[0]?.medianRounds;
    expect(medianOf(soon, late, never)).toBe(3);
    expect(medianOf(never, soon, soon)).toBe(1);
    expect(medianOf(never, soon, never)).toBeNull();
    // The middle lies between a number and never.
    expect(medianOf(soon, never)).toBeNull();
    expect(medianOf(never)).toBeNull();
    expect(summarise(resultOf([soon, never], { stopAt }))[0]?.roundsToMark).toEqual([1, null]);
  });

  it('says nothing of rounds where there is no mark', () => {
    const [summary] = summarise(resultOf([{ accuracies: [0.9] }]));
    expect(summary).toMatchObject({ roundsToMark: [null], medianRounds: null });
    expect(summary?.medianBestAccuracy).toBe(0.9);
  });

  it('keeps variants apart, in the order of the runs', () => {
    const runs = ['slow', 'fast', 'slow', 'fast'].map((variant, index) => ({
      variant,
      seed: index,
      accuracies: [variant === 'fast' ? 0.9 : 0.3 + index / 10],
    }));
    expect(summarise(resultOf(runs))).toMatchObject([
      { variant: 'slow', seeds: 2, medianBestAccuracy: 0.4 },
      { variant: 'fast', seeds: 2, medianBestAccuracy: 0.9 },
    ]);
  });

  it('takes the last loss that is a number, and the best accuracy, not the last', () => {
    const [summary] = summarise(
      resultOf([
        { accuracies: [0.9, 0.7, null], losses: [0.5, 0.25, null] },
        { accuracies: [0.8], losses: [0.75] },
        { accuracies: [0.1, 0.1], losses: [3, Number.NaN] },
      ]),
    );
    expect(summary).toMatchObject({ medianBestAccuracy: 0.8, medianFinalLoss: 0.75 });
  });

  it('has no accuracy where numbers are predicted, and nothing where nothing was tested', () => {
    const numbers = { accuracies: [null, null], losses: [4, 2] };
    expect(summarise(resultOf([numbers]))[0]).toMatchObject({
      medianBestAccuracy: null,
      medianFinalLoss: 2,
    });
    expect(summarise(resultOf([{ accuracies: [] }]))[0]).toMatchObject({
      medianBestAccuracy: null,
      medianFinalLoss: null,
    });
    expect(summarise(resultOf([]))).toEqual([]);
  });
});

it('finds the middle of an odd number, and the mean around the middle of an even one', () => {
  expect(median([5])).toBe(5);
  expect(median([10, 9, 100])).toBe(10);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([1, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
});
