import { expect } from 'vitest';

/** Expects numbers in float32 to be those of a reference in float64, relative to the largest. */
export const expectClose = (actual: ArrayLike<number>, expected: Float64Array): void => {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, index) => {
    const error = Math.abs(value - (actual[index] as number));
    expect(error, `number ${index}`).toBeLessThanOrEqual(1e-5 * largest);
  });
};
